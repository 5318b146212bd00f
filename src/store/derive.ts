import { type SQL, sql } from 'drizzle-orm';
import { array, type Db, rows } from '../db/database.ts';
import { AppError } from '../errors.ts';
import type { RecordKind } from '../model/common.ts';
import { trackBits } from '../model/tracks.ts';
import { trackOf } from '../model/vocabularies/index.ts';
import { deriveEventTerms, deriveQuoteTerms } from './terms.ts';

/** Records of which something derived is no longer right. */
export interface Touched {
  quotes: string[];
  utterances: string[];
  figures: string[];
  events: string[];
  /** Events of which only the places moved. */
  placed: string[];
}

/** In the order in which they are brought up to date: what comes later is worked out from what came before. */
export const NOTHING_TOUCHED: Touched = { quotes: [], figures: [], utterances: [], events: [], placed: [] };

/**
 * Brings the derived tables and columns up to date with records of one kind that were just written: place
 * ancestry, the days undated records are found at, who and what stands where in which timeline, report counts.
 * `events` are further events that the change touches (those a quote belonged to before).
 */
export async function derive(db: Db, kind: RecordKind, ids: string[], events: string[] = []): Promise<void> {
  await deriveTouched(db, await touchedBy(db, kind, ids, events));
}

/** What `derive` has to look at, that which refers to these records. The tree of places is worked out at once. */
export async function touchedBy(
  db: Db,
  kind: RecordKind,
  ids: string[],
  events: string[] = [],
): Promise<Touched> {
  const changed = array(ids, 'uuid');
  const found = async (query: SQL) => (await rows<{ id: string }>(db, query)).map(({ id }) => id);
  const touched: Touched = { ...NOTHING_TOUCHED, events };
  switch (kind) {
    case 'location':
      await deriveAncestors(db);
      return {
        ...touched,
        quotes: await found(sql`select distinct x.quote_id as id from quote_about x
          join location_ancestors la on la.location_id = x.location_id where la.ancestor_id = any(${changed})`),
        placed: await found(sql`select distinct el.event_id as id from event_locations el
          join location_ancestors la on la.location_id = el.location_id where la.ancestor_id = any(${changed})`),
      };
    case 'document':
      return {
        ...touched,
        quotes: await found(sql`select id from quotes where document_id = any(${changed})`),
        figures: await found(sql`select owner_id as id from evidence where document_id = any(${changed})`),
        utterances: await found(sql`select distinct uq.utterance_id as id from utterance_quotes uq
          join quotes q on q.id = uq.quote_id where q.document_id = any(${changed})`),
        events: [...events, ...(await eventsSharing(db, ids))],
      };
    case 'event':
      return { ...touched, events: [...events, ...ids] };
    case 'quote':
      return {
        ...touched,
        quotes: ids,
        utterances: await found(
          sql`select distinct utterance_id as id from utterance_quotes where quote_id = any(${changed})`,
        ),
        events: [
          ...events,
          ...(await found(
            sql`select distinct event_id as id from quotes where id = any(${changed}) and event_id is not null`,
          )),
        ],
      };
    case 'utterance':
      return { ...touched, utterances: ids };
    case 'figure':
      return { ...touched, figures: ids };
    default:
      return touched;
  }
}

/** The same as queries of ids, for as many as a bundle brings; what is left out was not touched. */
export type TouchedSets = { [Name in keyof Touched]?: SQL };

/** Brings up to date what was touched. */
export const deriveTouched = (db: Db, touched: Touched): Promise<void> =>
  deriveSets(
    db,
    Object.fromEntries(
      Object.entries(touched)
        .filter(([, ids]) => ids.length > 0)
        .map(([name, ids]) => [name, sql`select unnest(${array(ids, 'uuid')}) as id`]),
    ),
  );

export async function deriveSets(
  db: Db,
  { quotes, figures, utterances, events, placed }: TouchedSets,
): Promise<void> {
  if (quotes) await deriveQuotes(db, quotes);
  if (figures) await deriveFigures(db, figures);
  if (utterances) await deriveUtteranceDays(db, utterances);
  if (events) await deriveEvents(db, events);
  if (placed) await derivePlaces(db, placed);
}

/** Events reported by these documents, by items of theirs, and by those that share their text or come from them. */
export async function eventsSharing(db: Db, documents: string[]): Promise<string[]> {
  const changed = array(documents, 'uuid');
  const found = await rows<{ id: string }>(
    db,
    sql`select distinct r.event_id as id from event_reports r
        join documents d on d.id = r.document_id join documents page on page.id = coalesce(d.part_of, d.id)
        where d.id = any(${changed}) or page.id = any(${changed}) or d.syndicated_from_document = any(${changed})
          or page.text_sha256 in (select text_sha256 from documents where id = any(${changed}))`,
  );
  return found.map(({ id }) => id);
}

