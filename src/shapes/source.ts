import type { Visible } from './event.ts';
import { code, object, plain, value } from './json.ts';
import { actorById, recordFields } from './references.ts';

/** An outlet as a record of its own (model/source.ts); the row is `s`. */
export const sourceJson = (visible: Visible) =>
  object({
    id: code('s.id'),
    slug: code('s.slug'),
    kind: code('s.kind'),
    name: 's.name',
    description: 's.description',
    url: value('s.url'),
    country: value('s.country'),
    actor: actorById('s.actor_id'),
    documents: plain(`select count(*) from documents d where d.source_id = s.id and ${visible('d')}`),
    ...recordFields('s'),
  });
