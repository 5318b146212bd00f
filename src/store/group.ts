import { sql } from 'drizzle-orm';
import { draftId, type ProposedDraft } from '../arabic/proposals.ts';
import { type Account, materialDifferences } from '../compare/differences.ts';
import { type EventReport, groupEvents } from '../compare/events.ts';
import type { KnownName } from '../compare/mentions.ts';
import { isCopy, type Signature, similarity } from '../compare/minhash.ts';
import { groupQuotes, type UtteranceProposal, type Wording } from '../compare/quotes.ts';
import { type Db, rows } from '../db/database.ts';
import type { DisagreementRecord } from '../model/disagreement.ts';
import type { DraftKind } from '../model/draft.ts';
import { codePoints, sha256 } from '../text/codePoints.ts';
import { type Kept, keepDrafts } from './drafts.ts';
import { findKnownNames } from './knownNames.ts';

/** What a comparison proposes, as against a reading. */
const comparedKinds: readonly DraftKind[] = ['utterance', 'same_event', 'copy'];
/** Quotes and events beside the document's own that are compared at most, the nearest in time first. */
const MOST_COMPARED = 2000;
/** How far before and after a document's own the others may be. */
const WINDOW = sql`interval '45 days'`;

type Proposal = Pick<ProposedDraft, 'kind' | 'confidence' | 'reason' | 'proposal'>;

/**
 * Compares the published quotes, events and the text of a page with those of other documents near in time, and keeps
 * as drafts what seems to be one: wordings of one utterance, reports of one event, copies of one text. What was
 * rejected before, or recorded as distinct, is not proposed again.
 */
export async function group(db: Db, document: string, by: string): Promise<Kept> {
  const found = [
    ...(await utterances(db, document)),
    ...(await sameEvents(db, document)),
    ...(await copies(db, document)),
  ];
  const drafts = found.map((draft) => {
    const fingerprint = sha256(JSON.stringify([draft.kind, draft.proposal]));
    return { ...draft, span: null, fingerprint, id: draftId(document, draft.kind, fingerprint) };
  });
  return keepDrafts(db, document, comparedKinds, drafts, by);
}

const ofPage = (document: string) =>
  sql`select id from documents where id = ${document} or part_of = ${document}`;

interface QuoteRow {
  id: string;
  document: string;
  speakers: string[];
  speak_for: string[];
  said_from: string | null;
  said_to: string | null;
  event: string | null;
  text: string;
  lang: string;
  span_start: number | null;
  span_end: number | null;
}

/** Quotes of the page that no utterance groups yet, with those of the same speakers, or of those they speak for. */
async function utterances(db: Db, document: string): Promise<Proposal[]> {
  const found = await rows<QuoteRow>(
    db,
    sql`with own as (
          select q.id, q.starts, s.actor_id from quotes q join quote_speakers s on s.quote_id = q.id
          where q.document_id in (${ofPage(document)})),
        near as (
          select distinct q.id, q.starts from quotes q
          where q.review in ('reviewed', 'disputed') and q.text is not null
            and (q.id in (select id from own) or exists (
              select from quote_speakers s join own o on o.actor_id = s.actor_id
              where s.quote_id = q.id and s.starts between o.starts - ${WINDOW} and o.starts + ${WINDOW}))
          order by q.starts desc, q.id limit ${MOST_COMPARED})
        select q.id, q.document_id as document, q.text, q.lang, q.event_id as event, q.said_from, q.said_to,
          q.start_at as span_start, q.end_at as span_end,
          array(select s.actor_id from quote_speakers s where s.quote_id = q.id order by s.ord) as speakers,
          array(select distinct r.object_id from quote_speakers s join actor_relations r on r.actor_id = s.actor_id
            where s.quote_id = q.id and r.predicate in ('represents', 'leads', 'member_of')) as speak_for
        from near n join quotes q on q.id = n.id
        where not exists (select from utterance_quotes u where u.quote_id = q.id) order by q.id`,
  );
  const quotes = new Map(found.map((quote) => [quote.id, quote]));
  const own = new Set((await rows<{ id: string }>(db, ofPage(document))).map(({ id }) => id));
  const proposals: Proposal[] = [];
  for (const { members, score } of groupQuotes(found.map(wordingOf), await apartQuotes(db))) {
    const wordings = members.flatMap(({ id }) => quotes.get(id) ?? []);
    const [first] = wordings;
    if (!first || !wordings.some((quote) => own.has(quote.document))) continue;
    const texts = new Set(wordings.map((quote) => quote.document)).size;
    const dated = wordings.find(({ said_from, said_to }) => said_from !== null && said_from === said_to);
    const disagreements = await differencesBetween(db, members, quotes);
    const aspects = disagreements.map(({ aspect }) => aspect).join(', ');
    proposals.push({
      kind: 'utterance',
      confidence: Math.min(1, score),
      reason:
        `${wordings.length} wordings in ${texts} documents say nearly the same (${score.toFixed(2)})` +
        (aspects ? `; they differ on: ${aspects}` : ''),
      proposal: {
        speakers: first.speakers,
        ...(dated ? { said: { edtf: dated.said_from, basis: 'inferred' } } : {}),
        gist: { [first.lang]: first.text },
        quotes: members.map(({ id, part }) => ({ quote: id, ...(part ? { part } : {}) })),
        ...(disagreements.length > 0 ? { disagreements } : {}),
      },
    });
  }
  return proposals;
}

