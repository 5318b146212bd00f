import type { Db } from '../db/database.ts';
import type { Database } from '../db/open.ts';
import { moveDataVersion } from '../db/version.ts';
import { type RecordKind, recordKinds } from '../model/common.ts';
import type { AnyRecord } from '../model/records.ts';
import type { Authorship } from '../store/log.ts';
import { register } from '../store/register.ts';
import { loadText } from '../store/texts.ts';
import { write } from '../store/write.ts';
import { type BundleLine, eachLine } from './read.ts';

/** A line that was not taken. */
export interface Rejected {
  file: string;
  line: number;
  pointer: string;
  reason: string;
}

export interface LoadReport {
  created: number;
  updated: number;
  unchanged: number;
  rejected: Rejected[];
}

/** A bundle with rejected lines changes nothing; this carries them all. */
export class BundleRejected extends Error {
  readonly report: LoadReport;

  constructor(report: LoadReport) {
    super(`${report.rejected.length} lines of the bundle were rejected, so nothing was loaded.`);
    this.name = 'BundleRejected';
    this.report = report;
  }
}

/** Records written in one go. */
const CHUNK = 500;

/**
 * Loads bundle files in one transaction, by id, slug or external id; a second run finds everything unchanged.
 * The files are read twice: first every record is made known, so that lines may refer to later ones, then each
 * kind is written in the order in which kinds refer to each other. `onProgress` is told the lines done.
 * Throws BundleRejected, with nothing loaded, where a line is not valid.
 */
export function loadBundle(
  database: Pick<Database, 'change'>,
  files: string[],
  authorship: Authorship,
  onProgress: (lines: number) => void = () => undefined,
): Promise<LoadReport> {
  return database.change(async (tx) => {
    const report: LoadReport = { created: 0, updated: 0, unchanged: 0, rejected: [] };
    const present = await registerAll(tx, files, report);
    let done = 0;
    for (const kind of recordKinds.filter((kind) => present.has(kind)))
      for await (const chunk of chunks(files, (record) => record.record === kind)) {
        await writeChunk(tx, kind, chunk, authorship, report);
        done += chunk.length;
        onProgress(done);
      }
    if (report.rejected.length > 0) throw new BundleRejected(report);
    if (report.created + report.updated > 0) await moveDataVersion(tx);
    return report;
  });
}

type Taken = BundleLine & { record: AnyRecord };

async function registerAll(tx: Db, files: string[], report: LoadReport): Promise<Set<RecordKind>> {
  const present = new Set<RecordKind>();
  for await (const { file, line, refusal, record } of eachLine(files)) {
    if (refusal) report.rejected.push({ file, line, ...refusal });
    else if (record) present.add(record.record);
  }
  if (report.rejected.length > 0) throw new BundleRejected(report);
  for await (const chunk of chunks(files, () => true)) {
    const { refused } = await register(
      tx,
      chunk.map(({ record }) => record),
    );
    for (const [i, refusal] of refused) reject(report, chunk[i], refusal);
  }
  if (report.rejected.length > 0) throw new BundleRejected(report);
  return present;
}

async function writeChunk(
  tx: Db,
  kind: RecordKind,
  chunk: Taken[],
  authorship: Authorship,
  report: LoadReport,
) {
  // The second reading meets records that the first one made known: this puts their ids back.
  const { settled } = await register(
    tx,
    chunk.map(({ record }) => record),
  );
  report.unchanged += settled.size;
  const lines = chunk.filter((_, i) => !settled.has(i));
  const records = lines.map(({ record }) => record);
  const texts = records.map((record) => takeText(record));
  const outcomes = await write(tx, kind, records, authorship);
  for (const [i, outcome] of outcomes.entries()) {
    if (typeof outcome === 'string') report[outcome] += 1;
    else reject(report, lines[i], outcome);
  }
  for (const [i, text] of texts.entries()) {
    const id = records[i]?.id;
    if (text && id) await loadText(tx, id, text);
  }
}

/** A document's text is kept apart from the record: it is restricted, and never in the history. */
function takeText(record: AnyRecord): string | null {
  if (record.record !== 'document' || !record.text) return null;
  const { text } = record;
  delete record.text;
  return text;
}

function reject(report: LoadReport, line: Taken | undefined, refusal: { pointer: string; reason: string }) {
  report.rejected.push({ file: line?.file ?? '', line: line?.line ?? 0, ...refusal });
}

async function* chunks(files: string[], wanted: (record: AnyRecord) => boolean): AsyncGenerator<Taken[]> {
  let chunk: Taken[] = [];
  for await (const line of eachLine(files)) {
    if (!line.record || !wanted(line.record)) continue;
    chunk.push({ ...line, record: line.record });
    if (chunk.length === CHUNK) {
      yield chunk;
      chunk = [];
    }
  }
  if (chunk.length > 0) yield chunk;
}
