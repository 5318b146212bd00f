import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { recordBase, recordKinds, Slug } from '../model/common.ts';
import { type AnyRecord, BundleHeader, recordSchemas } from '../model/records.ts';
import { mergeableKinds } from '../store/identity.ts';
import { LONGEST_LINE, linesOf, type Stretch } from './lines.ts';

/** Lines read without a pause. */
const PAUSE = 20;

/** A line that says that one record was merged into another; both are named as references are. */
export const MergeLine = z.strictObject({
  record: z.literal('merge'),
  kind: z.enum(mergeableKinds),
  merged: z.string().min(1).max(300),
  into: z.string().min(1).max(300),
});
export type MergeLine = z.infer<typeof MergeLine>;

/** What a line can be, beside the bundle's header. */
export type LineKind = AnyRecord['record'] | 'merge';

interface Refused {
  refusal?: { pointer: string; reason: string };
}

/** What a line holds: a record, a merge, or nothing, and why. */
interface Read extends Refused {
  record?: AnyRecord;
  merge?: MergeLine;
}

/** One line of a bundle. */
export type BundleLine = Stretch & Read;

/** One line of which no more was read than what it is and the names that its record claims. */
export type NamedLine = Stretch & Refused & { kind?: LineKind; names?: Named };

/** The bundle files of a path: itself, or a directory's `.ndjson` files by name. */
export function bundleFiles(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => name.endsWith('.ndjson'))
    .sort()
    .map((name) => join(path, name));
}

/** The whole of each file. */
export const wholeFiles = (files: string[]): Stretch[] =>
  files.map((file) => ({ file, line: 1, start: 0, end: statSync(file).size }));

/**
 * Streams the lines of bundle files; blank ones and headers are passed over. With `kind` only lines of that kind
 * are read: those whose beginning says that they are of another are passed over.
 */
export async function* eachLine(stretches: Stretch[], kind?: LineKind): AsyncGenerator<BundleLine> {
  for await (const { bytes, ...place } of eachStored(stretches)) {
    const begins = bytes && kind && beginsAs(bytes);
    if (begins && begins !== kind) continue;
    const read = readAs(bytes, readLine);
    if (read && (!kind || read.refusal || kindOf(read) === kind)) yield { ...place, ...read };
  }
}

/** The same lines, read for their names only, which takes a fraction of the time. */
export async function* eachName(stretches: Stretch[]): AsyncGenerator<NamedLine> {
  for await (const { bytes, ...place } of eachStored(stretches)) {
    const read = readAs(bytes, readNames);
    if (read) yield { ...place, ...read };
  }
}

async function* eachStored(stretches: Stretch[]) {
  for (const stretch of stretches)
    for await (const line of linesOf(stretch)) {
      yield line;
      // Whoever reads ahead while the database works leaves room for its answers.
      if (line.line % PAUSE === 0) await setImmediate();
    }
}

/** The kind that a line written by an export begins with. */
const beginsAs = (bytes: Buffer) => /^\{"record":"([a-z]+)"/.exec(bytes.toString('latin1', 0, 40))?.[1];

const kindOf = ({ record, merge }: Read): LineKind | undefined => record?.record ?? merge?.record;

/** What `read` makes of a line; null of a blank one. */
function readAs<T>(bytes: Buffer | null, read: (text: string) => T): T | Required<Refused> | null {
  const text = bytes?.toString() ?? '';
  if (!bytes || text.length > LONGEST_LINE) return TOO_LONG;
  return text.trim() === '' ? null : read(text);
}

const lineKinds = [...recordKinds, 'merge', 'bundle'] as const;
const Begun = z.object({ record: z.enum(lineKinds) });

/** Reads one line; null for a bundle's header. */
function readLine(text: string): Read | null {
  const { value, record, refusal } = begin(text);
  if (refusal) return { refusal };
  const parsed = schemaOf(record).safeParse(value);
  if (!parsed.success) return refuseFor(parsed.error);
  if (parsed.data.record === 'bundle') return null;
  return parsed.data.record === 'merge' ? { merge: parsed.data } : { record: parsed.data };
}

/** What a record is known by. */
const Names = z.object({
  record: z.enum(recordKinds),
  id: recordBase.id,
  slug: Slug.optional(),
  external_ids: recordBase.external_ids,
});
type Named = z.infer<typeof Names>;

function readNames(text: string): Omit<NamedLine, keyof Stretch> | null {
  const { value, record, refusal } = begin(text);
  if (refusal) return { refusal };
  if (record === 'bundle' || record === 'merge') return record === 'merge' ? { kind: record } : null;
  const parsed = Names.safeParse(value);
  return parsed.success ? { kind: record, names: parsed.data } : refuseFor(parsed.error);
}

type Begun =
  | { value: unknown; record: Line['record']; refusal?: undefined }
  | ({ value?: undefined; record?: undefined } & Required<Refused>);

function begin(text: string): Begun {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return refuse('', `Not JSON: ${error instanceof Error ? error.message : error}.`);
  }
  if (/\\u(0000|d[89a-f])/i.test(text)) {
    const pointer = unstorable(value);
    if (pointer !== undefined)
      return refuse(pointer, 'The text has U+0000 or half a surrogate pair in it, which cannot be stored.');
  }
  const kind = Begun.safeParse(value);
  if (!kind.success)
    return refuse('/record', `The field “record” must be one of ${lineKinds.slice(0, -1).join(', ')}.`);
  return { value, record: kind.data.record };
}

function refuseFor({ issues: [issue] }: z.ZodError) {
  return refuse(pointerTo(issue?.path ?? []), issue?.message ?? 'Invalid record.');
}

type Line = AnyRecord | MergeLine | z.infer<typeof BundleHeader>;

function schemaOf(kind: Line['record']): z.ZodType<Line> {
  if (kind === 'bundle') return BundleHeader;
  return kind === 'merge' ? MergeLine : recordSchemas[kind];
}

const pointerTo = (path: PropertyKey[]) => path.map((step) => `/${String(step)}`).join('');

/** Where in a value stands a text that PostgreSQL cannot keep; undefined if nowhere. */
function unstorable(value: unknown, pointer = ''): string | undefined {
  if (typeof value === 'string') return /\0|\p{Surrogate}/u.test(value) ? pointer : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, inner] of Object.entries(value)) {
    const found = unstorable(inner, `${pointer}/${name}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

const refuse = (pointer: string, reason: string) => ({ refusal: { pointer, reason } });

const TOO_LONG = refuse('', `The line is longer than ${LONGEST_LINE} characters.`);
