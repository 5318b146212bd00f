import { anchor, selector } from './evidence.ts';
import { array, code, type Fields, list, object, plain, value, word } from './json.ts';
import {
  actorById,
  claimant,
  documentById,
  eventById,
  locationById,
  recordFields,
  shortForm,
  sourceById,
} from './references.ts';

/** The words as printed, or why they are not shown. */
const quoteText = `case when q.text is not null
  then ${object({ value: value('q.text'), lang: value('q.lang') })}
  else ${object({
    value: 'null',
    lang: value('q.lang'),
    withheld: word(`case q.anchor when 'orphaned' then 'words_not_found' else 'source_text_not_loaded' end`),
  })} end`;

/** The office held by the speaker on the day said: the role whose time covers it, latest begun first. */
const speakerOffice = `(select ${object({
  office: 'ro.office',
  organisation: actorById('ro.organisation_id'),
})}
  from actor_roles ro where ro.actor_id = q.speaker_id and q.said_from is not null
    and coalesce(ro.held_from, '-infinity') <= coalesce(q.said_to, q.said_from)
    and coalesce(ro.held_to, 'infinity') >= q.said_from
  order by ro.held_from desc nulls last, ro.ord limit 1)`;

/** All who speak, the first named first; the row is `q`. */
export const speakers = list(
  shortForm('sa'),
  'quote_speakers qs join actors sa on sa.id = qs.actor_id where qs.quote_id = q.id',
  'qs.ord',
);

/** Utterances that group the quote, and the first of them; what a draft groups is not told. */
const groups = `(select
    string_agg(${object({
      id: code('uq.utterance_id'),
      part: `case when uq.part_start is not null then ${array('uq.part_start', 'uq.part_end')} end`,
    })}, ',' order by uq.part_start nulls first, uq.utterance_id) as list,
    (array_agg(uq.utterance_id order by uq.part_start nulls first, uq.utterance_id))[1] as first
  from utterance_quotes uq join utterances gu on gu.id = uq.utterance_id
  where uq.quote_id = q.id and (gu.review <> 'draft' or q.review = 'draft')) g`;

const excerpt: Fields = {
  id: code('q.id'),
  speaker: actorById('q.speaker_id'),
  speakers,
  speaker_kind: code('q.speaker_kind'),
  speaker_as_reported: value('q.speaker_as_reported'),
  cue: value('q.cue'),
  speech_act: code('q.speech_act'),
  mode: code('q.mode'),
  text: quoteText,
  translations: 'q.translations',
  said: 'q.said',
  document: documentById('q.document_id'),
};

/** A quote inside another answer; the row is `q`. */
export const quoteExcerpt = object(excerpt);

/** A quote as a record of its own (model/quote.ts); the row is `q`. */
export const quoteJson = `(select ${object({
  ...excerpt,
  speaker_office: speakerOffice,
  pseudo_direct: plain('q.pseudo_direct'),
  medium: `case when q.medium_kind is not null then ${object({
    kind: word('q.medium_kind'),
    source: sourceById('q.medium_source'),
  })} end`,
  chain: list(
    object({ who: claimant('qc.who_actor', 'qc.who_source', 'qc.who_document'), act: code('qc.act') }),
    'quote_chain qc where qc.quote_id = q.id',
    'qc.ord',
  ),
  about: list(
    object({ actor: actorById('qa.actor_id'), location: locationById('qa.location_id') }),
    'quote_about qa where qa.quote_id = q.id',
    'qa.ord',
  ),
  event: eventById('q.event_id'),
  utterance: word('g.first'),
  utterances: `concat('[', g.list, ']')`,
  selector: selector('q', 'q.text'),
  anchor: anchor('q'),
  direct_spans: 'q.direct_spans',
  topic_only: plain('q.topic_only'),
  truncated: plain('q.truncated'),
  note: 'q.note',
  ...recordFields('q'),
})} from ${groups})`;
