import { anchor, selector } from './evidence.ts';
import {
  actorById,
  claimant,
  documentById,
  eventById,
  list,
  locationById,
  recordFields,
  shortForm,
  sourceById,
} from './references.ts';

/** The words as printed, or why they are not shown. */
const quoteText = `case when q.text is not null
  then json_build_object('value', q.text, 'lang', q.lang)
  else json_build_object('value', null, 'lang', q.lang, 'withheld',
    case q.anchor when 'orphaned' then 'words_not_found' else 'source_text_not_loaded' end) end`;

/** The office held by the speaker on the day said: the role whose time covers it, latest begun first. */
const speakerOffice = `(select json_build_object('office', ro.office, 'organisation', ${actorById('ro.organisation_id')})
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
    json_agg(json_build_object('id', uq.utterance_id, 'part',
      case when uq.part_start is not null then json_build_array(uq.part_start, uq.part_end) end)
      order by uq.part_start nulls first, uq.utterance_id) as list,
    (array_agg(uq.utterance_id order by uq.part_start nulls first, uq.utterance_id))[1] as first
  from utterance_quotes uq join utterances gu on gu.id = uq.utterance_id
  where uq.quote_id = q.id and (gu.review <> 'draft' or q.review = 'draft')) g`;

/** A quote as a record of its own (model/quote.ts); the row is `q`. */
export const quoteJson = `(select json_build_object('id', q.id, 'speaker', ${actorById('q.speaker_id')},
  'speakers', ${speakers}, 'speaker_kind', q.speaker_kind, 'speaker_as_reported', q.speaker_as_reported,
  'speaker_office', ${speakerOffice}, 'cue', q.cue, 'speech_act', q.speech_act, 'mode', q.mode,
  'pseudo_direct', q.pseudo_direct, 'text', ${quoteText}, 'translations', q.translations, 'said', q.said,
  'medium', case when q.medium_kind is not null then
    json_build_object('kind', q.medium_kind, 'source', ${sourceById('q.medium_source')}) end,
  'chain', ${list(
    `json_build_object('who', ${claimant('qc.who_actor', 'qc.who_source', 'qc.who_document')}, 'act', qc.act)`,
    'quote_chain qc where qc.quote_id = q.id',
    'qc.ord',
  )},
  'about', ${list(
    `json_build_object('actor', ${actorById('qa.actor_id')}, 'location', ${locationById('qa.location_id')})`,
    'quote_about qa where qa.quote_id = q.id',
    'qa.ord',
  )},
  'event', ${eventById('q.event_id')},
  'utterance', g.first, 'utterances', coalesce(g.list, '[]'),
  'document', ${documentById('q.document_id')}, 'selector', ${selector('q', 'q.text')}, 'anchor', ${anchor('q')},
  'direct_spans', q.direct_spans, 'topic_only', q.topic_only, 'truncated', q.truncated, 'note', q.note,
  ${recordFields('q')}) from ${groups})`;

/** A quote inside another answer; the row is `q`. */
export const quoteExcerpt = `json_build_object('id', q.id, 'speaker', ${actorById('q.speaker_id')},
  'speakers', ${speakers}, 'speaker_kind', q.speaker_kind,
  'speaker_as_reported', q.speaker_as_reported, 'cue', q.cue, 'speech_act', q.speech_act, 'mode', q.mode,
  'text', ${quoteText}, 'translations', q.translations, 'said', q.said, 'document', ${documentById('q.document_id')})`;
