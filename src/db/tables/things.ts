import { bigint, doublePrecision, integer, json, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { claimantColumns, edtf, langMap, recordColumns, selectorColumns, span } from './columns.ts';

/** Actors, locations, sources and documents: what events and quotes refer to. Constraints stand in migrations/. */

export const sources = pgTable('sources', {
  id: uuid().primaryKey(),
  slug: text().notNull(),
  kind: text().notNull(),
  name: langMap('name').notNull(),
  description: langMap('description'),
  url: text(),
  country: text(),
  actor_id: uuid(),
  ...recordColumns,
});

export const locations = pgTable('locations', {
  id: uuid().primaryKey(),
  slug: text().notNull(),
  kind: text().notNull(),
  name: langMap('name').notNull(),
  description: langMap('description'),
  parent_id: uuid(),
  country: text(),
  lon: doublePrecision(),
  lat: doublePrecision(),
  ...recordColumns,
});

export const actors = pgTable('actors', {
  id: uuid().primaryKey(),
  slug: text().notNull(),
  kind: text().notNull(),
  name: langMap('name').notNull(),
  description: langMap('description'),
  country: text(),
  ...recordColumns,
});

/** `ord` below 0: the names of the record's own `name`; 0 and on: its other `names`. */
export const names = pgTable('names', {
  record_id: uuid().notNull(),
  ord: integer().notNull(),
  kind: text().notNull(),
  value: text().notNull(),
  lang: text().notNull(),
  name_kind: text().notNull(),
  note: text(),
});

export const nameKeys = pgTable('name_keys', {
  key: text().notNull(),
  record_id: uuid().notNull(),
  ord: integer().notNull(),
});

export const actorRoles = pgTable('actor_roles', {
  actor_id: uuid().notNull(),
  ord: integer().notNull(),
  office: langMap('office').notNull(),
  organisation_id: uuid(),
  ...edtf('held'),
});

export const actorRelations = pgTable('actor_relations', {
  actor_id: uuid().notNull(),
  ord: integer().notNull(),
  predicate: text().notNull(),
  object_id: uuid().notNull(),
  ...edtf('held'),
});

export const documents = pgTable('documents', {
  id: uuid().primaryKey(),
  source_id: uuid(),
  url: text(),
  archived_url: text(),
  title: langMap('title'),
  description: langMap('description'),
  lang: text().notNull(),
  ...edtf('published'),
  retrieved_at: timestamp({ mode: 'string', withTimezone: true }),
  text_sha256: text(),
  text_length: integer(),
  part_of: uuid(),
  extent_start: integer(),
  extent_end: integer(),
  syndicated_from_document: uuid(),
  syndicated_from_source: uuid(),
  ...recordColumns,
});

export const evidence = pgTable('evidence', {
  owner_id: uuid().notNull(),
  path: text().notNull(),
  ord: integer().notNull(),
  document_id: uuid().notNull(),
  ...selectorColumns,
  supports: text().array().notNull(),
  assertion: text().notNull(),
  attributed_to: uuid(),
});

export const disagreements = pgTable('disagreements', {
  owner_id: uuid().notNull(),
  ord: integer().notNull(),
  aspect: text().notNull(),
  note: langMap('note'),
});

export const disagreementPositions = pgTable('disagreement_positions', {
  owner_id: uuid().notNull(),
  disagreement: integer().notNull(),
  ord: integer().notNull(),
  value: langMap('value').notNull(),
  ...claimantColumns('by'),
});

export const disagreementHolders = pgTable('disagreement_holders', {
  owner_id: uuid().notNull(),
  disagreement: integer().notNull(),
  position: integer().notNull(),
  ord: integer().notNull(),
  document_id: uuid(),
  quote_id: uuid(),
});

export const figures = pgTable('figures', {
  id: uuid().primaryKey(),
  metric: text().notNull(),
  value: doublePrecision(),
  min: doublePrecision(),
  max: doublePrecision(),
  qualifier: text(),
  unit: text(),
  subject_id: uuid(),
  location_id: uuid(),
  ...edtf('as_of'),
  ...span,
  event_id: uuid(),
  ...claimantColumns('by'),
  subset_of: uuid(),
  note: langMap('note'),
  ...recordColumns,
});

export const externalIds = pgTable('external_ids', {
  kind: text().notNull(),
  scheme: text().notNull(),
  value: text().notNull(),
  record_id: uuid().notNull(),
});

export const records = pgTable('records', {
  id: uuid().primaryKey(),
  kind: text().notNull(),
  slug: text(),
  merged_into: uuid(),
  merged_directly: uuid(),
  gone_at: timestamp({ mode: 'string', withTimezone: true }),
  gone_reason: text(),
});

export const recordReferences = pgTable('record_references', {
  from_id: uuid().notNull(),
  to_id: uuid().notNull(),
});

export const changes = pgTable('changes', {
  position: bigint({ mode: 'number' }).primaryKey(),
  at: timestamp({ mode: 'string', withTimezone: true }).notNull(),
  record_id: uuid().notNull(),
  kind: text().notNull(),
  version: integer().notNull(),
  op: text().notNull(),
  by: text(),
  reason: text(),
  document: json(),
  into_id: uuid(),
});

export const concepts = pgTable('concepts', {
  scheme: text().notNull(),
  code: text().notNull(),
  ord: integer().notNull(),
  broader: text(),
  label: langMap('label').notNull(),
  definition: langMap('definition'),
  crosswalk: json().notNull(),
});
