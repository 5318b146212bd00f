import type { RecordKind } from '../model/common.ts';
import { annotation } from './annotation.ts';
import { atom } from './atom.ts';
import { csljson } from './csljson.ts';
import { csv } from './csv.ts';
import type { EntryKind, Format } from './format.ts';
import { geojson } from './geojson.ts';
import { ics } from './ics.ts';
import { jsonfeed } from './jsonfeed.ts';
import { jsonld } from './jsonld.ts';
import { ndjson } from './ndjson.ts';
import { timelinejs } from './timelinejs.ts';

/** Every format beside `json`, which is paged and built by PostgreSQL. */
const formats: readonly Format[] = [
  ndjson,
  csv,
  geojson,
  timelinejs,
  jsonfeed,
  atom,
  ics,
  jsonld,
  annotation,
  csljson,
];

export const formatsOf = (kind: EntryKind): readonly Format[] =>
  formats.filter(({ kinds }) => !kinds || kinds.includes(kind));

/** A format that can show one record by itself. */
export type RecordFormat = Format & Required<Pick<Format, 'one'>>;

/** The formats of one record beside `json` and the page for people. */
export const recordFormatsOf = (kind: RecordKind): readonly RecordFormat[] =>
  formatsOf(kind).filter((format): format is RecordFormat => format.one !== undefined);
