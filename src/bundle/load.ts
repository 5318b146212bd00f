import { sql } from 'drizzle-orm';
import { array, type Db, rows } from '../db/database.ts';
import type { Database } from '../db/open.ts';
import { moveDataVersion } from '../db/version.ts';
import { type RecordKind, recordKinds } from '../model/common.ts';
import { claimEmpty } from '../store/fillEmpty.ts';
import type { Authorship } from '../store/log.ts';
import { register } from '../store/register.ts';
import { ahead, chunks, type Taken } from './chunks.ts';
import { openFirst } from './first.ts';
import { type Growth, openGrowth } from './growth.ts';
import type { Stretch } from './lines.ts';
import { applyMerge } from './merges.ts';
import { eachLine, eachName, type LineKind, type NamedLine, wholeFiles } from './read.ts';
import { BundleRejected, type LoadReport, refuseRejected, reject } from './report.ts';
import { openUsual } from './usual.ts';
import type { Writing } from './writing.ts';

/** Rolls a dry run back. */
class DryRun extends Error {}

/** A line cannot be read, so nothing more is written. */
class Unreadable extends Error {}

/** Bytes of a bundle from which on an empty knowledge base is filled without its indexes, which come last. */
const LARGE = 8 * 1024 * 1024;

interface LoadOptions {
  /** Tells what a load would do and changes nothing; rejected lines are then part of the report. */
  dryRun?: boolean | undefined;
  /** Is told the number of records done so far. */
  onProgress?: ((records: number) => void) | undefined;
  /** Bytes from which on a bundle is a large one. */
  large?: number | undefined;
}

/**
 * Loads bundle files in one transaction, by id, slug or external id; a second run finds everything unchanged.
 * First every record is made known by its names, so that lines may refer to later ones, then each kind is written in
 * the order in which kinds refer to each other, and merges at the end. The lines are read twice, so that memory does
 * not grow with them. Throws BundleRejected, with nothing loaded, where lines are not valid: those whose names clash,
 * else those that cannot be read, else those that refer to nothing; lines without readable names come before all.
 */
export async function loadBundle(
  database: Pick<Database, 'change'>,
  files: string[],
  authorship: Authorship,
  { dryRun = false, onProgress = () => undefined, large = LARGE }: LoadOptions = {},
): Promise<LoadReport> {
  const report: LoadReport = { created: 0, updated: 0, unchanged: 0, rejected: [] };
  try {
    await database.change(async (tx) => {
      await loadAll(tx, wholeFiles(files), { authorship, report, onProgress, large });
      if (dryRun) throw new DryRun();
      if (report.created + report.updated > 0) await moveDataVersion(tx);
    });
  } catch (cause) {
    const error = cause instanceof Unreadable ? await refuseUnreadable(files, report) : cause;
    if (!dryRun || !(error instanceof DryRun || error instanceof BundleRejected)) throw error;
  }
  return report;
}

/** Every line that cannot be read: whoever mends them wants to hear of all at once. */
async function refuseUnreadable(files: string[], report: LoadReport): Promise<BundleRejected> {
  Object.assign(report, { created: 0, updated: 0, unchanged: 0, rejected: [] });
  for await (const line of eachLine(wholeFiles(files))) if (line.refusal) reject(report, line, line.refusal);
  return new BundleRejected(report);
}

interface Loading {
  authorship: Authorship;
  report: LoadReport;
  onProgress: (records: number) => void;
  large: number;
}

async function loadAll(tx: Db, whole: Stretch[], loading: Loading) {
  const { authorship, report, large } = loading;
  const bytes = whole.reduce((sum, { end }) => sum + end, 0);
  const first = bytes >= large && (await claimEmpty(tx));
  const grow = openGrowth(tx, { quickly: first });
  const found = await registerAll(tx, whole, report, grow);
  if (first) await writeAll(await openFirst(tx, authorship, report), found, loading, grow);
  else await writeAll(await openUsual(tx, authorship, report), found, loading, grow);
  for await (const line of eachLine(found.get('merge') ?? [], 'merge')) {
    if (line.refusal) throw new Unreadable();
    if (!line.merge) continue;
    const outcome = await applyMerge(tx, line.merge, authorship);
    if (typeof outcome === 'string') report[outcome] += 1;
    else reject(report, line, outcome);
  }
  refuseRejected(report);
}

async function writeAll<Ready extends { length: number }>(
  writing: Writing<Ready>,
  found: Whereabouts,
  { report, onProgress }: Loading,
  grow: Growth,
) {
  let done = 0;
  for (const kind of recordKinds)
    for await (const ready of ahead(writing.prepare(kind, chunks(eachRecord(found.get(kind) ?? [], kind))))) {
      await writing.write(kind, ready);
      done += ready.length;
      await grow(ready.length);
      onProgress(done);
    }
  refuseRejected(report);
  await writing.finish();
}

async function* eachRecord(stretches: Stretch[], kind: RecordKind): AsyncGenerator<Taken> {
  for await (const { record, refusal, ...place } of eachLine(stretches, kind)) {
    if (refusal) throw new Unreadable();
    if (record) yield { ...place, record };
  }
}

/** Where in each file the lines of a kind stand, from the first of them to the last. */
type Whereabouts = Map<LineKind, Stretch[]>;

function place(found: Whereabouts, kind: LineKind, { file, line, start, end }: Stretch) {
  const stretches = found.get(kind) ?? [];
  const last = stretches.at(-1);
  if (last?.file === file) last.end = end;
  else stretches.push({ file, line, start, end });
  found.set(kind, stretches);
}

/** Makes every record known and answers where the lines stand; a record may stand in a bundle once. */
async function registerAll(tx: Db, whole: Stretch[], report: LoadReport, grow: Growth): Promise<Whereabouts> {
  await tx.execute(sql`create temporary table bundle_ids (id uuid primary key) on commit drop`);
  const found: Whereabouts = new Map();
  for await (const chunk of ahead(chunks(eachNamed(whole, found)))) {
    await registerSome(tx, chunk, report);
    await grow(chunk.length);
  }
  refuseRejected(report);
  return found;
}

type NamedRecord = NamedLine & Required<Pick<NamedLine, 'names'>>;

async function* eachNamed(whole: Stretch[], found: Whereabouts): AsyncGenerator<NamedRecord> {
  for await (const line of eachName(whole)) {
    if (line.refusal) throw new Unreadable();
    if (line.kind) place(found, line.kind, line);
    if (line.names) yield { ...line, names: line.names };
  }
}

async function registerSome(tx: Db, chunk: NamedRecord[], report: LoadReport) {
  const { refused } = await register(
    tx,
    chunk.map(({ names }) => names),
  );
  for (const [i, refusal] of refused) reject(report, chunk[i], refusal);
  const ids = chunk.flatMap(({ names }, i) => (refused.has(i) || !names.id ? [] : [names.id]));
  const first = await rows<{ id: string }>(
    tx,
    sql`insert into bundle_ids select unnest(${array(ids, 'uuid')}) on conflict do nothing returning id`,
  );
  if (first.length === ids.length) return;
  const once = new Set(first.map(({ id }) => id));
  for (const [i, line] of chunk.entries())
    if (!refused.has(i) && !once.has(line.names.id ?? ''))
      reject(report, line, { pointer: '', reason: 'An earlier line of the bundle is the same record.' });
}
