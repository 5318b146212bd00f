import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../src/db/open.ts';
import { recordKinds } from '../../src/model/common.ts';
import { createKey } from '../../src/store/keys.ts';
import { engine, openTestDatabase, type TestDatabase } from '../support/database.ts';
import { type Service, startService } from './service.ts';

const RUNS = Number(process.env.FAULT_RUNS ?? 2);
const WRITERS = 4;

const folder = mkdtempSync(join(tmpdir(), 'sijill-kill-'));
let server: TestDatabase | undefined;
let key: string;

/** Looks at the database while the service is not running. */
async function withDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
  if (server) return work(server.database);
  const own = { databaseUrl: undefined, databaseReadUrl: undefined, poolSize: 2, statementTimeoutMs: 5000 };
  const database = await openDatabase({ ...own, dataDir: folder });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

beforeAll(async () => {
  if (engine === 'postgres') server = await openTestDatabase();
  key = await withDatabase(async (database) => {
    await database.migrate();
    return (await createKey(database.db, 'desk', 'editor')).key;
  });
});
afterAll(async () => {
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What the service said it had written: address -> version. */
type Acknowledged = Map<string, number>;

async function send(service: Service, path: string, body: object, version?: number) {
  const response = await fetch(`${service.url}/v1${path}`, {
    method: version ? 'PATCH' : 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      ...(version ? { 'if-match': `"${version}"` } : {}),
    },
    body: JSON.stringify(body),
  });
  const written = (await response.json()) as { id: string; version: number };
  if (!response.ok) throw new Error(`${path} was answered ${response.status}: ${JSON.stringify(written)}`);
  return written;
}

/** Writes actors, events about them and changes of them, until the service is gone. */
async function writeOn(service: Service, name: string, acknowledged: Acknowledged): Promise<void> {
  try {
    for (let n = 0; ; n += 1) {
      const actor = await send(service, '/actors', {
        slug: `${name}-${n}`,
        kind: 'group',
        name: { en: name },
      });
      acknowledged.set(`/actors/${actor.id}`, actor.version);
      const event = await send(service, '/events', {
        type: 'statement',
        modality: 'occurred',
        title: { en: `${name} ${n}` },
        participants: [{ role: 'speaker', actor: actor.id }],
      });
      acknowledged.set(`/events/${event.id}`, event.version);
      const changed = await send(service, `/actors/${actor.id}`, { country: 'IS' }, actor.version);
      acknowledged.set(`/actors/${actor.id}`, changed.version);
    }
  } catch (error) {
    // The connection broke or was refused: the service is gone. Anything else is a failure.
    if (!(error instanceof TypeError || error instanceof SyntaxError)) throw error;
  }
}

/** Every rule that a half-written record would break, by name; none is to be found. */
const broken = {
  'the change log has a gap': sql`select count(*) <> coalesce(max(position), 0)
    or count(*) <> (select changes from data_version) as found from changes`,
  'a record has a gap in its versions': sql`select exists (
    select from changes group by record_id having max(version) <> count(*) or min(version) <> 1) as found`,
  'a record was never logged': sql`select exists (select from records r
    where not exists (select from changes c where c.record_id = r.id)) as found`,
  'a reference is not noted, or noted and not written': sql`select exists (
    select from events e where (select count(*) from participants p where p.event_id = e.id)
      <> (select count(*) from record_references f where f.from_id = e.id)) as found`,
  'a timeline lacks an event': sql`select exists (select from participants p where not exists (
    select from event_actors a where a.event_id = p.event_id and a.actor_id = p.actor_id)) as found`,
};

async function checkIntegrity({ db }: Database) {
  for (const [rule, query] of Object.entries(broken))
    expect({ rule, found: (await db.execute(query)).rows[0]?.found }).toEqual({ rule, found: false });
  for (const kind of recordKinds) {
    const { rows } = await db.execute(
      sql`select coalesce(l.record_id, t.id) as id, l.version as logged, t.version as shown
          from (select record_id, max(version) as version from changes where kind = ${kind} group by record_id) l
          full join ${sql.raw(`${kind}s`)} t on t.id = l.record_id where l.version is distinct from t.version`,
    );
    expect({ kind, rows }).toEqual({ kind, rows: [] });
  }
}

async function checkAcknowledged(service: Service, acknowledged: Acknowledged) {
  for (const [path, version] of acknowledged) {
    const response = await fetch(`${service.url}/v1${path}`);
    const found = (await response.json()) as { version?: number };
    expect({ path, status: response.status }).toEqual({ path, status: 200 });
    expect(found.version).toBeGreaterThanOrEqual(version);
    // At most one write was under way and had not been acknowledged.
    expect(found.version).toBeLessThanOrEqual(version + 1);
  }
}

it(
  `killed ${RUNS} times while it writes, it has every write it acknowledged and no half of one`,
  async () => {
    const environment: Record<string, string> = {
      SIJILL_DATA_DIR: folder,
      ...(server?.url ? { DATABASE_URL: server.url } : {}),
    };
    let acknowledged: Acknowledged = new Map();
    let total = 0;
    for (let run = 0; run <= RUNS; run += 1) {
      const service = await startService(environment);
      await checkAcknowledged(service, acknowledged);
      if (run === RUNS) {
        service.process.kill('SIGTERM');
        expect(await service.ended).toEqual([0, null]);
        break;
      }
      acknowledged = new Map();
      const writers = Array.from({ length: WRITERS }, (_, w) =>
        writeOn(service, `r${run}-w${w}`, acknowledged),
      );
      // A moment that nobody chose, after some writes: on a busy machine the first one takes its time.
      const enough = 2 + Math.floor(Math.random() * 15);
      while (acknowledged.size < enough && service.process.exitCode === null)
        await new Promise((done) => setTimeout(done, Math.random() * 20));
      service.process.kill('SIGKILL');
      await Promise.all([...writers, service.ended]);
      total += acknowledged.size;
      await withDatabase(checkIntegrity);
    }
    expect(total).toBeGreaterThan(RUNS);
    process.stdout.write(`${engine}: killed ${RUNS} times, ${total} records acknowledged, all there\n`);
  },
  RUNS * 60_000 + 60_000,
);
