import * as happenings from '../db/tables/happenings.ts';
import { addRow, datedColumns, type Rows, type Stamp, type Stored, selectorColumns } from './rows.ts';

/** Events, quotes and utterances as rows (see project.ts). */

export function projectEvent(record: Stored<'event'>, stamp: Stamp, rows: Rows) {
  const { id } = record;
  addRow(rows, happenings.events, {
    id,
    type: record.type,
    subtype: record.subtype,
    modality: record.modality,
    contexts: record.contexts ?? [],
    title: record.title,
    summary: record.summary,
    ...datedColumns('date', record.date),
    sort_basis: record.date ? 'event' : 'none',
    ...stamp,
  });
  record.participants?.forEach(({ role, actor, title, claim }, ord) => {
    addRow(rows, happenings.participants, {
      event_id: id,
      ord,
      role,
      actor_id: actor,
      title,
      claim_status: claim?.status,
      claim_actor: claim?.by.actor,
      claim_source: claim?.by.source,
      claim_document: claim?.by.document,
      claim_note: claim?.note,
    });
  });
  record.locations?.forEach(({ role, location, precision = 'exact' }, ord) => {
    addRow(rows, happenings.eventLocations, { event_id: id, ord, role, location_id: location, precision });
  });
  record.relations?.forEach(({ predicate, event, note }, ord) => {
    if (event === id) return;
    addRow(rows, happenings.eventRelations, { event_id: id, ord, predicate, object_id: event, note });
  });
}

export function projectQuote(record: Stored<'quote'>, stamp: Stamp, rows: Rows) {
  const { id } = record;
  const said = datedColumns('said', record.said);
  addRow(rows, happenings.quotes, {
    id,
    speaker_id: record.speaker,
    speaker_kind: record.speaker_kind,
    speaker_as_reported: record.speaker_as_reported,
    cue: record.cue,
    speech_act: record.speech_act ?? 'inform',
    mode: record.mode,
    pseudo_direct: record.pseudo_direct ?? false,
    lang: record.lang,
    text: record.text,
    translations: record.translations ?? [],
    ...said,
    medium_kind: record.medium?.kind,
    medium_source: record.medium?.source,
    event_id: record.event,
    document_id: record.document,
    ...selectorColumns(record.selector),
    direct_spans: record.direct_spans ?? [],
    topic_only: record.topic_only ?? false,
    truncated: record.truncated ?? false,
    note: record.note,
    ...stamp,
  });
  const speakers = new Set([...(record.speaker ? [record.speaker] : []), ...(record.speakers ?? [])]);
  const everyone = stamp.review === 'reviewed' || stamp.review === 'disputed';
  // Not the day of its document, at which an undated one is found.
  const shown = everyone ? said.starts : undefined;
  [...speakers].forEach((actor_id, ord) => {
    addRow(rows, happenings.quoteSpeakers, { quote_id: id, ord, actor_id, starts: said.starts, shown });
  });
  record.about?.forEach(({ actor, location }, ord) => {
    addRow(rows, happenings.quoteAbout, {
      quote_id: id,
      ord,
      actor_id: actor,
      location_id: location,
      starts: said.starts,
    });
  });
  record.chain?.forEach(({ who, act }, ord) => {
    addRow(rows, happenings.quoteChain, {
      quote_id: id,
      ord,
      act,
      who_actor: who.actor,
      who_source: who.source,
      who_document: who.document,
    });
  });
}

export function projectUtterance(record: Stored<'utterance'>, stamp: Stamp, rows: Rows) {
  const { id } = record;
  addRow(rows, happenings.utterances, {
    id,
    event_id: record.event,
    gist: record.gist,
    ...datedColumns('said', record.said),
    ...stamp,
  });
  [...new Set(record.speakers)].forEach((actor_id, ord) => {
    addRow(rows, happenings.utteranceSpeakers, { utterance_id: id, ord, actor_id });
  });
  record.quotes.forEach(({ quote, part }, ord) => {
    addRow(rows, happenings.utteranceQuotes, {
      utterance_id: id,
      ord,
      quote_id: quote,
      part_start: part?.[0],
      part_end: part?.[1],
    });
  });
}
