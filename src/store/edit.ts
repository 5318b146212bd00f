import { sql } from 'drizzle-orm';
import { type Db, row, rows } from '../db/database.ts';
import { draftsAmong } from '../db/resolve.ts';
import { AppError, type Fault } from '../errors.ts';
import type { RecordKind } from '../model/common.ts';
import { referencesIn } from '../model/followReferences.ts';
import { type AnyRecord, recordSchemas } from '../model/records.ts';
import { codePoints, sha256 } from '../text/codePoints.ts';
import { mergePatch } from '../text/mergePatch.ts';
import { lockLiving, lockRecords } from './identity.ts';
import { type Authorship, findLatest } from './log.ts';
import { type Refusal, register } from './register.ts';
import type { Stored } from './rows.ts';
import { findFormerText, loadText } from './texts.ts';
import { staysPublished, wouldHide, write } from './write.ts';

/** What an edit was meant for: the newest version as the editor knew it, or any. */
export type Expected = number | 'any';

/** Creates a record; throws AppError conflict where it is known already, invalid_record where it does not fit. */
export async function createRecord(db: Db, given: AnyRecord, authorship: Authorship): Promise<string> {
  const record = { ...given };
  const text = await takeText(db, record);
  const { refused, known } = await register(db, [record]);
  const refusal = refused.get(0);
  if (refusal) throw conflict(refusal);
  if (known.has(0))
    throw new AppError(
      'conflict',
      `This ${record.record} is known already as ${record.id}.`,
      [],
      address(record),
    );
  const id = await writeOne(db, record, authorship);
  if (text) await loadText(db, id, text);
  return id;
}

/**
 * Changes a record by a JSON Merge Patch; throws AppError version_mismatch where it is not at `expected`, conflict
 * where a published record would become a draft again.
 */
export async function patchRecord(
  db: Db,
  kind: RecordKind,
  id: string,
  patch: unknown,
  expected: Expected,
  authorship: Authorship,
): Promise<string> {
  const current = await lockedVersion(db, kind, id, expected);
  const parsed = recordSchemas[kind].safeParse({
    ...(mergePatch(current, withoutOldHash(patch)) as object),
  });
  if (!parsed.success)
    throw new AppError(
      'invalid_body',
      'The record would not be valid with this change.',
      parsed.error.issues.flatMap((issue) => {
        const at = issue.path.map((step) => `/${String(step)}`).join('');
        const fields = issue.code === 'unrecognized_keys' ? issue.keys.map((field) => `/${field}`) : [''];
        return fields.map((field) => ({ pointer: at + field, code: issue.code, detail: issue.message }));
      }),
    );
  if (parsed.data.id !== id)
    throw new AppError('invalid_body', 'The id of a record cannot be changed.', [
      { pointer: '/id', code: 'read_only', detail: `It stays ${id}.` },
    ]);
  if (wouldHide(current.review ?? 'reviewed', parsed.data.review))
    throw new AppError('conflict', staysPublished(kind));
  return rewrite(db, parsed.data, authorship);
}

/** Whoever gives a selector's words anew does not mean the hash of those it had. */
function withoutOldHash(patch: unknown): unknown {
  const { selector } = patch as { selector?: unknown };
  const anew =
    typeof selector === 'object' && selector !== null && 'exact' in selector && !('sha256' in selector);
  return anew ? { ...(patch as object), selector: { ...selector, sha256: null } } : patch;
}

/**
 * Makes an earlier version the newest one, also of a withdrawn record, and with it the text that a document had; what
 * was published meanwhile stays so. Throws
 * AppError not_found where there is no such version, conflict where the record is merged into another.
 */
export async function revertRecord(
  db: Db,
  kind: RecordKind,
  id: string,
  version: number,
  authorship: Authorship,
): Promise<string> {
  await lockRecords(db, [id]);
  const earlier = await row<{
    document: Stored<RecordKind> | null;
    review: string | null;
    published: boolean;
  }>(
    db,
    sql`select document, (select l.document->>'review' from changes l
            where l.record_id = ${id} and l.document is not null order by l.version desc limit 1) as review,
          exists (select from changes p where p.record_id = ${id} and p.public) as published
        from changes where record_id = ${id} and version = ${version}`,
  );
  if (!earlier?.document)
    throw new AppError('not_found', `There is no version ${version} of this ${kind} to go back to.`);
  await db.execute(sql`update records set gone_at = null, gone_reason = null where id = ${id}`);
  await lockLiving(db, kind, [id]);
  const review = earlier.published && earlier.document.review === 'draft' ? earlier.review : undefined;
  const text = await textOf(db, earlier.document);
  return rewrite(
    db,
    { ...earlier.document, ...(review ? { review } : {}), ...(text ? { text } : {}) } as AnyRecord,
    authorship,
  );
}

/** The text that an earlier version of a document had, where it has another one now. */
const textOf = async (db: Db, record: Stored<RecordKind>): Promise<string | undefined> =>
  record.record === 'document' && record.text_sha256
    ? findFormerText(db, record.id, record.text_sha256)
    : undefined;

