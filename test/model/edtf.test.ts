import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DateBound,
  EdtfDate,
  EdtfInput,
  EdtfText,
  lowerBound,
  parseEdtf,
  upperBound,
} from '../../src/model/edtf.ts';

type Row = [text: string, from: string | null, to: string | null, precision: string, doubts?: string];

const readable: Row[] = [
  ['2024', '2024-01-01', '2024-12-31', 'year'],
  ['0001', '0001-01-01', '0001-12-31', 'year'],
  ['9999-12-31', '9999-12-31', '9999-12-31', 'day'],
  ['2024-02', '2024-02-01', '2024-02-29', 'month'],
  ['2024-02-29', '2024-02-29', '2024-02-29', 'day'],
  ['2000-02-29', '2000-02-29', '2000-02-29', 'day'],
  ['2015-11-04?', '2015-11-04', '2015-11-04', 'day', 'uncertain'],
  ['2015-11~', '2015-11-01', '2015-11-30', 'month', 'approximate'],
  ['2015%', '2015-01-01', '2015-12-31', 'year', 'approximate uncertain'],
  ['2015-11-XX', '2015-11-01', '2015-11-30', 'month'],
  ['2016-02-XX', '2016-02-01', '2016-02-29', 'month'],
  ['2015-XX', '2015-01-01', '2015-12-31', 'year'],
  ['2015-XX-XX', '2015-01-01', '2015-12-31', 'year'],
  ['201X', '2010-01-01', '2019-12-31', 'decade'],
  ['20XX', '2000-01-01', '2099-12-31', 'interval'],
  ['2015-21', '2015-01-01', '2015-03-31', 'season'],
  ['2015-24', '2015-10-01', '2015-12-31', 'season'],
  ['2015-11-04/2015-11-06', '2015-11-04', '2015-11-06', 'interval'],
  ['2015/2015', '2015-01-01', '2015-12-31', 'interval'],
  ['2015-05-10/2015-05', '2015-05-10', '2015-05-31', 'interval'],
  ['2024-03-01~/..', '2024-03-01', null, 'interval', 'approximate'],
  ['2015?/2016~', '2015-01-01', '2016-12-31', 'interval', 'approximate uncertain'],
  ['2015-11-04/', '2015-11-04', null, 'interval'],
  ['../2015-11', null, '2015-11-30', 'interval'],
  ['/..', null, null, 'unknown'],
  ['[2015-11-03,2015-11-04]', '2015-11-03', '2015-11-04', 'interval'],
  ['[2015..2016]', '2015-01-01', '2016-12-31', 'interval'],
  ['[2015,2015-03]', '2015-01-01', '2015-12-31', 'interval'],
  ['[2015,2017..2018,2020..]', '2015-01-01', null, 'interval'],
  ['[..2015-11-04]', null, '2015-11-04', 'interval'],
  ['[2015-11-04..]', '2015-11-04', null, 'interval'],
];

const unreadable = [
  ...[
    '',
    ' ',
    '2024 ',
    '24',
    '201',
    '20',
    '2024-3',
    '20240301',
    '2024-13',
    '2024-00',
    '2024-02-30',
    '2023-02-29',
  ],
  ...[
    '1900-02-29',
    '2024-04-31',
    '2024-01-00',
    '0000',
    '0000-01-01',
    '000X',
    '00XX',
    '-0001',
    'Y20240',
    '12345',
  ],
  ...[
    '2024-03-01T10:00:00Z',
    '2024-03-01T10:00:00Z/..',
    '2024?-03',
    '?2024',
    '2024-~03',
    'XXXX',
    '2XXX',
    '2015-XX-01',
  ],
  ...[
    '2015-11-0X',
    '2015-1X',
    '201X?',
    '2015-11-XX~',
    '2015-11-xx',
    '2015-25',
    '2015-21~',
    '2015-21/2015-22',
  ],
  ...[
    '2015-XX/2016',
    '2016/2015',
    '2015-11-06/2015-11-04',
    '2023-02-29/..',
    '2015/2016/2017',
    '..',
    '{2015,2016}',
  ],
  ...[
    '[]',
    '[..]',
    '[....]',
    '[,2015]',
    '[2015,]',
    '[2016,2015]',
    '[2015,2017,2016]',
    '[2016..2015]',
    '[2015, 2016]',
  ],
  ...[
    '[2015~,2016]',
    '[2015-XX,2016]',
    '[2015-21,2016]',
    '[..2015..]',
    '[..2015..2016]',
    '[2015..2016..]',
    '[2015',
  ],
  ...['[2015..,2016]', '[2015,..2016]', '[2015-02-30,2016]', '٢٠٢٤', '2024-03-01\n'],
];

