import { type SQL, sql } from 'drizzle-orm';
import {
  containsWords,
  type OwnDrafts,
  oneOf,
  publicly,
  publicSight,
  reviewed,
  updatedSince,
} from '../../filters/conditions.ts';
import type { ListQuestion } from '../../filters/question.ts';
import { sourceJson } from '../../shapes/source.ts';

export interface SourceFilter extends OwnDrafts {
  q?: string | undefined;
  kind?: string[] | undefined;
  country?: string[] | undefined;
  review?: string[] | undefined;
  updated_since?: string | undefined;
}

export const findSources = (filter: SourceFilter): ListQuestion => ({
  from: sql`sources s`,
  where: [
    reviewed('s', filter.review, filter.begun_by),
    ...(filter.kind ? [oneOf('s.kind', filter.kind)] : []),
    ...(filter.country ? [oneOf('s.country', filter.country)] : []),
    ...containsWords("fold_text(s.slug || ' ' || lang_map_text(s.name))", filter.q),
    ...updatedSince('s', filter.updated_since),
  ],
  sort: { sql: 's.slug collate "C"', type: 'text' },
  id: 's.id',
  order: 'asc',
  join: 'join sources s on s.id = p.id',
  entry: sourceJson(publicly),
});

export const getSource = (id: string, sight = publicSight): SQL =>
  sql`select ${sql.raw(sourceJson(sight.listed))}::text, s.version::text from sources s
      where s.id = ${id} and ${sql.raw(sight.named('s'))}`;
