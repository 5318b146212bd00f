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

/** Binds the place to the question, so that a changed place is no cursor either. */
const seal = ({ sort, id }: Place, key: string) => questionKey([key, sort, id]);

export const writeCursor = (place: Place, key: string) =>
  Buffer.from(JSON.stringify([place.sort, place.id, seal(place, key)])).toString('base64url');

/** Throws AppError invalid_cursor for anything that this question's pages did not give out. */
export function readCursor(text: string, key: string): Place {
  let content: z.infer<typeof Content>;
  try {
    content = Content.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch {
    throw refuse('This is not a cursor of this service. Take `page.next_cursor` of an answer, unchanged.');
  }
  const place = { sort: content[0], id: content[1] };
  if (content[2] !== seal(place, key) || writeCursor(place, key) !== text)
    throw refuse(
      'This cursor belongs to another question, or was changed. Ask the question it came from, or start without a cursor.',
    );
  return place;
}

const refuse = (detail: string) =>
  new AppError('invalid_cursor', detail, [{ parameter: 'cursor', code: 'invalid_cursor', detail }]);