/** On what the wordings of one utterance differ materially, with who holds what; only known names are names. */
async function differencesBetween(
  db: Db,
  members: UtteranceProposal['members'],
  quotes: ReadonlyMap<string, QuoteRow>,
): Promise<DisagreementRecord[]> {
  const accounts = members.flatMap(({ id, part }): Account[] => {
    const quote = quotes.get(id);
    if (!quote) return [];
    const begins = quote.span_start ?? 0;
    return [
      {
        id,
        text: part
          ? codePoints(quote.text)
              .slice(part[0] - begins, part[1] - begins)
              .join('')
          : quote.text,
      },
    ];
  });
  const known = await findKnownNames(db, accounts.map(({ text }) => text).join(' '));
  const named = (kind: KnownName['kind'], records: readonly { ref: string; names: readonly string[] }[]) =>
    records.flatMap(({ ref, names }) => names.map((form): KnownName => ({ form, id: ref, kind })));
  return materialDifferences(accounts, [
    ...named('actor', known.actors),
    ...named('place', known.locations),
  ]).map(({ aspect, positions }) => ({
    aspect,
    positions: positions.map(({ value, accounts: held }) => ({
      value: { [/[\u0621-\u064A]/.test(value) ? 'ar' : 'en']: value },
      quotes: held,
    })),
  }));
}

const wordingOf = (quote: QuoteRow): Wording => ({
  id: quote.id,
  document: quote.document,
  speakers: quote.speakers,
  speakFor: quote.speak_for,
  said: quote.said_from || quote.said_to ? { from: quote.said_from, to: quote.said_to } : null,
  event: quote.event,
  text: quote.text,
  ...(quote.span_start !== null && quote.span_end !== null
    ? { span: [quote.span_start, quote.span_end] as const }
    : {}),
});

/** Quotes that somebody refused to take for one utterance: each with each of a rejected draft. */
async function apartQuotes(db: Db): Promise<[string, string][]> {
  const refused = await rows<{ quotes: string[] }>(
    db,
    sql`select array(select q->>'quote' from json_array_elements(proposal->'quotes') q) as quotes
        from drafts where kind = 'utterance' and state = 'rejected'`,
  );
  return refused.flatMap(({ quotes }) => pairs(quotes));
}

const pairs = (ids: readonly string[]) =>
  ids.flatMap((a, i) => ids.slice(i + 1).map((b): [string, string] => [a, b]));

interface EventRow {
  id: string;
  document: string;
  type: string;
  modality: string;
  date_from: string | null;
  date_to: string | null;
  participants: { actor: string; role: string; partOf: string[] }[];
  places: { place: string; within: string[] }[];
  text: string;
}

