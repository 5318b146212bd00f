import { describe, expect, it } from 'vitest';
import { materialDifferences } from '../../src/compare/differences.ts';
import type { KnownName } from '../../src/compare/mentions.ts';

const between = (a: string, b: string, names: KnownName[] = []) =>
  Object.fromEntries(
    materialDifferences(
      [
        { id: 'a', text: a },
        { id: 'b', text: b },
      ],
      names,
    ).map(({ aspect, positions }) => [aspect, positions.map(({ value }) => value)]),
  );

describe('what differs materially between two wordings', () => {
  it.each<[string, string, string, Record<string, string[]>]>([
    [
      'who acts',
      'الجيش التركي قصف القرية',
      'الجيش الروسي قصف القرية',
      { who: ['الجيش التركي', 'الجيش الروسي'] },
    ],
    [
      'who acts, in English',
      'Israeli forces struck a camp in Lebanon',
      'Syrian forces struck a camp in Lebanon',
      { who: ['Israeli forces', 'Syrian forces'] },
    ],
    [
      'whose forces leave',
      'موعد انسحاب القوات الفرنسية',
      'موعد انسحاب القوات البريطانية',
      { who: ['القوات الفرنسية', 'القوات البريطانية'] },
    ],
    [
      'whether the speaker counts himself in',
      'وندافع عن المعبر',
      'وتدافع القوات الهندية عن المعبر',
      { who: ['وندافع', 'القوات الهندية'] },
    ],
    [
      'to whom',
      'المساعدات ستصل إلى الحكومة اللبنانية',
      'المساعدات ستصل إلى الجيش اللبناني',
      { whom: ['الحكومة اللبنانية', 'الجيش اللبناني'] },
    ],
    [
      'from whom',
      'هذه قذائف من وكلاء إيران',
      'هذه قذائف من القوات الإيرانية',
      { whom: ['وكلاء إيران', 'القوات الإيرانية'] },
    ],
    ['where', 'القصف وقع في لبنان', 'القصف وقع في سوريا', { place: ['لبنان', 'سوريا'] }],
    [
      'in how many places',
      'ستغادر البعثة من اليمن',
      'ستغادر البعثة من اليمن أو من السودان',
      { place: ['اليمن', 'اليمن · السودان'] },
    ],
    ['when', 'لا موعد الآن لفتح المعبر', 'لا موعد فوري لفتح المعبر', { time: ['الآن', 'فوري'] }],
    ['how many', 'إصابة خمسة عمال', 'إصابة سبعة عمال', { number: ['5', '7'] }],
    ['whether it is denied', 'لم نوقع الاتفاق', 'وقعنا الاتفاق', { negation: ['denied', 'stated'] }],
    [
      'whether it is certain',
      'قد ننسحب من الاتفاق',
      'سننسحب من الاتفاق',
      { modality: ['possible', 'future'] },
    ],
    [
      'whether it hangs on a condition',
      'سنرد إذا هوجمنا',
      'سنرد على الهجوم',
      { modality: ['conditional', 'future'] },
    ],
    ['how strongly', 'الوضع خطير جدا', 'الوضع خطير', { intensity: ['جدا', 'plain'] }],
  ])('%s', (_, a, b, differences) => {
    expect(between(a, b)).toEqual(differences);
  });

  it('is who and whom where the roles are exchanged', () => {
    expect(
      between('القوات الروسية هاجمت القوات الأوكرانية', 'القوات الأوكرانية هاجمت القوات الروسية'),
    ).toEqual({
      who: ['القوات الروسية', 'القوات الأوكرانية'],
      whom: ['القوات الأوكرانية', 'القوات الروسية'],
    });
  });

  it('is seen in names that only the caller knows', () => {
    const names: KnownName[] = [
      { form: 'بلدية المرفأ', id: 'harbour', kind: 'actor' },
      { form: 'نقابة البحارة', id: 'sailors', kind: 'actor' },
    ];
    expect(between('بلدية المرفأ أغلقت الرصيف', 'نقابة البحارة أغلقت الرصيف', names)).toEqual({
      who: ['بلدية المرفأ', 'نقابة البحارة'],
    });
  });
});

describe('no material difference', () => {
  it.each([
    ['spelling', 'الجنود الأميركيون غادروا العراق', 'الجنود الأمريكيون غادروا العراق'],
    ['the capital for the state', 'محادثات مع طهران', 'محادثات مع إيران'],
    ['a number in words', 'قتل 20 شخصا', 'قتل عشرون شخصا'],
    ['still, which looks like a denial', 'لا يزال المعبر مغلقا', 'المعبر ما زال مغلقا'],
    [
      'the forces of a coalition for the coalition',
      'التحالف انسحب من القاعدة',
      'قوات التحالف انسحبت من القاعدة',
    ],
    [
      'an actor that one account leaves out',
      'القوات العراقية تسلمت القاعدة من القوات الفرنسية',
      'القوات العراقية تسلمت القاعدة',
    ],
  ])('is %s', (_, a, b) => {
    expect(between(a, b)).toEqual({});
  });
});

describe('more than two accounts', () => {
  it('stand together by position, and one that says nothing of it takes none', () => {
    const [difference] = materialDifferences([
      { id: 'a', text: 'إصابة خمسة عمال في الحريق' },
      { id: 'b', text: 'إصابة سبعة عمال في الحريق' },
      { id: 'c', text: 'سبعة عمال أصيبوا في الحريق' },
      { id: 'd', text: 'إصابة عمال في الحريق' },
    ]);
    expect(difference).toEqual({
      aspect: 'number',
      positions: [
        { value: '5', accounts: ['a'] },
        { value: '7', accounts: ['b', 'c'] },
      ],
    });
  });
});
