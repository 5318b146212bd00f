import type { AnyRecord } from '../model/records.ts';
import type { BundleLine } from './read.ts';

/** A line that holds a record. */
export type Taken = BundleLine & { record: AnyRecord };

/** Records written in one go. */
const CHUNK = 500;

/** The values in runs of CHUNK. */
export async function* chunks<T>(values: AsyncIterable<T>): AsyncGenerator<T[]> {
  let chunk: T[] = [];
  for await (const value of values) {
    chunk.push(value);
    if (chunk.length === CHUNK) {
      yield chunk;
      chunk = [];
    }
  }
  if (chunk.length > 0) yield chunk;
}

/** What was begun early: its failure is met when it is awaited, and is nobody's until then. */
export function awaitedLater<T>(begun: Promise<T>): Promise<T> {
  begun.catch(() => undefined);
  return begun;
}

/** The same values, the next of them made while the one before is dealt with. */
export async function* ahead<T>(values: AsyncGenerator<T>): AsyncGenerator<T> {
  let next = values.next();
  for (let { done, value } = await next; !done; { done, value } = await next) {
    next = awaitedLater(values.next());
    yield value;
  }
}

/** Values that are worked on by turns before the first of them is done. */
const AT_ONCE = 4;

/** What becomes of each value, in order; several are worked on at once. */
export async function* inTurns<T, R>(
  values: AsyncIterable<T>,
  work: (value: T) => Promise<R>,
): AsyncGenerator<R> {
  const begun: Promise<R>[] = [];
  for await (const value of values) {
    begun.push(awaitedLater(work(value)));
    if (begun.length === AT_ONCE) yield (await begun.shift()) as R;
  }
  for (const made of begun) yield await made;
}

/** A document's text is kept apart from the record: it is restricted, and never in the history. */
export function takeText(record: AnyRecord): string | null {
  if (record.record !== 'document' || !record.text) return null;
  const { text } = record;
  delete record.text;
  return text;
}
