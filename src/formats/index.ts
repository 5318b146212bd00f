import { atom } from './atom.ts';
import { csv } from './csv.ts';
import type { EntryKind, Format } from './format.ts';
import { geojson } from './geojson.ts';
import { jsonfeed } from './jsonfeed.ts';
import { ndjson } from './ndjson.ts';

/** Every format beside `json`, which is paged and built by PostgreSQL. */
const formats: readonly Format[] = [ndjson, csv, geojson, atom, jsonfeed];

export const formatsOf = (kind: EntryKind): readonly Format[] =>
  formats.filter(({ kinds }) => !kinds || kinds.includes(kind));
