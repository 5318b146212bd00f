import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type pg from 'pg';
import type { Reads } from '../db/answer.ts';
import { array, type Db, row, rows } from '../db/database.ts';
import type { Database } from '../db/open.ts';
import { AppError } from '../errors.ts';
import { recordKinds } from '../model/common.ts';
import { softwareVersion } from '../version.ts';
import { leaveOutPurged } from './purged.ts';
import { showAgain } from './show.ts';

/** The knowledge base as it stood: one copy of its tables for each moment that was asked about. */
export interface Snapshots {
  /**
   * The last change at a moment (ISO 8601, as PostgreSQL reads it): its position in the change log, 0 before the
   * first one. `begun` is where the moment begins, if it is a stretch of time; undefined where that has not come.
   */
  positionAt(moment: string, begun?: string): Promise<number | undefined>;
  /**
   * What answers questions as of a position, made where it is not there; `state` is the state of the data now, which
   * moves with a purge. Throws AppError too_slow where the knowledge base was too large by then, unavailable where
   * too many others are being made.
   */
  open(position: number, state: string): Promise<Reads>;
  /** Drops every snapshot that is not as it should be any more, in particular those that hold what was purged. */
  dropStale(): Promise<void>;
}

interface Limits {
  /** The most snapshots kept in the database; the least recently used one goes first. */
  kept: number;
  /** The most records that a snapshot is made of. */
  records: number;
  /** The most that may wait to be made here. */
  waiting: number;
}

/** The embedded database has one connection: while it makes a snapshot, everyone waits. */
const usual = { server: { kept: 4, records: 100_000 }, embedded: { kept: 4, records: 10_000 } };

/** Milliseconds after which a snapshot's use is noted again. */
const NOTED_FOR = 60_000;
/** Milliseconds that a question waits for its snapshot. */
const WAITED_FOR = 20_000;
const MISSING = ['42P01', '3F000'];
/** What a replica may need until it has a schema that was just made. */
const PATIENCE = { times: 10, ms: 200 };

/** These stay as they are now: nothing that is said about records stands in them. */
const tablesOfNow = [
  'data_version',
  'concepts',
  'document_texts',
  'former_texts',
  'api_keys',
  'idempotent_answers',
  'distinct_pairs',
  'record_references',
  // Replaced by a view.
  'changes',
];

interface Known {
  reads: Reads;
  state: string;
  checked: number;
  ready: Promise<void>;
}

const schemaOf = (position: number) => `as_of_${position}`;

