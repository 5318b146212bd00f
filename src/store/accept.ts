import { sql } from 'drizzle-orm';
import { validate as isUuid } from 'uuid';
import { draftRef } from '../arabic/proposals.ts';
import { array, type Db, rows, type Tx } from '../db/database.ts';
import { AppError } from '../errors.ts';
import type { RecordKind } from '../model/common.ts';
import type { DraftKind } from '../model/draft.ts';
import { mapReferences, referencesIn } from '../model/followReferences.ts';
import { type AnyRecord, recordSchemas } from '../model/records.ts';
import { mergePatch } from '../text/mergePatch.ts';
import { decide, lockDraft, lockOpenDraft, type StoredDraft } from './drafts.ts';
import { createRecord, patchRecord } from './edit.ts';
import { keepApart, merge } from './identity.ts';
import { findLikelyActors, refuseName, SAME_NAME } from './knownNames.ts';
import type { Authorship } from './log.ts';

/** How a draft is accepted: with changes to its proposal, and for an actor who it is. */
export interface Acceptance extends Authorship {
  /** JSON Merge Patch on the proposal. */
  corrections?: Record<string, unknown> | undefined;
  /** The existing actor who is meant; null: none of those that are there. */
  sameAs?: string | null | undefined;
}

/**
 * Accepts a draft: writes the reviewed record that it proposes, and before it those drafts that it refers to, through
 * the same path as any other write. Returns the record. Throws AppError conflict where it is decided or refers to a
 * rejected draft, invalid_body where the proposal lacks something, and what writing a record throws.
 */
export async function accept(db: Db, id: string, acceptance: Acceptance): Promise<string> {
  const draft = await lockOpenDraft(db, id);
  const record = await become(db, draft, acceptance);
  await decide(db, id, { ...acceptance, record });
  return record;
}

function become(db: Db, draft: StoredDraft, acceptance: Acceptance): Promise<string> {
  const { kind } = draft;
  if (kind === 'same_event') return mergeEvents(db, draft, acceptance);
  if (kind === 'copy') return linkCopy(db, draft, acceptance);
  if (kind === 'actor') return acceptActor(db, draft, acceptance);
  if (kind === 'location') return acceptPlace(db, draft, acceptance);
  return create(db, draft, kind, acceptance);
}

async function create(db: Db, draft: StoredDraft, kind: RecordKind, acceptance: Acceptance, more = {}) {
  const patched = mergePatch({ ...draft.proposal, ...more }, acceptance.corrections ?? {});
  const parsed = recordSchemas[kind].safeParse({ ...(patched as object), record: kind, review: 'reviewed' });
  if (!parsed.success)
    throw new AppError(
      'invalid_record',
      `The draft ${draft.id} cannot become a record as it is: ${parsed.error.issues[0]?.message}. Correct it.`,
      parsed.error.issues.map((issue) => ({
        pointer: `/corrections${issue.path.map((step) => `/${String(step)}`).join('')}`,
        code: issue.code,
        detail: issue.message,
      })),
    );
  const ids = await acceptReferred(db, kind, parsed.data, acceptance);
  const record = mapReferences(recordSchemas[kind], parsed.data, ({ ref }) => ids.get(ref) ?? ref);
  return createRecord(db, record as AnyRecord, acceptance);
}

/** The records that the drafts a proposal refers to became; open ones are accepted as they are. */
async function acceptReferred(db: Db, kind: RecordKind, record: unknown, { by, reason }: Acceptance) {
  const named = new Set(referencesIn(recordSchemas[kind], record).map(({ ref }) => ref));
  const ids = new Map<string, string>();
  for (const ref of [...named].filter((name) => name.startsWith(draftRef('')))) {
    const referred = await findReferred(db, ref.slice(draftRef('').length));
    if (!referred || referred.state === 'rejected')
      throw new AppError(
        'conflict',
        `This draft refers to ${ref}, which was ${referred ? 'rejected' : 'dropped'}. Correct what names it.`,
      );
    ids.set(ref, referred.record_id ?? (await accept(db, referred.id, { by, reason })));
  }
  return ids;
}

const findReferred = async (db: Db, id: string) =>
  isUuid(id) ? lockDraft(db, id).catch(() => undefined) : undefined;

/** An actor is one of those that are there, or a new one: as told, else the one whose name was printed. */
async function acceptActor(db: Db, draft: StoredDraft, acceptance: Acceptance): Promise<string> {
  const { sameAs, corrections } = acceptance;
  const printed = printedName(draft);
  if (sameAs) return sameAs;
  const likely = await findLikelyActors(db, printed);
  const [best, second] = likely;
  if (
    sameAs === undefined &&
    !corrections &&
    best &&
    best.score >= SAME_NAME &&
    (second?.score ?? 0) < best.score
  )
    return best.actor;
  const slug = await freeSlug(db, 'actor', String((draft.proposal.name as { en?: string }).en ?? ''));
  const id = await create(db, draft, 'actor', acceptance, { slug });
  if (sameAs === null) for (const { actor } of likely) await refuse(db, printed, actor, id, acceptance);
  return id;
}

