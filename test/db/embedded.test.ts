import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DataDirectoryLocked, lockDirectory } from '../../src/db/embedded/lock.ts';
import { type Embedded, openEmbedded } from '../../src/db/embedded/open.ts';
import { createRequestReader } from '../../src/db/embedded/protocol.ts';

const scratch = mkdtempSync(join(tmpdir(), 'sijill-embedded-'));
const freshDirectory = () => mkdtempSync(join(scratch, 'd-'));

/** A directory with an empty database in it, which opens five times faster than one to be filled first. */
let filled: Promise<string> | undefined;
async function filledDirectory(): Promise<string> {
  filled ??= (async () => {
    const dataDir = freshDirectory();
    const db = await openEmbedded({ dataDir });
    await db.close();
    return dataDir;
  })();
  const copy = freshDirectory();
  cpSync(await filled, copy, { recursive: true });
  return copy;
}
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Starts a real process with the modules of `src/db/embedded` at hand. */
function startChild(code: string): ChildProcess {
  const from = (file: string) =>
    JSON.stringify(new URL(`../../src/db/embedded/${file}`, import.meta.url).href);
  const script = `
    import { openEmbedded } from ${from('open.ts')};
    import { lockDirectory } from ${from('lock.ts')};
    ${code}`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    cwd: new URL('../..', import.meta.url),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return child;
}

function linesOf(child: ChildProcess): AsyncIterator<string> {
  if (!child.stdout) throw new Error('The child has no output.');
  return createInterface(child.stdout)[Symbol.asyncIterator]();
}

async function outputOf(child: ChildProcess): Promise<string> {
  let text = '';
  child.stdout?.on('data', (chunk) => {
    text += chunk;
  });
  await once(child, 'close');
  return text.trim();
}

const deadPid = (async () => {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  return child.pid;
})();

/** A lock file as a process that has died would have left it. */
async function leaveLock(directory: string, changes: Record<string, unknown> = {}): Promise<void> {
  const lock = lockDirectory(directory);
  lock.release();
  const left = { ...lock.owner, pid: await deadPid, born: null, ...changes };
  writeFileSync(join(directory, 'sijill.lock'), JSON.stringify(left));
}

const errorOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: Error & { code?: string }) => error,
  );

