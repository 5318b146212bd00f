import { createHash } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../errors.ts';

/** Opaque page cursors: the place after which the next page begins, bound to the question it came from. */

const Content = z.tuple([z.string(), z.uuid(), z.string()]);

export interface Place {
  sort: string;
  id: string;
}

/** A short name of a question; a cursor of another question does not fit. */
export const questionKey = (question: unknown) =>
  createHash('sha256').update(JSON.stringify(question)).digest('base64url').slice(0, 10);

export const writeCursor = ({ sort, id }: Place, key: string) =>
  Buffer.from(JSON.stringify([sort, id, key])).toString('base64url');

/** Throws AppError invalid_cursor for anything that this question's pages did not give out. */
export function readCursor(text: string, key: string): Place {
  let content: z.infer<typeof Content>;
  try {
    content = Content.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch {
    throw refuse('This is not a cursor of this service. Take `page.next_cursor` of an answer, unchanged.');
  }
  if (content[2] !== key)
    throw refuse(
      'This cursor belongs to another question. Ask the question it came from, or start without a cursor.',
    );
  return { sort: content[0], id: content[1] };
}

const refuse = (detail: string) =>
  new AppError('invalid_cursor', detail, [{ parameter: 'cursor', code: 'invalid_cursor', detail }]);