/** Events of the page with those of the same type near in time. */
async function sameEvents(db: Db, document: string): Promise<Proposal[]> {
  const found = await rows<EventRow>(
    db,
    sql`with own as (
          select distinct e.id, e.type, e.starts from events e join evidence v on v.owner_id = e.id
          where v.document_id in (${ofPage(document)})),
        near as (
          select e.id from events e where e.review in ('reviewed', 'disputed') and exists (
            select from own o where o.id = e.id
              or (o.type = e.type and e.starts between o.starts - ${WINDOW} and o.starts + ${WINDOW}))
          order by e.starts desc, e.id limit ${MOST_COMPARED})
        select e.id, e.type, e.modality, e.date_from, e.date_to, v.document_id as document,
          coalesce(substring(t.text from v.start_at + 1 for v.end_at - v.start_at), lang_map_text(e.title)) as text,
          coalesce((select json_agg(json_build_object('actor', p.actor_id, 'role', p.role, 'partOf',
              array(select r.object_id from actor_relations r where r.actor_id = p.actor_id
                and r.predicate in ('part_of', 'member_of'))) order by p.ord)
            from participants p where p.event_id = e.id), '[]') as participants,
          coalesce((select json_agg(json_build_object('place', l.location_id, 'within',
              array(select a.ancestor_id from location_ancestors a where a.location_id = l.location_id and a.depth > 0)))
            from event_locations l where l.event_id = e.id), '[]') as places
        from near n join events e on e.id = n.id
        join lateral (select * from evidence v where v.owner_id = e.id order by v.ord limit 1) v on true
        join documents d on d.id = v.document_id
        left join document_texts t on t.document_id = coalesce(d.part_of, d.id) order by e.id`,
  );
  const own = new Set((await rows<{ id: string }>(db, ofPage(document))).map(({ id }) => id));
  const documents = new Map(found.map((event) => [event.id, event.document]));
  return groupEvents(found.map(reportOf), await apartEvents(db)).flatMap(({ members, score }): Proposal[] => {
    const texts = members.map((id) => documents.get(id) ?? '');
    if (!texts.some((id) => own.has(id))) return [];
    return [
      {
        kind: 'same_event',
        confidence: Math.min(1, score),
        reason: `${members.length} reports in ${new Set(texts).size} documents agree in words and circumstances (${score.toFixed(2)})`,
        proposal: { events: members },
      },
    ];
  });
}

const reportOf = ({ date_from, date_to, ...event }: EventRow): EventReport => ({
  ...event,
  date: date_from || date_to ? { from: date_from, to: date_to } : null,
});

async function apartEvents(db: Db): Promise<[string, string][]> {
  const refused = await rows<{ events: string[] }>(
    db,
    sql`select array(select json_array_elements_text(proposal->'events')) as events
        from drafts where kind = 'same_event' and state = 'rejected'
        union all
        select array[d.a_id::text, d.b_id::text] from distinct_pairs d join events e on e.id = d.a_id`,
  );
  return refused.flatMap(({ events }) => pairs(events));
}

/** Pages with much of the same text that were there before: found by the bands they share, then compared. */
async function copies(db: Db, document: string): Promise<Proposal[]> {
  const found = await rows<Signature & { id: string; own: boolean }>(
    db,
    sql`select s.document_id as id, s.document_id = ${document} as own, s.version, s.shingles, s.minima
        from document_signatures s join documents d on d.id = s.document_id
        join document_signatures m on m.document_id = ${document} and m.version = s.version
        join documents o on o.id = m.document_id
        where s.document_id = ${document} or (s.bands && m.bands and d.syndicated_from_document is distinct from o.id
          and o.syndicated_from_document is null and d.created_at <= o.created_at
          and d.review in ('reviewed', 'disputed'))
        order by s.document_id limit 200`,
  );
  const self = found.find(({ own }) => own);
  if (!self) return [];
  const compared = found
    .filter(({ own }) => !own)
    .map((other) => ({ id: other.id, ...similarity(self, other) }))
    .filter(isCopy)
    .sort((a, b) => b.resemblance - a.resemblance);
  return compared.slice(0, 1).map(({ id, resemblance, containment }) => ({
    kind: 'copy',
    confidence: Math.min(1, Math.max(resemblance, containment)),
    reason: `The texts share ${Math.round(resemblance * 100)} of 100 runs of three words; the shorter has ${Math.round(containment * 100)} in common with the longer`,
    proposal: { syndicated_from: { document: id } },
  }));
}
