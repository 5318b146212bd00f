import { describe, expect, it } from 'vitest';
import { groupQuotes, type Wording } from '../../src/compare/quotes.ts';

/** One press conference of a minister in three outlets: a row is one thing said, a column an outlet. */
const CONFERENCE = [
  [
    'الجيش أحبط محاولة تسلل على الحدود الشمالية فجر اليوم',
    'القوات المسلحة أفشلت محاولة للتسلل عبر الحدود الشمالية',
    'Troops thwarted an infiltration attempt at the northern border',
  ],
  [
    'لا نية لدى الحكومة لرفع أسعار الوقود هذا العام',
    'الحكومة لا تعتزم زيادة أسعار المحروقات خلال العام الجاري',
    'The government has no plan to raise fuel prices this year',
  ],
  ['سنفتح معبرين إضافيين أمام المساعدات الإنسانية', 'معبران جديدان سيفتحان لإدخال المساعدات الإنسانية', ''],
  [
    'الهدنة ستمدد ثلاثة أيام إضافية',
    'تمديد وقف إطلاق النار لثلاثة أيام',
    'The ceasefire will be extended by three days',
  ],
  ['لجنة تحقيق ستشكل للكشف عن ملابسات التفجير', 'تشكيل لجنة للتحقيق في ظروف الانفجار', ''],
  [
    'الخزانة ستصرف رواتب الموظفين قبل نهاية الشهر',
    'صرف مرتبات العاملين في الدولة قبل انتهاء الشهر الحالي',
    '',
  ],
];

const wording = (id: string, text: string, more: Partial<Wording> = {}): Wording => ({
  id,
  document: id.slice(0, 1),
  speakers: ['minister'],
  text,
  ...more,
});
const conference = CONFERENCE.flatMap((row, i) =>
  row.flatMap((text, outlet) => (text === '' ? [] : [wording(`${'abc'[outlet]}${i}`, text)])),
);
const ids = (wordings: Wording[], apart: [string, string][] = []) =>
  groupQuotes(wordings, apart).map(({ members }) => members.map(({ id }) => id).toSorted());