describe('the embedded database behind pg.Pool', () => {
  let db: Embedded;
  beforeAll(async () => {
    db = await openEmbedded();
  });
  afterAll(() => db.close());

  it('answers simple and parameterised queries with the types of node-postgres', async () => {
    const simple = await db.pool.query('select 1 as n, true as yes, array[1,2] as list');
    expect(simple.rows).toEqual([{ n: 1, yes: true, list: [1, 2] }]);
    const bound = await db.pool.query('select $1::int + 1 as n, $2::jsonb as doc', [41, { a: [1] }]);
    expect(bound.rows).toEqual([{ n: 42, doc: { a: [1] } }]);
    const several = (await db.pool.query('select 1 as a; select 2 as b')) as unknown as { rows: unknown[] }[];
    expect(several.map((result) => result.rows)).toEqual([[{ a: 1 }], [{ b: 2 }]]);
  });

  it('reuses a named prepared statement, and parses it again on a new connection', async () => {
    const twice = (n: number) =>
      db.pool.query({ name: 'twice', text: 'select $1::int * 2 as n', values: [n] });
    expect((await twice(2)).rows).toEqual([{ n: 4 }]);
    expect((await twice(3)).rows).toEqual([{ n: 6 }]);
    (await db.pool.connect()).release(true);
    expect((await twice(4)).rows).toEqual([{ n: 8 }]);
  });

  it('reads a result in portions when rows are limited per round trip', async () => {
    const query = { text: 'select n from generate_series(1, 25) n', rows: 10 };
    expect((await db.pool.query(query)).rows).toHaveLength(25);
  });

  it('keeps Arabic text as it is, both ways and in error messages', async () => {
    const text = 'قال المتحدّث: «قُصف الحيّ» 🕊';
    expect((await db.pool.query('select $1::text as t, length($1) as n', [text])).rows).toEqual([
      { t: text, n: [...text].length },
    ]);
    await expect(db.pool.query('select $1::text::int', [text])).rejects.toThrow(text);
  });

  it('carries parameters and results of several megabytes', async () => {
    const long = 'سلام'.repeat(500_000);
    const { rows } = await db.pool.query('select $1::text as t', [long]);
    expect(rows[0].t === long).toBe(true);
    const many = await db.pool.query(`select n, repeat('x', 1000) as t from generate_series(1, 5000) n`);
    expect(many.rows).toHaveLength(5000);
    expect(many.rows[4999]).toEqual({ n: 5000, t: 'x'.repeat(1000) });
  });

  it('leaves a transaction failed until it is rolled back, and usable after', async () => {
    const client = await db.pool.connect();
    await client.query('create temp table t (n int primary key)');
    await client.query('begin');
    await client.query('insert into t values ($1)', [1]);
    expect(await errorOf(client.query('insert into t values ($1)', [1]))).toMatchObject({ code: '23505' });
    expect(await errorOf(client.query('select 1'))).toMatchObject({ code: '25P02' });
    await client.query('rollback');
    expect((await client.query('select * from t')).rows).toEqual([]);
    client.release();
  });

  it('answers parallel queries in turn, with failures between them', async () => {
    await db.pool.query('create table parallel (n int primary key)');
    const orm = drizzle(db.pool);
    const work = Array.from({ length: 60 }, (_, n) => {
      if (n % 3 === 0) return errorOf(db.pool.query('select 1 / $1::int', [0]));
      if (n % 3 === 1) return db.pool.query('select $1::int as n', [n]).then(({ rows }) => rows[0].n);
      return orm.transaction(async (tx) => {
        await tx.execute(sql`insert into parallel values (${n})`);
        await new Promise((done) => setTimeout(done, 1));
        return (await tx.execute(sql`select n from parallel where n = ${n}`)).rows[0]?.n;
      });
    });
    const answers = await Promise.all(work);
    answers.forEach((answer, n) => {
      if (n % 3 === 0) expect(answer).toMatchObject({ code: '22012' });
      else expect(answer).toBe(n);
    });
    expect((await db.pool.query('select count(*)::int as n from parallel')).rows).toEqual([{ n: 20 }]);
  });

  it('delivers notifications to a listening connection', async () => {
    const client = await db.pool.connect();
    const heard: unknown[] = [];
    client.on('notification', ({ channel, payload }) => heard.push([channel, payload]));
    await client.query('listen changes');
    await client.query(`select pg_notify('changes', 'مرحبا')`);
    client.release(true);
    expect(heard).toEqual([['changes', 'مرحبا']]);
  });

  it('rolls back and forgets the settings of a client that leaves in the middle of a transaction', async () => {
    await db.pool.query('create table left_open (n int)');
    const client = await db.pool.connect();
    await client.query(`set search_path = pg_catalog; create temp table mine (n int); listen gone`);
    await client.query('begin');
    await client.query('insert into public.left_open values (1)');
    client.release(true);
    const next = await db.pool.query(`select (select count(*)::int from left_open) as rows,
      current_setting('search_path') as path, to_regclass('mine') as mine,
      (select count(*)::int from pg_listening_channels()) as channels`);
    expect(next.rows).toEqual([{ rows: 0, path: 'public', mine: null, channels: 0 }]);
  });

  it('takes a COPY with its rows, and refuses a COPY nobody has rows for', async () => {
    await db.pool.query('create table copied (n int, t text)');
    const copy = (end: Buffer) => {
      const rows = Buffer.from('1\tواحد\n2\tاثنان\n');
      const head = Buffer.alloc(5, 'd');
      head.writeInt32BE(rows.length + 4, 1);
      return Buffer.concat([head, rows, end]);
    };
    const client = await db.pool.connect();
    const connection = (client as unknown as { connection: { stream: NodeJS.WritableStream } }).connection;
    const done = new Promise<void>((resolve, reject) => {
      // The least that pg asks of a query object, as pg-copy-streams has it.
      const query = {
        submit: (to: { query(text: string): void }) => to.query('copy copied from stdin'),
        handleCopyInResponse: () => connection.stream.write(copy(Buffer.from([0x63, 0, 0, 0, 4]))),
        handleCommandComplete: () => {},
        handleReadyForQuery: () => resolve(),
        handleError: reject,
      };
      client.query(query as never);
    });
    await done;
    client.release();
    expect((await db.pool.query('select t from copied order by n')).rows).toEqual([
      { t: 'واحد' },
      { t: 'اثنان' },
    ]);
    expect(await errorOf(db.pool.query('copy copied from stdin'))).toMatchObject({ code: '57014' });
    expect(await errorOf(db.pool.query('copy nothing from stdin'))).toMatchObject({ code: '42P01' });
    expect((await db.pool.query('select 1 as n')).rows).toEqual([{ n: 1 }]);
  });

  it('loads the extensions the service uses', async () => {
    await db.pool.query('create extension pg_trgm; create extension btree_gist');
    expect((await db.pool.query(`select similarity('حلب', 'حلب') as s`)).rows).toEqual([{ s: 1 }]);
  });
});

