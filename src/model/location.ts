import { z } from 'zod';
import { NameMatch } from './actor.ts';
import { answerBase, Country, LangMap, Name, Point, recordBase, ref, Slug } from './common.ts';
import { LocationRef } from './references.ts';
import { codesOf } from './vocabularies/index.ts';

/** A place in a tree, as it is written. */
export const LocationRecord = z.strictObject({
  record: z.literal('location'),
  ...recordBase,
  slug: Slug,
  kind: z.enum(codesOf('location-kinds')),
  name: LangMap,
  names: z.array(Name).optional(),
  description: LangMap.nullish(),
  parent: ref('location').nullish(),
  country: Country.nullish(),
  point: Point.nullish(),
});
export type LocationRecord = z.infer<typeof LocationRecord>;

export const Location = z
  .strictObject({
    ...answerBase,
    slug: Slug,
    kind: z.enum(codesOf('location-kinds')),
    name: LangMap,
    names: z.array(Name),
    description: LangMap.nullable(),
    parent: LocationRef.nullable(),
    ancestors: z.array(LocationRef).describe('From the place’s parent up to the root of its tree'),
    children: z.int().describe('How many places lie directly in it'),
    country: Country.nullable(),
    point: Point.nullable(),
    match: NameMatch.optional().describe('With `q`'),
    distance_km: z.number().optional().describe('With `near`'),
  })
  .meta({ id: 'Location', description: 'A place in a tree of places.' });