/** The newest version of a record, which no one else changes until commit. */
async function lockedVersion(
  db: Db,
  kind: RecordKind,
  id: string,
  expected: Expected,
): Promise<Stored<RecordKind>> {
  await lockLiving(db, kind, [id]);
  const latest = (await findLatest(db, [id])).get(id);
  if (!latest?.document) throw new AppError('not_found', `There is no ${kind} ${id}.`);
  if (expected !== 'any' && latest.version !== expected)
    throw new AppError('version_mismatch', `This ${kind} is at version ${latest.version}, not ${expected}.`);
  return JSON.parse(latest.document) as Stored<RecordKind>;
}

async function rewrite(db: Db, given: AnyRecord, authorship: Authorship): Promise<string> {
  const record = { ...given };
  const text = await takeText(db, record);
  const { refused } = await register(db, [record]);
  const refusal = refused.get(0);
  if (refusal) throw conflict(refusal);
  const id = await writeOne(db, record, authorship);
  if (text) await loadText(db, id, text);
  return id;
}

async function writeOne(db: Db, record: AnyRecord, authorship: Authorship): Promise<string> {
  const [outcome] = await write(db, record.record, [record], authorship);
  if (typeof outcome === 'object')
    throw new AppError('invalid_record', outcome.reason, [fault(outcome, 'unknown_reference')]);
  const id = record.id ?? '';
  await checkReferences(db, record.record, id);
  await checkWords(db, id);
  return id;
}

/** Whoever reads a published record would read of the drafts it refers to: throws AppError invalid_record. */
async function checkReferences(db: Db, kind: RecordKind, id: string): Promise<void> {
  const document = (await findLatest(db, [id])).get(id)?.document;
  const record = document ? (JSON.parse(document) as Stored<RecordKind>) : undefined;
  if (!record || record.review === 'draft') return;
  const references = referencesIn(recordSchemas[kind], record);
  const drafts = await draftsAmong(
    db,
    references.map(({ ref }) => ref).filter((ref) => ref !== id),
  );
  const faults = references
    .filter(({ ref }) => drafts.has(ref))
    .map(({ kind: named, ref, pointer }) => ({
      pointer,
      code: 'draft_reference',
      detail: `The ${named} ${ref} is a draft. Publish it first.`,
    }));
  if (faults[0]) throw new AppError('invalid_record', faults[0].detail, faults);
}

/**
 * The text of a document, taken out of its record. The same words or address again are the same document, also where
 * both are sent at once: throws AppError conflict with a link to it.
 */
async function takeText(db: Db, record: AnyRecord): Promise<string | undefined> {
  if (record.record !== 'document') return undefined;
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended('sijill documents', 0))`);
  const { text } = record;
  if (text) {
    record.text_sha256 = sha256(text);
    record.text_length = codePoints(text).length;
    delete record.text;
  }
  const twin = await row<{ id: string }>(
    db,
    sql`select id from documents where id is distinct from ${record.id ?? null}::uuid and (
          (url is not null and url = ${record.url ?? null} and ${record.part_of ?? null}::text is null)
          or (text_sha256 is not null and text_sha256 = ${text ? (record.text_sha256 ?? null) : null})) limit 1`,
  );
  if (twin)
    throw new AppError(
      'conflict',
      `This document is there already as ${twin.id}.`,
      [],
      `/v1/documents/${twin.id}`,
    );
  return text ?? undefined;
}

/** Selectors of a record just written must fit the text that is loaded; throws AppError invalid_record otherwise. */
async function checkWords(db: Db, id: string): Promise<void> {
  const wrong = await rows<{
    pointer: string;
    start: number;
    state: string;
    found: number | null;
    words: string | null;
  }>(
    db,
    sql`select w.pointer, w.start_at as start, w.anchor as state, w.anchor_start as found,
          substring(t.text from w.start_at + 1 for w.end_at - w.start_at) as words
        from (select '/selector' as pointer, document_id, start_at, end_at, anchor, anchor_start
              from quotes where id = ${id}
              union all
              select path || '/evidence/' || ord || '/selector', document_id, start_at, end_at, anchor, anchor_start
              from evidence where owner_id = ${id}) w
        join documents d on d.id = w.document_id
        join document_texts t on t.document_id = coalesce(d.part_of, d.id)
        where w.anchor in ('moved', 'orphaned')`,
  );
  if (wrong.length === 0) return;
  const faults = wrong.map(
    ({ pointer, start, state, found, words }): Fault => ({
      pointer,
      code: 'words_differ',
      detail:
        `At ${start} stands “${words ?? ''}”.` +
        (state === 'moved' ? ` The words meant stand at ${found}.` : ''),
    }),
  );
  throw new AppError('invalid_record', `The selector does not fit the text. ${faults[0]?.detail}`, faults);
}

const fault = ({ pointer, reason }: Refusal, code: string): Fault => ({ pointer, code, detail: reason });

const conflict = (refusal: Refusal) => new AppError('conflict', refusal.reason, [fault(refusal, 'taken')]);

const address = ({ record, id }: AnyRecord) => `/v1/${record}s/${id}`;