describe('quotes of several outlets', () => {
  it('are one utterance each, in other words and in the other language', () => {
    expect(ids(conference).toSorted()).toEqual([
      ['a0', 'b0', 'c0'],
      ['a1', 'b1', 'c1'],
      ['a2', 'b2'],
      ['a3', 'b3', 'c3'],
      ['a4', 'b4'],
      ['a5', 'b5'],
    ]);
  });

  it('have a score that falls with the distance of the words', () => {
    const [same] = groupQuotes([
      wording('a', 'الهدنة ستمدد ثلاثة أيام'),
      wording('b', 'الهدنة ستمدد ثلاثة أيام'),
    ]);
    const [near] = groupQuotes([
      wording('a', 'الهدنة ستمدد ثلاثة أيام'),
      wording('b', 'الهدنة ستمدد أياما، كما قال، في الجنوب'),
    ]);
    expect(same?.score).toBeCloseTo(1);
    expect(near === undefined || near.score < 1).toBe(true);
  });

  it('are not one when somebody else speaks, or nobody is named', () => {
    const text = 'المعبر سيفتح غدا أمام الشاحنات';
    expect(ids([wording('a', text), wording('b', text, { speakers: ['mayor'] })])).toEqual([]);
    expect(ids([wording('a', text, { speakers: [] }), wording('b', text, { speakers: [] })])).toEqual([]);
  });

  it('are one when an outlet names the body and another its spokesman, but not two spokesmen', () => {
    const text = 'المعبر سيفتح غدا أمام الشاحنات';
    const spokesman = wording('a', text, { speakers: ['spokesman'], speakFor: ['ministry'] });
    expect(ids([spokesman, wording('b', text, { speakers: ['ministry'] })])).toEqual([['a', 'b']]);
    expect(ids([spokesman, wording('b', text, { speakers: ['deputy'], speakFor: ['ministry'] })])).toEqual(
      [],
    );
  });

  it('are not one when they were said on different days; a night between outlets is let pass', () => {
    const on = (id: string, day: string) =>
      wording(id, 'المعبر سيفتح غدا أمام الشاحنات', { said: { from: day, to: day } });
    expect(ids([on('a', '2031-05-01'), on('b', '2031-05-09')])).toEqual([]);
    expect(ids([on('a', '2031-05-01'), on('b', '2031-05-02')])).toEqual([['a', 'b']]);
    expect(ids([on('a', '2031-05-01'), wording('b', 'المعبر سيفتح غدا أمام الشاحنات')])).toEqual([
      ['a', 'b'],
    ]);
  });

  it('stay one when one of them denies what the other states: that is a difference to show', () => {
    expect(
      ids([
        wording('a', 'وقعنا اتفاقا لتبادل الأسرى مع الفصائل'),
        wording('b', 'لم نوقع اتفاقا لتبادل الأسرى مع الفصائل'),
      ]),
    ).toEqual([['a', 'b']]);
  });

  it('stay apart where an editor said so', () => {
    const text = 'المعبر سيفتح غدا أمام الشاحنات';
    expect(ids([wording('a', text), wording('b', text)], [['b', 'a']])).toEqual([]);
  });

  it('are matched by their statements: what one outlet joins another reports in two sentences', () => {
    const joined = 'المعبر سيفتح غدا أمام الشاحنات، وأن رواتب الموظفين ستصرف قبل نهاية الشهر';
    const groups = groupQuotes([
      wording('a', joined),
      wording('b1', 'المعبر سيفتح أمام الشاحنات غدا'),
      wording('b2', 'صرف مرتبات الموظفين قبل انتهاء الشهر'),
    ]);
    const parts = groups.map(({ members }) =>
      members.map(({ id, part }) => [
        id,
        part === null
          ? null
          : Array.from(joined)
              .slice(...part)
              .join(''),
      ]),
    );
    expect(parts).toEqual([
      [
        ['a', 'المعبر سيفتح غدا أمام الشاحنات'],
        ['b1', null],
      ],
      [
        ['a', 'وأن رواتب الموظفين ستصرف قبل نهاية الشهر'],
        ['b2', null],
      ],
    ]);
  });

  it('are one utterance when both outlets join the same two statements', () => {
    const [group, ...more] = groupQuotes([
      wording('a', 'المعبر سيفتح غدا أمام الشاحنات، وأن رواتب الموظفين ستصرف قبل نهاية الشهر'),
      wording('b', 'المعبر سيفتح غدا أمام الشاحنات وأن مرتبات الموظفين ستصرف قبل نهاية الشهر'),
    ]);
    expect(more).toEqual([]);
    expect(group?.members).toEqual([
      { id: 'a', part: null },
      { id: 'b', part: null },
    ]);
  });
});

describe('quotes of one document', () => {
  it('are one only when nearly the same is said twice', () => {
    const twice = [
      wording('a1', 'المعبر سيفتح غدا أمام الشاحنات', { document: 'd' }),
      wording('a2', 'المعبر سيفتح أمام الشاحنات غدا', { document: 'd' }),
      wording('a3', 'شاحنات الوقود لن تدخل قبل تفتيش المعبر', { document: 'd' }),
    ];
    expect(ids(twice)).toEqual([['a1', 'a2']]);
  });

  it('are not one when one is inside the other', () => {
    const outer = wording('a1', 'التنظيمات تتحرك بأوامر خارجية لتقسيم المدينة', {
      document: 'd',
      span: [10, 60],
    });
    const inner = wording('a2', 'تتحرك بأوامر خارجية لتقسيم المدينة', { document: 'd', span: [22, 60] });
    expect(ids([outer, inner])).toEqual([]);
  });
});

describe('many quotes', () => {
  /** A word of a vocabulary in which, as in any language, the k-th word is about 1/k as frequent as the first. */
  const draw = (n: number) => {
    const random = ((Math.imul(n, 2654435761) >>> 0) % 100_003) / 100_003;
    return `kw${Math.floor(3000 ** random)}`;
  };
  const many = (count: number) =>
    Array.from({ length: count }, (_, i) =>
      wording(`${i}`, Array.from({ length: 9 }, (__, j) => draw(i * 9 + j + 1)).join(' '), {
        document: `${i}`,
      }),
    );

  it('of one speaker are compared by index, and the two that are one are found', () => {
    const all = many(2000);
    const copy = wording('copy', `${all[700]?.text} kw1`, { document: 'copy' });
    const start = performance.now();
    const group = groupQuotes([...all, copy]).find(({ members }) => members.some(({ id }) => id === 'copy'));
    expect(group?.members.map(({ id }) => id)).toContain('700');
    expect(performance.now() - start).toBeLessThan(30_000);
  });
});
