import { createReadStream, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { recordKinds } from '../model/common.ts';
import { type AnyRecord, BundleHeader, recordSchemas } from '../model/records.ts';

/** One line of a bundle: the record it holds, or why it holds none. */
export interface BundleLine {
  file: string;
  line: number;
  record?: AnyRecord;
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

/** Streams the records of bundle files; blank lines and bundle headers are passed over. */
export async function* eachLine(files: string[]): AsyncGenerator<BundleLine> {
  for (const file of files) {
    const lines = createInterface({
      input: createReadStream(file, 'utf8'),
      crlfDelay: Number.POSITIVE_INFINITY,
    });
    let line = 0;
    for await (const text of lines) {
      line += 1;
      if (text.trim() === '') continue;
      const read = readLine(text);
      if (read) yield { file, line, ...read };
    }
  }
}

/** Reads one line; null for a bundle's header. */
export function readLine(text: string): Pick<BundleLine, 'record' | 'refusal'> | null {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return refuse('', `Not JSON: ${error instanceof Error ? error.message : error}.`);
  }
  const kind = z.object({ record: z.enum([...recordKinds, 'bundle']) }).safeParse(value);
  if (!kind.success) return refuse('/record', `The field “record” must be one of ${recordKinds.join(', ')}.`);
  const schema = kind.data.record === 'bundle' ? BundleHeader : recordSchemas[kind.data.record];
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return refuse(`/${issue?.path.map(String).join('/') ?? ''}`, issue?.message ?? 'Invalid record.');
  }
  return parsed.data.record === 'bundle' ? null : { record: parsed.data };
}

const refuse = (pointer: string, reason: string) => ({ refusal: { pointer, reason } });