/** Quotes that count: neither drafts nor retracted. */
const counted = sql.raw("review in ('reviewed', 'disputed')");

const ancestry = sql`with recursive up as (
    select id, id as ancestor, 0 as depth, parent_id from locations
    union all
    select up.id, l.id, up.depth + 1, l.parent_id from up join locations l on l.id = up.parent_id
  ) cycle ancestor set looped using path`;

/** The tree is small beside the events: it is worked out whole, so that a moved place takes its own with it. */
export async function deriveAncestors(db: Db) {
  await db.execute(sql`delete from location_ancestors`);
  const ring = await rows<{ slug: string }>(
    db,
    sql`${ancestry} select l.slug from up join locations l on l.id = up.id where looped order by l.slug limit 3`,
  );
  if (ring.length > 0)
    throw new AppError(
      'invalid_record',
      `A place would lie in itself: ${ring.map(({ slug }) => slug).join(', ')}.`,
    );
  await db.execute(sql`insert into location_ancestors (location_id, ancestor_id, depth)
    ${ancestry} select id, ancestor, depth from up`);
}

async function deriveEvents(db: Db, events: SQL) {
  await deriveReports(db, events);
  await deriveEventDays(db, events);
  await deriveActors(db, events);
  await derivePlaces(db, events);
}

async function derivePlaces(db: Db, events: SQL) {
  await deriveAreas(db, events);
  await deriveEventTerms(db, events);
}

async function deriveQuotes(db: Db, quotes: SQL) {
  await deriveQuoteDays(db, quotes);
  await deriveQuoteTerms(db, quotes);
}

/** A document reports an event that its evidence supports or that a quote in it belongs to. */
async function deriveReports(db: Db, events: SQL) {
  await db.execute(sql`with changed as (${events})
    delete from event_reports where event_id in (select * from changed)`);
  await db.execute(sql`with changed as (${events})
    insert into event_reports (event_id, document_id, source_id, starts)
    select r.event_id, r.document_id, d.source_id, e.starts
    from (select owner_id as event_id, document_id from evidence where owner_id in (select * from changed)
          union
          select event_id, document_id from quotes where event_id in (select * from changed) and ${counted}) r
    join events e on e.id = r.event_id
    join documents d on d.id = r.document_id`);
  // An outlet that is not stated counts as one of its own for each page. An origin is the outlet that first had
  // the words: by syndication, else by the earliest page with the same text, else the outlet itself.
  await db.execute(sql`with changed as (${events}),
    outlet as (
      select d.id as document_id, coalesce(d.source_id, page.id) as outlet,
        coalesce(d.syndicated_from_source, fd.source_id, fd.id, same.outlet, d.source_id, page.id) as origin
      from documents d
      join documents page on page.id = coalesce(d.part_of, d.id)
      left join documents fd on fd.id = d.syndicated_from_document
      left join lateral (
        select coalesce(o.source_id, o.id) as outlet from documents o
        where o.text_sha256 = page.text_sha256 and d.part_of is null
        order by o.published_from nulls last, o.id limit 1) same on true
      where d.id in (select document_id from event_reports where event_id in (select * from changed))),
    counts as (
      select r.event_id, count(distinct r.document_id) as documents, count(distinct o.outlet) as outlets,
        count(distinct o.origin) as independent
      from event_reports r join outlet o on o.document_id = r.document_id
      where r.event_id in (select * from changed) group by r.event_id)
    update events e set documents_count = coalesce(c.documents, 0), outlets_count = coalesce(c.outlets, 0),
      independent_count = least(coalesce(c.independent, 0), coalesce(c.outlets, 0))
    from events u left join counts c on c.event_id = u.id
    where e.id = u.id and u.id in (select * from changed)`);
}

/** `first`: of changed records that nothing dates, the days of their first report; `reports` ties them to documents. */
const firstReports = (table: string, undated: string, reports: string) =>
  sql.raw(`first as (
      select distinct on (u.id) u.id, d.published_from, d.published_to
      from ${table} u join ${reports} join documents d on d.id = r.document_id
      where u.id in (select * from changed) and u.${undated} is null and d.published_from is not null
      order by u.id, d.published_from, d.id)`);

/** The days of that report, as those at which the record is found. */
const FIRST_DAYS = sql.raw(`starts = coalesce(f.published_from, '-infinity'),
      ends = coalesce(f.published_to, f.published_from, '-infinity')`);

