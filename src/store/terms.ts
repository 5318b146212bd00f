import { type SQL, sql } from 'drizzle-orm';
import type { Db } from '../db/database.ts';
import { cellDegrees, reportLevels, SMALLEST_SAMPLE, sampleScales } from '../model/terms.ts';
import { TAKES_PART, trackBits } from '../model/tracks.ts';

/**
 * Keeps `terms` of events and quotes: what each filter that names values asks for (model/terms.ts), as one list that one
 * index answers, for a query of ids. Worked out from tables that are right already, so this comes last.
 */
export async function deriveEventTerms(db: Db, events: SQL): Promise<void> {
  await write(db, 'events', events, 'event_id', eventTerms);
}

export async function deriveQuoteTerms(db: Db, quotes: SQL): Promise<void> {
  await write(db, 'quotes', quotes, 'quote_id', quoteTerms);
}

const changed = (column: string) => sql.raw(`${column} in (select id from changed)`);

const write = (db: Db, table: 'events' | 'quotes', ids: SQL, owner: string, terms: SQL) =>
  db.execute(sql`with changed as (${ids})
    update ${sql.raw(table)} o set terms = t.terms
    from (select ${sql.raw(owner)} as id, array_agg(distinct term) as terms from (${terms}) r group by 1) t
    where o.id = t.id and o.terms is distinct from t.terms`);

/** What is asked of an actor of an event: that it takes part, and each part that it has. */
const partsOfActors = sql.raw(
  [
    `('actor', '', ${TAKES_PART})`,
    ...Object.entries(trackBits).map(([name, bit]) => `('track', ' ${name}', ${bit})`),
  ].join(', '),
);

const eventTerms = sql`
  select x.event_id, filter_term(k.kind, x.actor_id || k.part) as term
  from event_actors x join (values ${partsOfActors}) k(kind, part, bits) on x.tracks & k.bits > 0
  where ${changed('x.event_id')}
  union all
  select p.event_id, filter_term('role', k.value)
  from participants p cross join lateral (values (p.role::text), (p.actor_id || ' ' || p.role)) k(value)
  where p.claim_status is distinct from 'denied' and ${changed('p.event_id')}
  union all
  select event_id, filter_term('area', location_id::text) from event_areas where ${changed('event_id')}
  union all
  select el.event_id, filter_term('country', l.country)
  from event_locations el join locations l on l.id = el.location_id
  where l.country is not null and ${changed('el.event_id')}
  union all
  select el.event_id, filter_term('cell',
    c.name || ' ' || floor((l.lon + 180) / c.degrees) || ' ' || floor((l.lat + 90) / c.degrees))
  from event_locations el join locations l on l.id = el.location_id
  cross join (values ${sql.raw(cellDegrees.map((degrees) => `('${degrees}', ${degrees}::float8)`).join(', '))}) c(name, degrees)
  where l.lon is not null and ${changed('el.event_id')}
  union all
  select r.event_id, filter_term(k.kind, k.value)
  from event_reports r cross join lateral (
    values ('source', r.source_id::text), ('document', r.document_id::text)) k(kind, value)
  where k.value is not null and ${changed('r.event_id')}
  union all
  select v.id, filter_term(k.kind, k.value)
  from events v cross join lateral (
    values ('type', v.type::text), ('subtype', v.subtype), ('modality', v.modality::text), ('review', v.review::text)
    union all select 'context', unnest(v.contexts)
    union all select 'reports', n::text from unnest(array[${sql.raw(reportLevels.join(', '))}]) n
      where n <= v.documents_count
    union all select 'sample', n::text from unnest(array[${sql.raw(sampleScales.join(', '))}]) n
      where filter_term('sample', v.id::text) % n = 0) k(kind, value)
  where k.value is not null and ${changed('v.id')}`;

const smallest = sql.raw(`${SMALLEST_SAMPLE}`);

const quoteTerms = sql`
  select quote_id, filter_term(k.kind, actor_id::text) as term
  from quote_speakers cross join (values ('speaker'), ('actor')) k(kind) where ${changed('quote_id')}
  union all
  select quote_id, filter_term(k.kind, actor_id::text)
  from quote_about cross join (values ('about'), ('actor')) k(kind)
  where actor_id is not null and ${changed('quote_id')}
  union all
  select x.quote_id, filter_term('area', la.ancestor_id::text)
  from quote_about x join location_ancestors la on la.location_id = x.location_id where ${changed('x.quote_id')}
  union all
  select v.id, filter_term(k.kind, k.value)
  from quotes v join documents d on d.id = v.document_id cross join lateral (
    values ('source', d.source_id::text), ('mode', v.mode::text), ('speech_act', v.speech_act::text),
      ('speaker_kind', v.speaker_kind::text), ('medium', v.medium_kind::text), ('lang', v.lang),
      ('review', v.review::text),
      ('sample', case when filter_term('sample', v.id::text) % ${smallest} = 0 then '${smallest}' end)) k(kind, value)
  where k.value is not null and ${changed('v.id')}`;