/** Opens the snapshots of a database; those that an earlier process left behind are dropped at the first question. */
export function openSnapshots(
  database: Pick<Database, 'change' | 'reads' | 'embedded'>,
  limits: Partial<Limits> = {},
): Snapshots {
  const { kept, records, waiting } = {
    ...(database.embedded ? usual.embedded : usual.server),
    waiting: 4,
    ...limits,
  };
  const known = new Map<number, Known>();
  let queue: Promise<unknown> = Promise.resolve();
  let queued = 0;
  let begun: Promise<unknown> | undefined;

  /** One is made at a time. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    if (queued > waiting)
      throw new AppError(
        'unavailable',
        'Too many moments of the past are being asked about. Try again soon.',
      );
    queued += 1;
    const turn = queue.then(work).finally(() => {
      queued -= 1;
    });
    queue = turn.catch(() => undefined);
    return turn;
  };

  const begin = () =>
    dropOldest(database, 0).catch((error) => {
      begun = undefined;
      throw error;
    });

  const make = async (position: number) => {
    begun ??= begin();
    await begun;
    if (await database.change((tx) => keep(tx as unknown as Db, position))) return;
    await inTurn(async () => {
      await database.change((tx) => makeAnew(tx as unknown as Db, position, records));
      // Who purged something meanwhile did not see it yet: one that came too late goes again.
      await database.change((tx) => keep(tx as unknown as Db, position));
      for (const gone of await dropOldest(database, kept)) known.delete(gone);
    });
  };

  const prepare = (position: number, state: string): Known => {
    const held = known.get(position);
    if (held && held.state === state && Date.now() - held.checked < NOTED_FOR) return held;
    const reads = held?.reads ?? { pool: past(position) };
    const fresh = { reads, state, checked: Number.POSITIVE_INFINITY, ready: make(position) };
    known.set(position, fresh);
    fresh.ready.then(
      () => {
        fresh.checked = Date.now();
      },
      () => {
        if (known.get(position) === fresh) known.delete(position);
      },
    );
    return fresh;
  };

  /** A pool whose statements see the snapshot: each in a transaction of its own, made again where it was dropped. */
  const past = (position: number): pg.Pool => {
    const query = async (statement: pg.QueryConfig, values?: unknown[]) => {
      for (let times = 0; ; times += 1) {
        const client = await database.reads.pool.connect();
        const answered = await askInside(client, position, statement, values).finally(() => client.release());
        if (answered) return answered;
        if (times >= PATIENCE.times) throw beingMade();
        if (times > 0) await wait(PATIENCE.ms);
        const state = known.get(position)?.state ?? '';
        known.delete(position);
        await inTime(prepare(position, state).ready);
      }
    };
    // Of a pool, those who ask use nothing else.
    return { query } as unknown as pg.Pool;
  };

  return {
    positionAt: async (moment, begun = moment) => {
      const { rows: found } = await database.reads.pool.query<{ future: boolean; position: string }>(
        // Changes are numbered as they are committed, and dated as their transactions begin: the first later one ends it.
        `select $2::timestamptz > now() as future,
           coalesce((select min(position) from changes where at > $1::timestamptz) - 1,
             (select changes from data_version)) as position`,
        [moment, begun],
      );
      return found[0]?.future ? undefined : Number(found[0]?.position ?? 0);
    },
    open: async (position, state) => {
      const { reads, ready } = prepare(position, state);
      await inTime(ready);
      return reads;
    },
    dropStale: async () => {
      const found = await database.change((tx) => positions(tx as unknown as Db));
      for (const position of found) await database.change((tx) => dropIfStale(tx as unknown as Db, position));
    },
  };
}

/** A large snapshot goes on being made, while who asks for it is told to come back. */
async function inTime(ready: Promise<void>): Promise<void> {
  const bell = new AbortController();
  const late = wait(WAITED_FOR, undefined, { signal: bell.signal, ref: false }).then(() => {
    throw beingMade();
  });
  await Promise.race([ready, late]).finally(() => bell.abort());
}

const beingMade = () =>
  new AppError(
    'unavailable',
    'The knowledge base as it stood then is being prepared. Try again in a few seconds.',
  );