describe('cutting requests from the bytes of a client', () => {
  it('waits for whole messages however they are split', () => {
    const startup = Buffer.from([0, 0, 0, 8, 0, 3, 0, 0]);
    const query = Buffer.from([0x51, 0, 0, 0, 13, ...Buffer.from('select 1'), 0]);
    const sync = Buffer.from([0x53, 0, 0, 0, 4]);
    const read = createRequestReader();
    const requests = [...Buffer.concat([startup, query, sync])].flatMap((byte) => read(Buffer.from([byte])));
    expect(requests.map((request) => request.kind === 'batch' && Buffer.from(request.bytes))).toEqual([
      startup,
      query,
      sync,
    ]);
  });
});

describe('a data directory', () => {
  it('keeps its rows from one opening to the next', async () => {
    const dataDir = join(freshDirectory(), 'made', 'on', 'demand');
    const first = await openEmbedded({ dataDir });
    await first.pool.query('create table kept (t text)');
    await first.pool.query('insert into kept values ($1)', ['باقٍ']);
    await first.close();
    expect(readdirSync(dataDir)).toEqual(['postgres']);
    const second = await openEmbedded({ dataDir });
    expect((await second.pool.query('select t from kept')).rows).toEqual([{ t: 'باقٍ' }]);
    await second.close();
    await second.close();
  });

  it('is refused to the same process and to another one while it is open, naming the owner', async () => {
    const dataDir = await filledDirectory();
    const holder = startChild(`
      await openEmbedded({ dataDir: ${JSON.stringify(dataDir)} });
      console.log('open');`);
    await linesOf(holder).next();
    const error = await errorOf(openEmbedded({ dataDir }));
    expect(error).toBeInstanceOf(DataDirectoryLocked);
    expect(error?.message).toContain(dataDir);
    expect(error?.message).toContain(`process ${holder.pid} on host`);
    expect(error?.message).toMatch(/since 20\d\d-.*Stop that process.*SIJILL_DATA_DIR.*DATABASE_URL/);
    holder.kill('SIGKILL');
    await once(holder, 'exit');

    const own = await openEmbedded({ dataDir });
    expect((await errorOf(openEmbedded({ dataDir })))?.message).toContain(`process ${process.pid} `);
    expect((await own.pool.query('select 1 as n')).rows).toEqual([{ n: 1 }]);
    await own.close();
  });

  it('reopens with every acknowledged row after its process was killed while writing', async () => {
    const dataDir = await filledDirectory();
    for (const run of [1, 2]) {
      const writer = startChild(`
        const { pool } = await openEmbedded({ dataDir: ${JSON.stringify(dataDir)} });
        await pool.query('create table if not exists written (run int, n int, t text)');
        for (let n = 1; ; n++) {
          await pool.query('insert into written values ($1, $2, $3)', [${run}, n, 'x'.repeat(2000)]);
          console.log(n);
        }`);
      let last = 0;
      let killed = false;
      for await (const line of { [Symbol.asyncIterator]: () => linesOf(writer) }) {
        last = Number(line);
        if (last >= 400 * run && !killed) {
          killed = true;
          writer.kill('SIGKILL');
        }
      }
      if (writer.signalCode === null) await once(writer, 'exit');
      const reopened = await openEmbedded({ dataDir });
      const { rows } = await reopened.pool.query(
        'select count(distinct n)::int as n, max(n) as top from written where run = $1',
        [run],
      );
      await reopened.close();
      // One more row than was acknowledged may have been committed at the moment of death.
      expect(last).toBeGreaterThanOrEqual(400 * run);
      expect(rows[0].n).toBe(rows[0].top);
      expect(rows[0].n - last === 0 || rows[0].n - last === 1).toBe(true);
    }
  });

  it('starts afresh when its first filling was cut off', async () => {
    const dataDir = freshDirectory();
    const first = startChild(`openEmbedded({ dataDir: ${JSON.stringify(dataDir)} })`);
    while (!readdirSync(dataDir).includes('postgres.unfinished'))
      await new Promise((done) => setTimeout(done, 5));
    while (!readdirSync(dataDir).includes('postgres')) await new Promise((done) => setTimeout(done, 5));
    first.kill('SIGKILL');
    await once(first, 'exit');
    const db = await openEmbedded({ dataDir });
    expect((await db.pool.query('select 1 as n')).rows).toEqual([{ n: 1 }]);
    await db.close();
  });

  it('gives up its lock when the process ends without closing, and when opening fails', async () => {
    const dataDir = await filledDirectory();
    const child = startChild(`
      await openEmbedded({ dataDir: ${JSON.stringify(dataDir)} });
      process.exit(0);`);
    await once(child, 'exit');
    expect(readdirSync(dataDir)).toEqual(['postgres']);
    writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), 'nonsense');
    expect((await errorOf(openEmbedded({ dataDir })))?.message).toContain(
      `in ${dataDir}/postgres could not be opened`,
    );
    expect(readdirSync(dataDir)).toEqual(['postgres']);
  });

  it('lets the process end once it is closed', async () => {
    const child = startChild(`
      const db = await openEmbedded();
      await db.pool.query('select 1');
      await db.close();
      console.log('closed');`);
    expect(await outputOf(child)).toBe('closed');
    expect(child.exitCode).toBe(0);
  });
});

