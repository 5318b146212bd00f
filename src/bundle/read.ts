import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { recordKinds } from '../model/common.ts';
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

/** One line of a bundle: the record or the merge it holds, or why it holds none. */
export interface BundleLine extends Stretch {
  record?: AnyRecord;
  merge?: MergeLine;
  refusal?: { pointer: string; reason: string };
}

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
  for (const stretch of stretches)
    for await (const { bytes, ...place } of linesOf(stretch)) {
      const begins = bytes && kind && beginsAs(bytes);
      if (begins && begins !== kind) continue;
      const text = bytes?.toString() ?? '';
      if (bytes && text.trim() === '') continue;
      const read = !bytes || text.length > LONGEST_LINE ? TOO_LONG : readLine(text);
      if (read && (!kind || read.refusal || kindOf(read) === kind)) yield { ...place, ...read };
      // Whoever reads ahead while the database works leaves room for its answers.
      if (place.line % PAUSE === 0) await setImmediate();
    }
}

/** What a line that was read is. */
export const kindOf = ({ record, merge }: Read): LineKind | undefined => record?.record ?? merge?.record;

/** The kind that a line written by an export begins with. */
const beginsAs = (bytes: Buffer) => /^\{"record":"([a-z]+)"/.exec(bytes.toString('latin1', 0, 40))?.[1];

type Read = Pick<BundleLine, 'record' | 'merge' | 'refusal'>;

/** Reads one line; null for a bundle's header. */
function readLine(text: string): Read | null {
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
  const kinds = [...recordKinds, 'merge', 'bundle'] as const;
  const kind = z.object({ record: z.enum(kinds) }).safeParse(value);
  if (!kind.success)
    return refuse('/record', `The field “record” must be one of ${kinds.slice(0, -1).join(', ')}.`);
  const parsed = schemaOf(kind.data.record).safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return refuse(pointerTo(issue?.path ?? []), issue?.message ?? 'Invalid record.');
  }
  if (parsed.data.record === 'bundle') return null;
  return parsed.data.record === 'merge' ? { merge: parsed.data } : { record: parsed.data };
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