/** A state that was recorded as a place since is that place. */
async function acceptPlace(db: Db, draft: StoredDraft, acceptance: Acceptance): Promise<string> {
  const { country, name } = draft.proposal as { country?: string; name?: { en?: string } };
  const [there] = await rows<{ id: string }>(
    db,
    sql`select id from locations where kind = 'country' and country = ${country ?? null}
          and review in ('reviewed', 'disputed') order by id limit 1`,
  );
  if (there && !acceptance.corrections) return there.id;
  return create(db, draft, 'location', acceptance, { slug: await freeSlug(db, 'location', name?.en ?? '') });
}

async function refuse(db: Db, printed: string, actor: string, id: string, authorship: Authorship) {
  await refuseName(db, printed, actor, authorship);
  await keepApart(db, 'actor', id, actor, authorship);
}

/** The name of an actor's draft as the text has it. */
export function printedName({ proposal }: Pick<StoredDraft, 'proposal'>): string {
  const { ar, en } = proposal.name as { ar?: string; en?: string };
  return ar ?? en ?? '';
}

/** A slug made of a Latin name that no record of this kind has yet. */
async function freeSlug(db: Db, kind: RecordKind, latin: string): Promise<string> {
  const plain = latin
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80)
    .replace(/-+$/, '');
  const base = plain || kind;
  const taken = await rows<{ slug: string }>(
    db,
    sql`select slug from records where kind = ${kind} and (slug = ${base} or slug like ${`${base}-%`})`,
  );
  const slugs = new Set(taken.map(({ slug }) => slug));
  let slug = base;
  for (let n = 2; slugs.has(slug); n++) slug = `${base}-${n}`;
  return slug;
}

/** Events that were found to be one: all are merged into the first. */
async function mergeEvents(db: Db, { proposal }: StoredDraft, authorship: Authorship): Promise<string> {
  const [winner = '', ...losers] = proposal.events as string[];
  for (const loser of losers) await merge(db, 'event', loser, winner, authorship);
  return winner;
}

/** A document that prints another's words says so from now on. */
function linkCopy(db: Db, { document_id, proposal }: StoredDraft, authorship: Authorship): Promise<string> {
  return patchRecord(
    db,
    'document',
    document_id,
    { syndicated_from: proposal.syndicated_from },
    'any',
    authorship,
  );
}

/** What came of accepting many at once. */
export interface AcceptedMany {
  accepted: { draft: string; kind: DraftKind; record: string }[];
  skipped: { draft: string; kind: DraftKind; reason: string }[];
  /** How many more there are. */
  left: number;
}

const MOST_AT_ONCE = 500;
/** What is referred to comes first, and what changes records that are there comes last. */
const order: readonly DraftKind[] = [
  'document',
  'location',
  'actor',
  'event',
  'quote',
  'figure',
  'utterance',
  'copy',
  'same_event',
];

/**
 * Accepts the open drafts of a document that are at least so sure, 500 at most. One that cannot be written as it is
 * stays open and is named with the reason; the others are written.
 */
export async function acceptAll(
  tx: Tx,
  { document, least, kinds }: { document: string; least: number; kinds: readonly DraftKind[] | undefined },
  authorship: Authorship,
): Promise<AcceptedMany> {
  const open = await rows<{ id: string; kind: DraftKind }>(
    tx as unknown as Db,
    sql`select id, kind from drafts where document_id = ${document} and state = 'open' and confidence >= ${least}
          and (${kinds ? array(kinds, 'text') : null}::text[] is null or kind = any(${kinds ? array(kinds, 'text') : null}::text[]))
        order by array_position(${array(order, 'text')}, kind::text), confidence desc, span_start, id for update`,
  );
  const done: AcceptedMany = { accepted: [], skipped: [], left: Math.max(0, open.length - MOST_AT_ONCE) };
  for (const { id, kind } of open.slice(0, MOST_AT_ONCE)) {
    const known = await lockDraft(tx as unknown as Db, id);
    if (known.record_id) done.accepted.push({ draft: id, kind, record: known.record_id });
    else await acceptOne(tx, id, kind, done, authorship);
  }
  return done;
}

/** In a transaction of its own inside the one that runs, so that what cannot be written leaves nothing behind. */
async function acceptOne(tx: Tx, id: string, kind: DraftKind, done: AcceptedMany, authorship: Authorship) {
  try {
    const record = await tx.transaction((inner) => accept(inner as unknown as Db, id, authorship));
    done.accepted.push({ draft: id, kind, record });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    done.skipped.push({ draft: id, kind, reason: error.message });
  }
}