/** Runs one statement that sees a snapshot; undefined where the snapshot is not there (any more). */
async function askInside(
  client: pg.PoolClient,
  position: number,
  statement: pg.QueryConfig,
  values: unknown[] | undefined,
): Promise<pg.QueryResult | undefined> {
  const schema = schemaOf(position);
  try {
    // A schema that is not there would let the statement see the present: so its own table is named, and stays locked.
    await client.query(
      `begin read only; set local search_path = ${schema}, public; select from ${schema}.snapshot`,
    );
  } catch (error) {
    await client.query('rollback');
    if (MISSING.includes((error as pg.DatabaseError).code ?? '')) return undefined;
    throw error;
  }
  try {
    const answered = await ask(client, statement, values);
    await client.query('commit');
    return answered;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

/** As `pg.Pool` does it, for statements of every form. A prepared one would be planned anew for each search path. */
function ask(client: pg.PoolClient, statement: pg.QueryConfig, values: unknown[] | undefined) {
  delete statement.name;
  return new Promise<pg.QueryResult>((resolve, reject) => {
    const done = (error: Error | null | undefined, result: pg.QueryResult) =>
      error ? reject(error) : resolve(result);
    // The types of pg know no values beside a statement that is an object; drizzle gives both.
    (client.query as (...given: unknown[]) => void).call(client, statement, values, done);
  });
}

/** Whether a snapshot is there and as it should be; it is noted as used. One that is stale is dropped. */
async function keep(db: Db, position: number): Promise<boolean> {
  if (!(await dropIfStale(db, position))) return false;
  await db.execute(sql`update ${sql.identifier(schemaOf(position))}.snapshot set used_at = now()`);
  return true;
}

/** The same without the note. */
async function dropIfStale(db: Db, position: number): Promise<boolean> {
  await lock(db, schemaOf(position));
  const there = await row(db, sql`select from pg_namespace where nspname = ${schemaOf(position)}`);
  if (!there) return false;
  const fresh = await row(
    db,
    sql`select from ${sql.identifier(schemaOf(position))}.snapshot where state = (${stateOf(position)})`,
  );
  if (!fresh) await drop(db, position);
  return fresh !== undefined;
}

/** Makes a snapshot, unless another process has by now. */
async function makeAnew(db: Db, position: number, mostRecords: number): Promise<void> {
  if (await keep(db, position)) return;
  const schema = sql.identifier(schemaOf(position));
  await refuseLarge(db, position, mostRecords);
  await db.execute(sql`create schema ${schema}`);
  // Known before anything is read: what is purged from here on makes the snapshot stale.
  await db.execute(
    sql`create table ${schema}.snapshot as select (${stateOf(position)}) as state, now() as used_at`,
  );
  const tables = await createTables(db, position);
  await db.execute(sql.raw(`set local search_path = ${schemaOf(position)}, public`));
  await recall(db);
  await leaveOutPurged(db);
  for (const kind of recordKinds) {
    const alive = await rows<{ id: string }>(
      db,
      sql`select id from records where kind = ${kind} and merged_into is null and gone_at is null order by id`,
    );
    for (let at = 0; at < alive.length; at += BATCH)
      await showAgain(
        db,
        alive.slice(at, at + BATCH).map(({ id }) => id),
      );
  }
  for (const name of tables) await db.execute(sql`analyze ${schema}.${sql.identifier(name)}`);
}

/** Records that are shown at once. */
const BATCH = 5000;

async function refuseLarge(db: Db, position: number, most: number) {
  if (position <= most) return;
  const counted = await row<{ count: number }>(
    db,
    sql`select count(distinct record_id)::int as count from changes where position <= ${position}`,
  );
  if (counted && counted.count > most)
    throw new AppError(
      'too_slow',
      `The knowledge base held ${counted.count} records then; “as_of” answers for up to ${most}. ` +
        'Ask a record for its history, or load an export of that time into a service of its own.',
    );
}

/** Empty tables like those of now, and a change log that ends at the position. */
async function createTables(db: Db, position: number): Promise<string[]> {
  const schema = sql.identifier(schemaOf(position));
  const tables = await rows<{ name: string }>(
    db,
    sql`select relname as name from pg_class
        where relnamespace = 'public'::regnamespace and relkind = 'r' and not relispartition
          and relname <> all(${array(tablesOfNow, 'text')}) order by relname`,
  );
  for (const { name } of tables)
    await db.execute(sql`create table ${schema}.${sql.identifier(name)}
      (like public.${sql.identifier(name)} including defaults including generated including indexes)`);
  await db.execute(sql`create table ${schema}.amended
    (record_id uuid, version integer, document json, primary key (record_id, version))`);
  const logged = await rows<{ name: string }>(
    db,
    sql`select attname as name from pg_attribute
        where attrelid = 'public.changes'::regclass and attnum > 0 and not attisdropped and attname <> 'document'`,
  );
  const columns = sql.join(
    logged.map(({ name }) => sql`c.${sql.identifier(name)}`),
    sql`, `,
  );
  await db.execute(sql`create view ${schema}.changes as
    select ${columns}, case when a.record_id is null then c.document else a.document end as document
    from public.changes c left join ${schema}.amended a on a.record_id = c.record_id and a.version = c.version
    where c.position <= ${sql.raw(String(position))}`);
  return tables.map(({ name }) => name);
}

/** Who was known by which names, merged into whom, and withdrawn: all of it is in the change log. */
async function recall(db: Db) {
  await db.execute(sql`
    with newest as (
      select record_id, max(version) as version,
        max(version) filter (where document is not null) as written,
        max(version) filter (where op in ('merged', 'unmerged')) as tied
      from changes group by record_id)
    insert into records (id, kind, slug, gone_at, gone_reason, merged_directly)
    select n.record_id, c.kind, w.document->>'slug',
      case when c.op = 'deleted' then c.at end, case when c.op = 'deleted' then c.reason end,
      case when t.op = 'merged' then t.into_id end
    from newest n
    join changes c on c.record_id = n.record_id and c.version = n.version
    left join changes w on w.record_id = n.record_id and w.version = n.written
    left join changes t on t.record_id = n.record_id and t.version = n.tied`);
  await db.execute(sql`
    with recursive chain as (
      select id, merged_directly as into from records where merged_directly is not null
      union
      select c.id, r.merged_directly from chain c join records r on r.id = c.into
      where r.merged_directly is not null)
    update records r set merged_into = c.into
    from chain c join records w on w.id = c.into and w.merged_directly is null where c.id = r.id`);
  await db.execute(sql`
    with written as (
      select record_id, max(version) as version from changes where document is not null group by record_id)
    insert into external_ids (kind, scheme, value, record_id)
    select c.kind, s.key, v.value, c.record_id
    from written w join changes c on c.record_id = w.record_id and c.version = w.version,
      json_each(c.document->'external_ids') s, json_array_elements_text(s.value) v`);
}

/**
 * SQL of what a snapshot depends on beside the changes before it: the software and migrations that made it, what was
 * purged from history, and the texts that are loaded.
 */
const stateOf = (position: number) => {
  const upTo = sql.raw(String(position));
  return sql`select concat_ws(' ', ${softwareVersion}::text,
    (select count(*) from drizzle.__drizzle_migrations),
    (select count(*) from public.changes where document is null and position <= ${upTo}),
    (select concat(count(*), '/', max(t.loaded_at)) from document_texts t where exists (
      select from public.changes c where c.record_id = t.document_id and c.version = 1 and c.position <= ${upTo})))`;
};

/** Drops all but the most recently used snapshots; returns the positions of those that are gone. */
async function dropOldest(database: Pick<Database, 'change'>, kept: number): Promise<number[]> {
  const gone: number[] = [];
  const old = await database.change((tx) => leastUsed(tx as unknown as Db, kept)).catch(ignoreMissing);
  for (const position of old ?? [])
    await database
      .change(async (tx) => {
        await (tx as unknown as Db).execute(sql`set local lock_timeout = '1s'`);
        await lock(tx as unknown as Db, schemaOf(position));
        await drop(tx as unknown as Db, position);
        gone.push(position);
      })
      // One that is being asked, or that another process drops too, goes next time.
      .catch(ignoreMissing);
  return gone;
}

async function leastUsed(db: Db, kept: number): Promise<number[]> {
  const used: { position: number; at: string }[] = [];
  for (const position of await positions(db)) {
    const noted = await row<{ at: string }>(
      db,
      sql`select used_at::text as at from ${sql.identifier(schemaOf(position))}.snapshot`,
    );
    used.push({ position, at: noted?.at ?? '' });
  }
  return used
    .sort((a, b) => (a.at < b.at ? 1 : -1))
    .slice(kept)
    .map(({ position }) => position);
}

/** Of all snapshots that are there. */
async function positions(db: Db): Promise<number[]> {
  const schemas = await rows<{ position: string }>(
    db,
    sql`select substr(nspname, 7) as position from pg_namespace where nspname ~ '^as_of_[0-9]+$'`,
  );
  return schemas.map(({ position }) => Number(position));
}

const LOCK_TIMEOUT = '55P03';

function ignoreMissing(error: unknown): undefined {
  const { code, cause } = error as { code?: string; cause?: { code?: string } };
  if (![...MISSING, LOCK_TIMEOUT].includes(code ?? cause?.code ?? '')) throw error;
}

/** Whoever asks the snapshot is done first: all of them hold its own table. */
async function drop(db: Db, position: number) {
  const schema = sql.identifier(schemaOf(position));
  await db.execute(sql`lock table ${schema}.snapshot in access exclusive mode`);
  await db.execute(sql`drop schema ${schema} cascade`);
}

/** Held until commit, so that processes do not make the same snapshot twice. */
const lock = (db: Db, name: string) =>
  db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`sijill ${name}`}, 0))`);
