import { otherNames } from './actor.ts';
import { code, type Fields, list, object, plain, value } from './json.ts';
import { locationById, point, recordFields, shortForm } from './references.ts';

/** A place as a record of its own (model/location.ts); the row is `l`. */
export const locationJson = (extra: Fields = {}) =>
  object({
    id: code('l.id'),
    slug: code('l.slug'),
    kind: code('l.kind'),
    name: 'l.name',
    names: otherNames('l.id'),
    description: 'l.description',
    parent: locationById('l.parent_id'),
    ancestors: list(
      shortForm('an'),
      'location_ancestors la join locations an on an.id = la.ancestor_id where la.location_id = l.id and la.depth > 0',
      'la.depth',
    ),
    children: plain(`select count(*) from locations c where c.parent_id = l.id and c.review <> 'draft'`),
    country: value('l.country'),
    point: point('l'),
    ...recordFields('l'),
    ...extra,
  });
