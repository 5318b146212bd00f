import { sql } from 'drizzle-orm';
import { array, type Db, row, rows } from '../db/database.ts';
import type { Database } from '../db/open.ts';
import { referenceKey, resolveReferences } from '../db/resolve.ts';
import { moveDataVersion } from '../db/version.ts';
import { type RecordKind, recordKinds } from '../model/common.ts';
import { mapReferences, referencesIn } from '../model/followReferences.ts';
import { type AnyRecord, recordSchemas } from '../model/records.ts';
import type { deriveTouched } from '../store/derive.ts';
import { type Authorship, findLatest } from '../store/log.ts';
import { register } from '../store/register.ts';
import { loadText } from '../store/texts.ts';
import { write } from '../store/write.ts';
import { sha256 } from '../text/codePoints.ts';
import { type Growth, openGrowth } from './growth.ts';
import { applyMerge } from './merges.ts';
import { type BundleLine, eachLine } from './read.ts';
import { openNotes } from './settle.ts';

/** A line that was not taken. */
export interface Rejected {
  file: string;
  /** Counted from 1. */
  line: number;
  /** JSON pointer into the line; empty for the whole of it. */
  pointer: string;
  reason: string;
}

/** What became of a bundle's lines, or in a dry run would. */
export interface LoadReport {
  created: number;
  updated: number;
  unchanged: number;
  /** At most MOST_REJECTED of them. */
  rejected: Rejected[];
  /** How many more were rejected; absent where all are listed. */
  more?: number;
}

/** A bundle with rejected lines changes nothing; this carries them. */
export class BundleRejected extends Error {
  readonly report: LoadReport;

  constructor(report: LoadReport) {
    const count = report.rejected.length + (report.more ?? 0);
    super(`${count} ${count === 1 ? 'line' : 'lines'} of the bundle rejected, so nothing was loaded.`);
    this.name = 'BundleRejected';
    this.report = report;
  }
}

/** Rolls a dry run back. */
class DryRun extends Error {}

/** Records written in one go. */
const CHUNK = 500;

/** Rejected lines that a report lists. */
const MOST_REJECTED = 1000;

interface LoadOptions {
  /** Tells what a load would do and changes nothing; rejected lines are then part of the report. */
  dryRun?: boolean | undefined;
  /** Is told the number of records done so far. */
  onProgress?: ((records: number) => void) | undefined;
}

/**
 * Loads bundle files in one transaction, by id, slug or external id; a second run finds everything unchanged.
 * First every record is made known, so that lines may refer to later ones, then each kind is written in the order
 * in which kinds refer to each other, and merges at the end. Each pass reads the files anew, so that memory does
 * not grow with them. Throws BundleRejected, with nothing loaded, where lines are not valid: those that cannot be
 * read, else those whose names clash, else those that refer to nothing.
 */
export async function loadBundle(
  database: Pick<Database, 'change'>,
  files: string[],
  authorship: Authorship,
  { dryRun = false, onProgress = () => undefined }: LoadOptions = {},
): Promise<LoadReport> {
  const report: LoadReport = { created: 0, updated: 0, unchanged: 0, rejected: [] };
  try {
    await database.change(async (tx) => {
      await loadAll(tx, files, authorship, report, onProgress);
      if (dryRun) throw new DryRun();
      if (report.created + report.updated > 0) await moveDataVersion(tx);
    });
  } catch (error) {
    if (!dryRun || !(error instanceof DryRun || error instanceof BundleRejected)) throw error;
  }
  return report;
}

async function loadAll(
  tx: Db,
  files: string[],
  authorship: Authorship,
  report: LoadReport,
  onProgress: (records: number) => void,
) {
  const grow = openGrowth(tx);
  const present = await registerAll(tx, files, report, grow);
  const merged = await anyMerged(tx);
  const { note, settle } = await openNotes(tx);
  let done = 0;
  for (const kind of recordKinds.filter((kind) => present.has(kind)))
    for await (const chunk of ahead(chunks(files, kind))) {
      await writeChunk(tx, kind, chunk, { authorship, report, merged, note });
      done += chunk.length;
      await grow(chunk.length);
      onProgress(done);
    }
  refuseRejected(report);
  await settle();
  if (!present.has('merge')) return;
  for await (const line of eachLine(files, 'merge')) {
    if (!line.merge) continue;
    const outcome = await applyMerge(tx, line.merge, authorship);
    if (typeof outcome === 'string') report[outcome] += 1;
    else reject(report, line, outcome);
  }
  refuseRejected(report);
}

type Taken = BundleLine & { record: AnyRecord };

/** Makes every record known and answers with the kinds there are; a record may stand in a bundle once. */
async function registerAll(tx: Db, files: string[], report: LoadReport, grow: Growth): Promise<Set<string>> {
  await tx.execute(sql`create temporary table bundle_ids (id uuid primary key) on commit drop`);
  const present = new Set<string>();
  let readable = true;
  const noted = (line: BundleLine) => {
    if (line.record) present.add(line.record.record);
    else if (line.merge) present.add('merge');
    else if (line.refusal) {
      readable = false;
      reject(report, line, line.refusal);
    }
  };
  for await (const chunk of ahead(chunks(files, undefined, noted))) {
    if (readable) await registerSome(tx, chunk, report);
    await grow(chunk.length);
  }
  refuseRejected(report);
  return present;
}

