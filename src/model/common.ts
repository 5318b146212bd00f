import { iso31661 } from 'iso-3166';
import { z } from 'zod';
import './messages.ts';
import { codesOf } from './vocabularies/index.ts';

/** UUIDv7 (RFC 9562), the permanent name of a record. */
export const RecordId = z.uuid();

/** Text by language: BCP 47 tag -> text; at least one entry. */
export const LangMap = z
  .record(
    z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/, 'a language tag such as “ar” or “en”'),
    z.string().min(1),
  )
  .refine((map) => Object.keys(map).length > 0, 'at least one language')
  .meta({ id: 'LangMap', description: 'Text by language: language tag (BCP 47) → text; at least one.' });
export type LangMap = z.infer<typeof LangMap>;

/** `{scheme: [values]}`; a value belongs to one record of a kind. */
const ExternalIds = z.record(z.string().regex(/^[a-z][a-z0-9_-]*$/), z.array(z.string().min(1)).min(1)).meta({
  id: 'ExternalIds',
  description:
    'What others call the record: scheme → values. `scheme:value` names the record wherever a reference stands.',
});

export const Slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case letters and digits joined by hyphens');

/** Kosovo has no code of its own; this one, of those that ISO leaves to its users, is the usual one. */
const countries = new Set([...iso31661.map(({ alpha2 }) => alpha2), 'XK']);

/** ISO 3166-1 alpha-2. */
export const Country = z
  .string()
  .regex(/^[A-Z]{2}$/, { error: 'two capital letters (ISO 3166-1 alpha-2)', abort: true })
  .refine((code) => countries.has(code), 'no country has this code (ISO 3166-1 alpha-2)');

/** WGS 84 `[longitude, latitude]` in degrees. */
export const Point = z
  .tuple(
    [z.number().min(-180).max(180), z.number().min(-90).max(90)],
    'must be two numbers: longitude, then latitude',
  )
  .meta({ id: 'Point', description: '`[longitude, latitude]` in degrees (WGS 84).' });

/** Half-open range of Unicode code points `[start, end]`. */
export const Span = z
  .tuple([z.int().min(0), z.int().min(1)])
  .refine(([start, end]) => start < end, 'start before end');

export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, '64 lower-case hexadecimal digits');

export const Review = z.enum(codesOf('review-states'));

/** The eight kinds of record, in the order in which a bundle names them (what is referred to comes first). */
export const recordKinds = [
  'source',
  'location',
  'actor',
  'document',
  'event',
  'quote',
  'utterance',
  'figure',
] as const;
export const RecordKind = z.enum(recordKinds);
export type RecordKind = (typeof recordKinds)[number];

/** Which kind of record a reference names; store/references.ts follows it through every record. */
export const referenceKinds = z.registry<{ kind: RecordKind }>();

/** How a record is named by others: its id, its slug, or `scheme:value` of one of its external ids. */
export const ref = (kind: RecordKind) => {
  const schema = z.string().min(1).max(300);
  referenceKinds.add(schema, { kind });
  return schema;
};

/** What every record carries as it is written. */
export const recordBase = {
  id: RecordId.optional(),
  external_ids: ExternalIds.optional(),
  review: Review.optional(),
};

/** What every answer carries beside its own fields. */
export const answerBase = {
  id: RecordId,
  external_ids: ExternalIds,
  merged_ids: z.array(RecordId).describe('Ids that answer with this record since they were merged into it'),
  review: Review,
  version: z.int().describe('Grows by one with every change of the record'),
  created_at: z.iso.datetime({ offset: true }),
  updated_at: z.iso.datetime({ offset: true }),
};

/** A name as printed somewhere, with its language and kind. */
export const Name = z
  .strictObject({
    value: z.string().min(1),
    lang: z.string(),
    kind: z.enum(codesOf('actor-name-kinds')),
    note: z.string().optional(),
  })
  .meta({ id: 'Name', description: 'A name as printed somewhere, with its language and kind.' });