describe('parseEdtf', () => {
  it.each(readable)('reads %s as %s to %s, %s', (text, from, to, precision, doubts = '') => {
    expect(parseEdtf(text)).toEqual({
      from,
      to,
      precision,
      approximate: doubts.includes('approximate'),
      uncertain: doubts.includes('uncertain'),
    });
  });

  it.each(unreadable)('refuses %j', (text) => {
    expect(parseEdtf(text)).toBeNull();
  });

  const day = fc
    .date({ min: new Date('0101-01-01'), max: new Date('9998-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  const level0 = fc.tuple(day, fc.constantFrom(4, 7, 10)).map(([text, length]) => text.slice(0, length));

  it('puts the first day of a date no later than its last', () => {
    fc.assert(
      fc.property(level0, fc.constantFrom('', '?', '~', '%'), (text, mark) => {
        const facts = parseEdtf(text + mark);
        expect(facts?.from?.startsWith(text) && facts.to?.startsWith(text)).toBe(true);
        expect((facts?.from ?? '') <= (facts?.to ?? '')).toBe(true);
        expect(facts).toMatchObject({ uncertain: /[?%]/.test(mark), approximate: /[~%]/.test(mark) });
      }),
    );
  });

  it('bounds intervals and sets by their parts, and refuses an end before the start', () => {
    fc.assert(
      fc.property(level0, level0, (a, b) => {
        const [start, end] = [parseEdtf(a)?.from ?? '', parseEdtf(b)?.to ?? ''];
        for (const text of [`${a}/${b}`, `[${a}..${b}]`]) {
          const facts = parseEdtf(text);
          if (end < start) expect(facts).toBeNull();
          else expect(facts).toMatchObject({ from: start, to: end, precision: 'interval' });
        }
        for (const text of [`${a}/..`, `[${a}..]`])
          expect(parseEdtf(text)).toMatchObject({ from: start, to: null });
        for (const text of [`../${b}`, `[..${b}]`])
          expect(parseEdtf(text)).toMatchObject({ from: null, to: end });
      }),
    );
  });
});

describe('date schemas', () => {
  it('says what is wrong with a date and how to write one', () => {
    const { error } = EdtfText.safeParse('2024-02-30');
    expect(error?.issues[0]?.message).toMatch(/^"2024-02-30" is not an EDTF date .* 2015-11-04/);
  });

  it('asks how a date is known', () => {
    expect(EdtfInput.safeParse({ edtf: '2024' }).success).toBe(false);
    expect(EdtfInput.safeParse({ edtf: '2024', basis: 'stated', calendar: 'x' }).success).toBe(false);
    expect(EdtfInput.parse({ edtf: '2024', basis: 'resolved', note: 'last year' })).toBeTruthy();
  });

  it('answers a date with its bounds', () => {
    const facts = parseEdtf('2024-03/..');
    expect(EdtfDate.parse({ edtf: '2024-03/..', ...facts, basis: 'stated', note: null })).toBeTruthy();
  });

  it('takes a year, a month or a day as a bound', () => {
    expect([lowerBound('2024'), upperBound('2024')]).toEqual(['2024-01-01', '2024-12-31']);
    expect([lowerBound('2024-02'), upperBound('2024-02')]).toEqual(['2024-02-01', '2024-02-29']);
    expect([lowerBound('2024-03-01'), upperBound('2024-03-01')]).toEqual(['2024-03-01', '2024-03-01']);
    for (const text of ['2024-21', '2024~', '2024/2025', '2023-02-29', 'today']) {
      expect(DateBound.safeParse(text).success).toBe(false);
      expect(() => lowerBound(text)).toThrow(RangeError);
    }
  });
});
