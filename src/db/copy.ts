import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';

/**
 * Long answers in one go: COPY … TO STDOUT sends rows as fast as PostgreSQL makes them, where page after page waits
 * for each other. It holds a connection for as long as its reader takes, so only a few run at once, and one whose
 * reader stands still is ended. The embedded database has none; its answers are read page by page.
 */
export interface Copies {
  /**
   * The lines of a statement that selects one text without line breaks; undefined where as many run as may. Throws
   * where the database fails, or where the reader takes nothing for a minute.
   */
  start(statement: { sql: string; params: unknown[] }): AsyncIterable<string> | undefined;
}

const STANDS_STILL_MS = 60_000;

/** Milliseconds, the most that a timer takes: 24 days. */
const LONGEST_TIMER = 2 ** 31 - 1;

export function openCopies(pool: pg.Pool, most: number): Copies {
  let running = 0;
  return {
    start: (statement) => {
      if (running >= most) return undefined;
      running += 1;
      return lines(pool, statement, () => {
        running -= 1;
      });
    },
  };
}

async function* lines(
  pool: pg.Pool,
  statement: { sql: string; params: unknown[] },
  end: () => void,
): AsyncIterable<string> {
  const client = await pool.connect().catch((error: unknown) => {
    end();
    throw error;
  });
  let finished = false;
  try {
    // A short time limit is for questions; a whole answer may take as long as it does. The isolation is the usual one:
    // one statement sees one state of the data.
    await client.query('begin read only; set local statement_timeout = 0');
    // No text has these two characters in it (a record with control characters like them is escaped in JSON), so
    // nothing is ever quoted, and a line is the text as it is.
    const copy = `copy (${inlined(statement)}) to stdout (format csv, quote E'\\x01', delimiter E'\\x02')`;
    const stream = client.query(patient(copyTo(copy, { highWaterMark: 1 << 18 })));
    const watch = setInterval(() => {
      if (moved) moved = false;
      else stream.destroy(new Error('The reader of an export took nothing for a minute.'));
    }, STANDS_STILL_MS);
    let moved = true;
    try {
      let begun = '';
      const decoder = new TextDecoder();
      for await (const chunk of stream) {
        moved = true;
        const parts = (begun + decoder.decode(chunk as Buffer, { stream: true })).split('\n');
        begun = parts.pop() ?? '';
        yield* parts;
      }
    } finally {
      clearInterval(watch);
    }
    await client.query('commit');
    finished = true;
  } finally {
    end();
    // A connection that is still sending cannot be used for anything else.
    client.release(!finished);
  }
}

/** The pool gives up what says nothing more of itself for some seconds; of a stream it sees no more than that it goes on. */
const patient = <T extends object>(stream: T): T => Object.assign(stream, { query_timeout: LONGEST_TIMER });

/** COPY takes no parameters: they stand in the statement as literals. */
const inlined = ({ sql, params }: { sql: string; params: unknown[] }) =>
  sql.replace(/\$(\d+)/g, (_, n: string) => literal(params[Number(n) - 1]));

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'number' && Number.isFinite(value)) return `${value}`;
  if (Array.isArray(value))
    return pg.escapeLiteral(`{${value.map((each) => JSON.stringify(`${each}`)).join(',')}}`);
  return pg.escapeLiteral(`${value}`);
}
