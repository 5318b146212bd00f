import type { Visible } from './event.ts';
import { actorById, recordFields } from './references.ts';

/** An outlet as a record of its own (model/source.ts); the row is `s`. */
export const sourceJson = (visible: Visible) =>
  `json_build_object('id', s.id, 'slug', s.slug, 'kind', s.kind, 'name', s.name, 'description', s.description,
    'url', s.url, 'country', s.country, 'actor', ${actorById('s.actor_id')},
    'documents', (select count(*) from documents d where d.source_id = s.id and ${visible('d')}),
    ${recordFields('s')})`;
