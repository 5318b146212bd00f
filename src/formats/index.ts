import { csv } from './csv.ts';
import type { EntryKind, Format } from './format.ts';
import { geojson } from './geojson.ts';
import { ndjson } from './ndjson.ts';

/** Every format beside `json`, which is paged and built by PostgreSQL. */
const formats: readonly Format[] = [ndjson, csv, geojson];

export const formatsOf = (kind: EntryKind): readonly Format[] =>
  formats.filter(({ kinds }) => !kinds || kinds.includes(kind));
