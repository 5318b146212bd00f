import { boolean, date, integer, json, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { claimantColumns, edtf, langMap, recordColumns, selectorColumns, span } from './columns.ts';

/** Events, quotes and utterances. Derived tables (event_actors, event_areas, event_reports) are filled by SQL. */

export const events = pgTable('events', {
  id: uuid().primaryKey(),
  type: text().notNull(),
  subtype: text(),
  modality: text().notNull(),
  contexts: text().array().notNull(),
  title: langMap('title').notNull(),
  summary: langMap('summary'),
  ...edtf('date'),
  ...span,
  sort_basis: text().notNull(),
  ...recordColumns,
});

export const participants = pgTable('participants', {
  event_id: uuid().notNull(),
  ord: integer().notNull(),
  role: text().notNull(),
  actor_id: uuid().notNull(),
  title: langMap('title'),
  claim_status: text(),
  ...claimantColumns('claim'),
  claim_note: langMap('claim_note'),
});

export const eventLocations = pgTable('event_locations', {
  event_id: uuid().notNull(),
  ord: integer().notNull(),
  role: text().notNull(),
  location_id: uuid().notNull(),
  precision: text().notNull(),
});

export const eventRelations = pgTable('event_relations', {
  event_id: uuid().notNull(),
  ord: integer().notNull(),
  predicate: text().notNull(),
  object_id: uuid().notNull(),
  note: langMap('note'),
});

export const quotes = pgTable('quotes', {
  id: uuid().primaryKey(),
  speaker_id: uuid(),
  speaker_kind: text().notNull(),
  speaker_as_reported: text(),
  cue: text(),
  speech_act: text().notNull(),
  mode: text().notNull(),
  pseudo_direct: boolean().notNull(),
  lang: text().notNull(),
  text: text(),
  translations: json().notNull(),
  ...edtf('said'),
  ...span,
  medium_kind: text(),
  medium_source: uuid(),
  event_id: uuid(),
  document_id: uuid().notNull(),
  ...selectorColumns,
  direct_spans: json().notNull(),
  topic_only: boolean().notNull(),
  truncated: boolean().notNull(),
  note: langMap('note'),
  ...recordColumns,
});

export const quoteSpeakers = pgTable('quote_speakers', {
  quote_id: uuid().notNull(),
  ord: integer().notNull(),
  actor_id: uuid().notNull(),
  starts: date({ mode: 'string' }).notNull(),
  shown: date({ mode: 'string' }),
});

export const quoteAbout = pgTable('quote_about', {
  quote_id: uuid().notNull(),
  ord: integer().notNull(),
  actor_id: uuid(),
  location_id: uuid(),
  starts: date({ mode: 'string' }).notNull(),
});

export const quoteChain = pgTable('quote_chain', {
  quote_id: uuid().notNull(),
  ord: integer().notNull(),
  act: text().notNull(),
  ...claimantColumns('who'),
});

export const utterances = pgTable('utterances', {
  id: uuid().primaryKey(),
  event_id: uuid(),
  gist: langMap('gist').notNull(),
  ...edtf('said'),
  ...span,
  ...recordColumns,
});

export const utteranceSpeakers = pgTable('utterance_speakers', {
  utterance_id: uuid().notNull(),
  ord: integer().notNull(),
  actor_id: uuid().notNull(),
});

export const utteranceQuotes = pgTable('utterance_quotes', {
  utterance_id: uuid().notNull(),
  ord: integer().notNull(),
  quote_id: uuid().notNull(),
  part_start: integer(),
  part_end: integer(),
});