async function registerSome(tx: Db, chunk: Taken[], report: LoadReport) {
  const { refused } = await register(
    tx,
    chunk.map(({ record }) => record),
  );
  for (const [i, refusal] of refused) reject(report, chunk[i], refusal);
  const ids = chunk.flatMap(({ record }, i) => (refused.has(i) || !record.id ? [] : [record.id]));
  const first = await rows<{ id: string }>(
    tx,
    sql`insert into bundle_ids select unnest(${array(ids, 'uuid')}) on conflict do nothing returning id`,
  );
  if (first.length === ids.length) return;
  const once = new Set(first.map(({ id }) => id));
  for (const [i, line] of chunk.entries())
    if (!refused.has(i) && !once.has(line.record.id ?? ''))
      reject(report, line, { pointer: '', reason: 'An earlier line of the bundle is the same record.' });
}

/** Whether any record is merged into another, which makes comparing dearer. */
async function anyMerged(tx: Db): Promise<boolean> {
  const found = await row<{ merged: boolean }>(
    tx,
    sql`select exists (select from records where merged_into is not null) as merged`,
  );
  return found?.merged ?? false;
}

interface Loading {
  authorship: Authorship;
  report: LoadReport;
  /** Whether any record is merged into another. */
  merged: boolean;
  note: typeof deriveTouched;
}

async function writeChunk(
  tx: Db,
  kind: RecordKind,
  chunk: Taken[],
  { authorship, report, merged, note }: Loading,
) {
  // The second reading meets records that the first one made known: this puts their ids back.
  const { settled } = await register(
    tx,
    chunk.map(({ record }) => record),
  );
  report.unchanged += settled.size;
  const lines = chunk.filter((_, i) => !settled.has(i));
  const texts = new Map(lines.map((line) => [line, takeText(line.record)]));
  const known = merged ? await writtenBefore(tx, kind, lines) : new Set<Taken>();
  const news = lines.filter((line) => !known.has(line));
  const written = await write(
    tx,
    kind,
    news.map(({ record }) => record),
    authorship,
    note,
  );
  const outcomes = new Map(news.map((line, i) => [line, written[i]]));
  const texted = await loadTexts(tx, texts);
  for (const line of lines) {
    const outcome = outcomes.get(line) ?? 'unchanged';
    if (typeof outcome !== 'string') reject(report, line, outcome);
    else report[outcome === 'unchanged' && texted.has(line) ? 'updated' : outcome] += 1;
  }
}

/**
 * Lines that say, word for word, what is stored. A reference to a record that was merged since stays in the stored
 * record as it was written, while `write` would take it for the record that answers now.
 */
async function writtenBefore(tx: Db, kind: RecordKind, lines: Taken[]): Promise<Set<Taken>> {
  const schema = recordSchemas[kind];
  const named = await resolveReferences(
    tx,
    lines.flatMap(({ record }) => referencesIn(schema, record)),
  );
  const latest = await findLatest(
    tx,
    lines.flatMap(({ record }) => (record.id ? [record.id] : [])),
  );
  const asWritten = (record: AnyRecord) =>
    JSON.stringify(
      mapReferences(schema, record, ({ kind: of, ref }) => named.get(referenceKey(of, ref))?.named_id ?? ref),
    );
  return new Set(lines.filter(({ record }) => latest.get(record.id ?? '')?.document === asWritten(record)));
}

/** Loads the texts that are not there yet; answers with the lines that brought them. */
async function loadTexts(tx: Db, texts: Map<Taken, string | null>): Promise<Set<Taken>> {
  const given = [...texts].flatMap(([line, text]) =>
    text && line.record.id ? [{ line, id: line.record.id, text, hash: sha256(text) }] : [],
  );
  const fresh = new Set<Taken>();
  if (given.length === 0) return fresh;
  const loaded = await rows<{ document_id: string; sha256: string }>(
    tx,
    sql`select document_id, sha256 from document_texts where document_id = any(${array(
      given.map(({ id }) => id),
      'uuid',
    )})`,
  );
  const known = new Map(loaded.map(({ document_id, sha256: hash }) => [document_id, hash]));
  const written = await findLatest(
    tx,
    given.map(({ id }) => id),
  );
  for (const { line, id, text, hash } of given) {
    // A document that was refused has no row to hang its text on.
    if (known.get(id) === hash || !written.has(id)) continue;
    await loadText(tx, id, text);
    fresh.add(line);
  }
  return fresh;
}

/** A document's text is kept apart from the record: it is restricted, and never in the history. */
function takeText(record: AnyRecord): string | null {
  if (record.record !== 'document' || !record.text) return null;
  const { text } = record;
  delete record.text;
  return text;
}

function reject(
  report: LoadReport,
  line: Pick<BundleLine, 'file' | 'line'> | undefined,
  { pointer, reason }: { pointer: string; reason: string },
) {
  if (report.rejected.length < MOST_REJECTED)
    report.rejected.push({ file: line?.file ?? '', line: line?.line ?? 0, pointer, reason });
  else report.more = (report.more ?? 0) + 1;
}

function refuseRejected(report: LoadReport) {
  if (report.rejected.length > 0) throw new BundleRejected(report);
}

/** Records in runs of CHUNK; `noted` is told every line there is. */
async function* chunks(
  files: string[],
  kind?: RecordKind,
  noted: (line: BundleLine) => void = () => undefined,
): AsyncGenerator<Taken[]> {
  let chunk: Taken[] = [];
  for await (const line of eachLine(files, kind)) {
    noted(line);
    if (!line.record) continue;
    chunk.push({ ...line, record: line.record });
    if (chunk.length === CHUNK) {
      yield chunk;
      chunk = [];
    }
  }
  if (chunk.length > 0) yield chunk;
}

/** The same values, the next of them made while the one before is dealt with. */
async function* ahead<T>(values: AsyncGenerator<T>): AsyncGenerator<T> {
  let next = values.next();
  for (let { done, value } = await next; !done; { done, value } = await next) {
    next = values.next();
    // Its failure is met when it is awaited, and is nobody's until then.
    next.catch(() => undefined);
    yield value;
  }
}
