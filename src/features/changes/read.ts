import { type Reads, rowTexts, text } from '../../db/answer.ts';
import { changeCursor, withCursor } from '../../model/changeCursor.ts';
import { findChanges, findEnd } from './queries.ts';

/** One change: its place in the log, and its JSON as consumers get it. */
export interface Entry {
  position: number;
  cursor: string;
  op: string;
  json: string;
}

/** The public's changes after a position, at most `limit`, in commit order. */
export async function readChanges(
  reads: Reads,
  after: number,
  limit: number,
  expand: boolean,
): Promise<Entry[]> {
  const found = await rowTexts(reads, findChanges(after, limit, expand));
  return found.map(([position, op, json]) => ({
    position: Number(position),
    cursor: changeCursor(position ?? ''),
    op: op ?? '',
    json: withCursor(position ?? '', json ?? ''),
  }));
}

/** The position of the last change that is committed; 0 where there is none. */
export const readEnd = async (reads: Reads): Promise<number> => Number(await text(reads, findEnd));
