/** What a client of the wire protocol (PostgreSQL, version 3) wants next, cut from its bytes. */
type Request =
  | { kind: 'batch'; bytes: Uint8Array<ArrayBuffer>; answersReady: boolean; copy: boolean }
  | { kind: 'copyStarts' }
  | { kind: 'terminate' };

/** The transaction status at the end of an answer: idle, in a transaction, in a failed transaction. */
export type Status = 'I' | 'T' | 'E';

const letter = (char: string) => char.charCodeAt(0);
const [QUERY, SYNC, FLUSH, CALL, TERMINATE, COPY_DONE, COPY_FAIL] = [...'QSHFXcf'].map(letter);
const COPY_IN = /^\s*copy\b[^;]*\bfrom\s+stdin\b/i;
// A COPY statement names a table and options: the text after this can only be data or a mistake.
const LONGEST_COPY_STATEMENT = 10_000;

/**
 * Cuts a client's bytes into batches that PGlite can answer in one call.
 * PGlite takes the end of its input for a closed connection, so half a message is lost and a COPY … FROM STDIN
 * without its rows ends the engine: a batch therefore holds whole messages, and a COPY together with all its rows.
 */
export function createRequestReader(): (chunk: Buffer) => Request[] {
  let unread: Buffer = Buffer.alloc(0);
  let held: Buffer[] = [];
  let started = false;
  let copying = false;

  const finish = (answersReady: boolean): Request => {
    const bytes = new Uint8Array(held.reduce((total, message) => total + message.length, 0));
    let at = 0;
    for (const message of held) {
      bytes.set(message, at);
      at += message.length;
    }
    const request: Request = { kind: 'batch', bytes, answersReady, copy: copying };
    held = [];
    copying = false;
    return request;
  };

  const take = (message: Buffer): Request | undefined => {
    const type = message[0];
    if (started && type === TERMINATE) return { kind: 'terminate' };
    held.push(message);
    if (!started) {
      started = true;
      return finish(true);
    }
    if (type === QUERY && COPY_IN.test(message.toString('utf8', 5, LONGEST_COPY_STATEMENT))) {
      copying = true;
      return { kind: 'copyStarts' };
    }
    if (copying) return type === COPY_DONE || type === COPY_FAIL ? finish(true) : undefined;
    if (type === QUERY || type === SYNC || type === CALL) return finish(true);
    return type === FLUSH ? finish(false) : undefined;
  };

  return (chunk) => {
    const bytes = unread.length > 0 ? Buffer.concat([unread, chunk]) : chunk;
    const requests: Request[] = [];
    let at = 0;
    for (;;) {
      // The first message, the startup packet, is the only one without a type byte.
      const header = started ? 1 : 0;
      if (bytes.length < at + header + 4) break;
      const end = at + header + bytes.readInt32BE(at + header);
      if (bytes.length < end) break;
      const request = take(bytes.subarray(at, end));
      if (request) requests.push(request);
      at = end;
    }
    unread = bytes.subarray(at);
    return requests;
  };
}

function message(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5, type);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

/** ReadyForQuery with the given transaction status. */
const ready = (status: Status) => message('Z', Buffer.from(status));

/** An ErrorResponse with an SQLSTATE code, followed by ReadyForQuery. */
export function errorAnswer(code: string, text: string, status: Status): Buffer {
  return Buffer.concat([message('E', Buffer.from(`SERROR\0VERROR\0C${code}\0M${text}\0\0`)), ready(status)]);
}

/** The answer to a ROLLBACK, leaving no transaction open. */
export const rolledBack = Buffer.concat([message('C', Buffer.from('ROLLBACK\0')), ready('I')]);

/** CopyInResponse: invites the client to send rows (text format, columns not announced). */
export const copyInvitation = message('G', Buffer.alloc(3));

/** Whether a batch is a simple query that ends the whole transaction without keeping its work. */
export function isRollback(bytes: Uint8Array): boolean {
  return (
    bytes[0] === QUERY && /^\s*(rollback|abort)\s*;?\s*\0?$/i.test(Buffer.from(bytes.subarray(5)).toString())
  );
}

/** The status in a ReadyForQuery that ends an answer, given at least its last six bytes. */
export function statusAtEnd(tail: Uint8Array): Status | undefined {
  const [type, ...rest] = tail.subarray(-6);
  const status = String.fromCharCode(rest[4] ?? 0);
  if (type !== letter('Z') || rest.slice(0, 4).join() !== '0,0,0,5') return undefined;
  return status === 'I' || status === 'T' || status === 'E' ? status : undefined;
}
