import { code, count, type Fields, list, object, value, word } from './json.ts';

/**
 * SQL text that builds the short forms in which records stand inside other records (model/references.ts).
 * Each takes the alias of a joined row, or the SQL of an id, and holds no parameters.
 */

/** Actors, sources, locations and events hold their short form ready (migrations/0006 and 0012). */
export const shortForm = (row: string) => `${row}.short`;

export const point = (l: string) =>
  `case when ${l}.lon is not null then concat('[', ${l}.lon, ',', ${l}.lat, ']') end`;

/** A document holds all of it but its outlet's, which is found by a look-up: a join would read all of the few outlets. */
export const documentRef = (d: string) =>
  `concat(${d}.short, ',"source":', coalesce(${sourceById(`${d}.source_id`)}, 'null'), '}')`;

export const actorById = (id: string) => `(select ${shortForm('ra')} from actors ra where ra.id = ${id})`;
export const sourceById = (id: string) => `(select ${shortForm('rs')} from sources rs where rs.id = ${id})`;
export const locationById = (id: string) =>
  `(select ${shortForm('rl')} from locations rl where rl.id = ${id})`;
export const eventById = (id: string) => `(select ${shortForm('re')} from events re where re.id = ${id})`;
export const documentById = (id: string) =>
  `(select ${documentRef('rd')} from documents rd where rd.id = ${id})`;

/** Who asserts something, from three columns of which at most one is set; null where none is. */
export const claimant = (actor: string, source: string, document: string) =>
  `case when num_nonnulls(${actor}, ${source}, ${document}) = 1 then ${object({
    actor: actorById(actor),
    source: sourceById(source),
    document: documentById(document),
  })} end`;

/** What every record's answer ends with. */
export const recordFields = (r: string): Fields => ({
  external_ids: externalIds(r),
  merged_ids: list(word('mr.id'), `records mr where mr.merged_into = ${r}.id`, 'mr.id'),
  review: code(`${r}.review`),
  version: count(`${r}.version`),
  created_at: value(`${r}.created_at`),
  updated_at: value(`${r}.updated_at`),
});

const externalIds = (r: string) =>
  `coalesce((select json_object_agg(x.scheme, x.values order by x.scheme) from (
      select xi.scheme, json_agg(xi.value order by xi.value) as values
      from external_ids xi where xi.record_id = ${r}.id group by xi.scheme) x), '{}')`;