describe('the lock of a data directory', () => {
  it('is taken over from a dead process', async () => {
    const directory = freshDirectory();
    await leaveLock(directory);
    const lock = lockDirectory(directory);
    expect(JSON.parse(readFileSync(join(directory, 'sijill.lock'), 'utf8'))).toEqual(lock.owner);
    lock.release();
    expect(readdirSync(directory)).toEqual([]);
  });

  it('is taken over when the number of its dead process was given to another', async () => {
    const directory = freshDirectory();
    await leaveLock(directory, { pid: process.pid, born: '1' });
    lockDirectory(directory).release();
    await leaveLock(directory, { pid: process.pid, born: lockDirectory(freshDirectory()).owner.born });
    expect(() => lockDirectory(directory)).toThrow(DataDirectoryLocked);
  });

  it('is taken over from another host or container only when it has been silent', async () => {
    const directory = freshDirectory();
    await leaveLock(directory, { place: 'elsewhere', host: 'other' });
    expect(() => lockDirectory(directory)).toThrow(/on host other .* try again in 20 seconds/);
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(join(directory, 'sijill.lock'), longAgo, longAgo);
    lockDirectory(directory).release();
  });

  it('is taken over when the taker before died half-way', async () => {
    const directory = freshDirectory();
    await leaveLock(directory);
    const { token } = JSON.parse(readFileSync(join(directory, 'sijill.lock'), 'utf8'));
    const left = { ...lockDirectory(freshDirectory()).owner, pid: await deadPid, token: 'half-way' };
    writeFileSync(join(directory, `sijill.lock.${token}`), JSON.stringify(left));
    lockDirectory(directory).release();
    expect(readdirSync(directory)).toEqual([]);
  });

  it('goes to exactly one of several that take it over at the same moment', async () => {
    const directories = Array.from({ length: 40 }, freshDirectory);
    for (const directory of directories) await leaveLock(directory);
    const at = Date.now() + 2500;
    const takers = [1, 2, 3].map(() =>
      startChild(`
        const wins = [];
        for (const [n, directory] of ${JSON.stringify(directories)}.entries()) {
          while (Date.now() < ${at} + n * 10);
          try { lockDirectory(directory); wins.push(n); }
          catch (error) { if (error.name !== 'DataDirectoryLocked') throw error; }
        }
        console.log(JSON.stringify(wins));
        setTimeout(() => {}, 1500);`),
    );
    const wins = (await Promise.all(takers.map(outputOf))).flatMap((line) => JSON.parse(line) as number[]);
    expect(wins.sort((a, b) => a - b)).toEqual(directories.map((_, n) => n));
  });
});

