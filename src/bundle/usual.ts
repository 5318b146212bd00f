import { sql } from 'drizzle-orm';
import { array, type Db, row, rows } from '../db/database.ts';
import { referenceKey, resolveReferences } from '../db/resolve.ts';
import type { RecordKind } from '../model/common.ts';
import { mapReferences, referencesIn } from '../model/followReferences.ts';
import { type AnyRecord, recordSchemas } from '../model/records.ts';
import type { deriveTouched } from '../store/derive.ts';
import { type Authorship, findLatest } from '../store/log.ts';
import { register } from '../store/register.ts';
import { loadText } from '../store/texts.ts';
import { write } from '../store/write.ts';
import { sha256 } from '../text/codePoints.ts';
import { type Taken, takeText } from './chunks.ts';
import { type LoadReport, reject } from './report.ts';
import { openNotes } from './settle.ts';
import type { Writing } from './writing.ts';

/** Writes a bundle into a knowledge base that may hold some of its records already. */
export async function openUsual(
  tx: Db,
  authorship: Authorship,
  report: LoadReport,
): Promise<Writing<Taken[]>> {
  const merged = await anyMerged(tx);
  const { note, settle } = await openNotes(tx);
  return {
    prepare: (_, chunks) => chunks,
    write: (kind, chunk) => writeChunk(tx, kind, chunk, { authorship, report, merged, note }),
    finish: settle,
  };
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
