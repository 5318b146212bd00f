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
  const take = (bytes: Buffer, start: number, end: number) => {
    const kind = bytes[start];
    if (kind === DATA_ROW) {
      rows.push(fieldsOf(bytes, start + HEADER));
      return;
    }
    if (kind === READY_FOR_QUERY) {
      for (const listener of usual) stream.on('data', listener);
      stream.off('data', messages);
    }
    const message = bytes.subarray(start, end);
    for (const listener of usual) listener.call(stream, message);
  };
  const messages = splitMessages(take);
  stream.on('data', messages);
  for (const listener of usual) stream.off('data', listener);
}

/** Calls `take` with where each whole message stands; only one that is spread over chunks is copied. */
function splitMessages(take: (bytes: Buffer, start: number, end: number) => void): Listener {
  let begun: Buffer[] = [];
  let missing = 0;
  return (arrived) => {
    let chunk = arrived;
    if (begun.length > 0) {
      if (missing > arrived.length) {
        begun.push(arrived);
        missing -= arrived.length;
        return;
      }
      // Where not even the length of the message had come, the chunk is read again from the message's beginning.
      const joined = Buffer.concat(
        missing > 0 ? [...begun, arrived.subarray(0, missing)] : [...begun, arrived],
      );
      chunk = missing > 0 ? arrived.subarray(missing) : joined;
      begun = [];
      if (missing > 0) take(joined, 0, joined.length);
      missing = 0;
    }
    let at = 0;
    while (at + HEADER <= chunk.length) {
      const end = at + 1 + chunk.readUInt32BE(at + 1);
      if (end > chunk.length) {
        missing = end - chunk.length;
        break;
      }
      take(chunk, at, end);
      at = end;
    }
    if (at < chunk.length) begun = [chunk.subarray(at)];
  };
}

function fieldsOf(bytes: Buffer, start: number): ByteRow {
  const row: ByteRow = [];
  let at = start + 2;
  for (let left = bytes.readInt16BE(start); left > 0; left -= 1) {
    const length = bytes.readInt32BE(at);
    at += 4;
    row.push(length === -1 ? null : bytes.subarray(at, at + length));
    if (length > 0) at += length;
  }
  return row;
}