/** An undated event is found at the days on which it was first reported. */
async function deriveEventDays(db: Db, events: SQL) {
  await db.execute(sql`with changed as (${events}),
    ${firstReports('events', 'date_edtf', 'event_reports r on r.event_id = u.id')}
    update events e set ${FIRST_DAYS},
      sort_basis = case when f.published_from is null then 'none' else 'reported' end
    from events u left join first f on f.id = u.id
    where e.id = u.id and u.id in (select * from changed) and u.date_edtf is null`);
}

/** Who has which part in an event. A role that is only claimed and denied is a mention; one who is quoted spoke. */
async function deriveActors(db: Db, events: SQL) {
  const bit = sql.raw(
    `case role ${Object.entries(trackOf)
      .map(([role, track]) => `when '${role}' then ${trackBits[track]}`)
      .join(' ')} else ${trackBits.present} end`,
  );
  await db.execute(sql`with changed as (${events})
    delete from event_actors where event_id in (select * from changed)`);
  await db.execute(sql`with changed as (${events})
    insert into event_actors (actor_id, event_id, starts, tracks, happened)
    select a.actor_id, a.event_id, e.starts, bit_or(a.bit), case when e.modality in ('occurred', 'ongoing') and e.${counted}
        then case when e.sort_basis = 'event' then e.starts else '-infinity' end end
    from (select actor_id, event_id, case when claim_status = 'denied' then ${sql.raw(String(trackBits.about))} else ${bit} end as bit
          from participants where event_id in (select * from changed)
          union all
          select p.actor_id, p.event_id, ${sql.raw(String(trackBits.said))}
          from participants p join quotes q on q.event_id = p.event_id
          join quote_speakers qs on qs.quote_id = q.id and qs.actor_id = p.actor_id
          where p.event_id in (select id from changed) and q.${counted}
          union all
          select qa.actor_id, q.event_id, ${sql.raw(String(trackBits.about))}
          from quotes q join quote_about qa on qa.quote_id = q.id
          where q.event_id in (select * from changed) and qa.actor_id is not null and q.${counted}) a
    join events e on e.id = a.event_id
    group by a.actor_id, a.event_id, e.starts, e.modality, e.review, e.sort_basis`);
}

/** An event lies in its places and in all that they lie in. */
async function deriveAreas(db: Db, events: SQL) {
  await db.execute(sql`with changed as (${events})
    delete from event_areas where event_id in (select * from changed)`);
  await db.execute(sql`with changed as (${events})
    insert into event_areas (location_id, event_id, starts)
    select distinct la.ancestor_id, el.event_id, e.starts
    from event_locations el
    join location_ancestors la on la.location_id = el.location_id
    join events e on e.id = el.event_id
    where el.event_id in (select * from changed)`);
}

/** A quote without a day is found at the days its document was published. */
async function deriveQuoteDays(db: Db, quotes: SQL) {
  await db.execute(sql`with changed as (${quotes})
    update quotes q set starts = coalesce(d.published_from, '-infinity'),
      ends = coalesce(d.published_to, d.published_from, '-infinity')
    from documents d
    where d.id = q.document_id and q.said_edtf is null and q.id in (select * from changed)`);
}

async function deriveUtteranceDays(db: Db, utterances: SQL) {
  await db.execute(sql`with changed as (${utterances}),
    span as (
      select w.id, min(q.starts) as starts, max(q.ends) as ends
      from utterances w join utterance_quotes uq on uq.utterance_id = w.id join quotes q on q.id = uq.quote_id
      where w.id in (select * from changed) and w.said_edtf is null and (w.review = 'draft' or q.${counted})
      group by w.id)
    update utterances u set starts = coalesce(f.starts, '-infinity'), ends = coalesce(f.ends, '-infinity')
    from utterances w left join span f on f.id = w.id
    where u.id = w.id and w.id in (select * from changed) and u.said_edtf is null`);
}

async function deriveFigures(db: Db, figures: SQL) {
  await deriveFigureDays(db, figures);
  await db.execute(sql`with changed as (${figures})
    update figures f set sources = s.sources
    from (
      select c.id, coalesce(array_agg(distinct d.source_id order by d.source_id) filter (where d.source_id is not null), '{}')
        as sources
      from changed c left join evidence ev on ev.owner_id = c.id left join documents d on d.id = ev.document_id
      group by c.id) s
    where f.id = s.id and f.sources <> s.sources`);
}

async function deriveFigureDays(db: Db, figures: SQL) {
  await db.execute(sql`with changed as (${figures}),
    ${firstReports('figures', 'as_of_edtf', 'evidence r on r.owner_id = u.id')}
    update figures g set ${FIRST_DAYS}
    from figures u left join first f on f.id = u.id
    where g.id = u.id and u.id in (select * from changed) and u.as_of_edtf is null`);
}
