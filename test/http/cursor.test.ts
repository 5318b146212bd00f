import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../src/errors.ts';
import { questionKey, readCursor, writeCursor } from '../../src/http/cursor.ts';

const place = fc.record({
  sort: fc.oneof(fc.constantFrom('2025-12-13', '-infinity', '0.95', 'usa'), fc.string()),
  id: fc.uuid(),
});

describe('a page cursor', () => {
  it('gives back the place it was written for, and is fit for an address', () => {
    fc.assert(
      fc.property(place, (at) => {
        const key = questionKey(['/v1/timeline', { actor: ['usa'] }]);
        const cursor = writeCursor(at, key);
        expect(cursor).toMatch(/^[\w-]+$/);
        expect(readCursor(cursor, key)).toEqual(at);
      }),
    );
  });

  it('fits its own question only', () => {
    fc.assert(
      fc.property(place, fc.jsonValue(), fc.jsonValue(), (at, one, other) => {
        fc.pre(JSON.stringify(one) !== JSON.stringify(other));
        expect(() => readCursor(writeCursor(at, questionKey(one)), questionKey(other))).toThrow(AppError);
      }),
    );
  });

  it('is refused, with `cursor` named, where it was made up', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String(), fc.json().map(encode)), (text) => {
        try {
          readCursor(text, 'key');
          expect.unreachable(text);
        } catch (error) {
          expect(error).toMatchObject({
            code: 'invalid_cursor',
            faults: [{ parameter: 'cursor', code: 'invalid_cursor' }],
          });
        }
      }),
    );
  });
});

const encode = (text: string) => Buffer.from(text).toString('base64url');
