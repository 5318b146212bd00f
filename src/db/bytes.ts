import type { Duplex } from 'node:stream';
import pg from 'pg';

/** Messages of the PostgreSQL protocol (version 3): one byte of kind, four of length, which counts itself. */
const DATA_ROW = 0x44;
const READY_FOR_QUERY = 0x5a;
const HEADER = 5;

/** A row as PostgreSQL sent it; null is SQL null. The bytes are UTF-8. */
export type ByteRow = (Buffer | null)[];

/**
 * The rows of a statement, never made into strings: handing on a page of Arabic takes half the time so. `pg` does
 * all the rest; only while the statement runs are the rows taken out of what the server sends (pg-copy-streams
 * reads its rows the same way).
 */
export async function readRows(pool: pg.Pool, statement: pg.QueryConfig): Promise<ByteRow[]> {
  const query = new pg.Query(statement);
  const rows: ByteRow[] = [];
  // It answers with an error where nothing was sent, which its types do not say.
  const submit = query.submit as (connection: pg.Connection) => Error | null;
  query.submit = (connection) => {
    const refused = submit.call(query, connection);
    if (!refused) takeRows(connection.stream, rows);
    return refused;
  };
  // Nor that with a query object `pool.query` answers with a promise.
  await (pool.query(query) as unknown as Promise<unknown>);
  return rows;
}

type Listener = (bytes: Buffer) => void;

/** Takes the rows out of a connection's stream up to the end of the statement; all else goes where it went. */
function takeRows(stream: Duplex, rows: ByteRow[]): void {
  const usual = stream.listeners('data') as Listener[];
  const pass = (bytes: Buffer) => {
    if (bytes.length > 0) for (const listener of usual) listener.call(stream, bytes);
  };
  const messages = splitMessages((message) => {
    if (message[0] === DATA_ROW) {
      rows.push(fieldsOf(message));
      return;
    }
    if (message[0] === READY_FOR_QUERY) {
      for (const listener of usual) stream.on('data', listener);
      stream.off('data', messages);
    }
    pass(message);
  });
  stream.on('data', messages);
  for (const listener of usual) stream.off('data', listener);
}

/** Calls `take` with each whole message; only one that is spread over chunks is copied. */
function splitMessages(take: (message: Buffer) => void): Listener {
  let begun: Buffer[] = [];
  let missing = 0;
  let chunk: Buffer;
  return (arrived) => {
    chunk = arrived;
    if (begun.length > 0) {
      if (missing === 0) {
        // Not even the length of the last message had come.
        chunk = Buffer.concat([...begun, arrived]);
        begun = [];
      } else if (arrived.length < missing) {
        begun.push(arrived);
        missing -= arrived.length;
        return;
      } else {
        const message = Buffer.concat([...begun, arrived.subarray(0, missing)]);
        chunk = arrived.subarray(missing);
        begun = [];
        missing = 0;
        take(message);
      }
    }
    let at = 0;
    while (at + HEADER <= chunk.length) {
      const end = at + 1 + chunk.readUInt32BE(at + 1);
      if (end > chunk.length) {
        missing = end - chunk.length;
        break;
      }
      take(chunk.subarray(at, end));
      at = end;
    }
    if (at < chunk.length) begun = [chunk.subarray(at)];
  };
}

function fieldsOf(message: Buffer): ByteRow {
  const row: ByteRow = [];
  let at = HEADER + 2;
  for (let left = message.readInt16BE(HEADER); left > 0; left -= 1) {
    const length = message.readInt32BE(at);
    at += 4;
    row.push(length === -1 ? null : message.subarray(at, at + length));
    if (length > 0) at += length;
  }
  return row;
}