describe('a query that overruns', () => {
  const ENDLESS = 'select count(*) from generate_series(1, 1e10)';
  let dataDir: string;
  let db: Embedded;
  beforeAll(async () => {
    dataDir = await filledDirectory();
    db = await openEmbedded({ dataDir, overrunMs: 1000 });
    await db.pool.query('create table safe (n int)');
    await db.pool.query('insert into safe values (1)');
  });
  afterAll(() => db.close());

  it('fails with the code of a cancelled query, and the next ones are answered with data intact', async () => {
    const began = Date.now();
    const [error, waiting] = await Promise.all([
      errorOf(db.pool.query(ENDLESS)),
      db.pool.query('select n from safe'),
    ]);
    expect(error).toMatchObject({
      code: '57014',
      message: 'The query was stopped: it ran longer than 1000 ms.',
    });
    expect(waiting.rows).toEqual([{ n: 1 }]);
    expect(Date.now() - began).toBeLessThan(8000);
    expect(readdirSync(dataDir)).toContain('sijill.lock');
    expect(() => lockDirectory(dataDir)).toThrow(DataDirectoryLocked);
  });

  it('undoes its transaction and is the error that the transaction throws', async () => {
    const error = await errorOf(
      drizzle(db.pool).transaction(async (tx) => {
        await tx.execute(sql`insert into safe values (2)`);
        await tx.execute(sql.raw(ENDLESS));
      }),
    );
    expect(error?.cause).toMatchObject({ code: '57014' });
    expect((await db.pool.query('select n from safe')).rows).toEqual([{ n: 1 }]);
  });

  it('leaves its connection useless for more than a rollback', async () => {
    const client = await db.pool.connect();
    await client.query('begin');
    expect(await errorOf(client.query(ENDLESS))).toMatchObject({ code: '57014' });
    expect(await errorOf(client.query('select 1'))).toMatchObject({ code: '57P01' });
    expect(await errorOf(client.query('commit'))).toMatchObject({ code: '57P01' });
    await client.query('rollback');
    client.release();
    expect((await db.pool.query('select n from safe')).rows).toEqual([{ n: 1 }]);
  });

  it('is let alone without the watchdog', async () => {
    const sleep = () => db.pool.query('select pg_sleep(1.2), 7 as n');
    expect((await db.withoutWatchdog(sleep)).rows).toMatchObject([{ n: 7 }]);
    expect(await errorOf(sleep())).toMatchObject({ code: '57014' });
  });

  it('is answered by a fresh engine too when the engine itself broke', async () => {
    // PGlite takes the missing rows for a closed connection and ends its thread.
    const broken = await errorOf(db.pool.query('select 1; copy safe from stdin'));
    expect(broken).toMatchObject({ code: '57P02' });
    expect((await db.pool.query('select n from safe')).rows).toEqual([{ n: 1 }]);
  });
});
