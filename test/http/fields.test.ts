import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pick, pickText, readFields } from '../../src/http/fields.ts';
import { Actor } from '../../src/model/actor.ts';
import { Event } from '../../src/model/event.ts';

describe('`fields`', () => {
  it('is read as a tree; the whole of a part wins over its parts, whichever comes first', () => {
    expect(readFields('id,title.ar,participants.actor.slug', Event)).toEqual({
      id: true,
      title: { ar: true },
      participants: { actor: { slug: true } },
    });
    expect(readFields('date,date.edtf', Event)).toEqual({ date: true });
    expect(readFields('date.edtf,date', Event)).toEqual({ date: true });
    expect(readFields('date.edtf, date.from', Event)).toEqual({ date: { edtf: true, from: true } });
  });

  it('may name any language and any scheme of external ids', () => {
    expect(readFields('name.ku,external_ids.wikidata', Actor)).toEqual({
      name: { ku: true },
      external_ids: { wikidata: true },
    });
  });

  it.each([
    ['titel', 'Did you mean “title”?'],
    ['participants.actor.slgu', 'Did you mean “slug”?'],
    ['id.anything', 'There is no field “id.anything”.'],
    ['', 'There is no field “”.'],
    ['date.', 'There is no field “date.”.'],
    ['title.', 'There is no field “title.”.'],
    ['title.ar.', 'There is no field “title.ar.”.'],
    ['id,,title', 'There is no field “”.'],
  ])('that an event does not have is refused: %j', (text, detail) => {
    expect(() => readFields(text, Event)).toThrow(
      expect.objectContaining({
        code: 'invalid_parameter',
        faults: [{ parameter: 'fields', code: 'unknown_field', detail: expect.stringContaining(detail) }],
      }),
    );
  });

  it('keep nulls, lists and the order asked for, and leave out what is not there', () => {
    const event = {
      id: '1',
      date: null,
      title: { en: 'A' },
      participants: [{ role: 'host', actor: { slug: 'x', id: '2' } }],
    };
    expect(
      pick(event, { participants: { actor: { slug: true } }, date: { edtf: true }, track: true }),
    ).toEqual({
      participants: [{ actor: { slug: 'x' } }],
      date: null,
    });
  });

  it('of all names give the whole answer', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.string({ minLength: 1 }).filter((name) => name !== '__proto__'),
          fc.jsonValue(),
        ),
        (answer) => {
          const all = Object.fromEntries(Object.keys(answer).map((name) => [name, true as const]));
          expect(JSON.parse(pickText(JSON.stringify(answer), all))).toEqual(
            JSON.parse(JSON.stringify(answer)),
          );
        },
      ),
    );
  });
});
