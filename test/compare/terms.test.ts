import { describe, expect, it } from 'vitest';
import { clausesOf } from '../../src/compare/clauses.ts';
import { stanceOf, termsOf } from '../../src/compare/terms.ts';

const keys = (text: string) => termsOf(text).map((term) => term.keys[0]);

describe('the content of a text', () => {
  it('is the same in other words and in the other language', () => {
    expect(keys('سحب القوات')).toEqual(keys('خروج الجنود'));
    expect(keys('سحب القوات')).toEqual(keys('the withdrawal of troops'));
    expect(keys('وقف إطلاق النار')).toEqual(keys('a truce'));
  });

  it('has a number once, in digits or in words', () => {
    for (const text of ['20 ألف نازح', 'عشرون ألف نازح', '٢٠٬٠٠٠ نازح']) expect(keys(text)[0]).toBe('#20000');
  });

  it('keeps where each word stands', () => {
    const text = 'دعا إلى وقف إطلاق النار فورا';
    expect(termsOf(text).map(({ at, end }) => text.slice(at, end))).toContain('وقف إطلاق النار');
  });
});

describe('the numbers of a text', () => {
  it.each([
    ['خمسة وعشرون جريحا', [25]],
    ['ثلاثة آلاف وخمسمئة أسرة', [3500]],
    ['نحو 1,500 مدني', [1500]],
    ['بعشرة ملايين دولار', [10_000_000]],
    ['two hundred people and 2.5 million dollars', [200, 2_500_000]],
    ['مئتا منزل', []],
    ['قتل خمسة وأصيب سبعة', [5, 7]],
  ])('of %s are %j', (text, numbers) => {
    expect(stanceOf(text).numbers).toEqual(numbers);
  });
});

describe('negation', () => {
  it.each([
    'لم نوقع شيئا',
    'ليس لدينا موعد',
    'عدم وجود اتفاق',
    'لن نغادر المدينة',
    'there is no deal',
    'we did not sign',
    "they don't agree",
  ])('is seen in %s', (text) => {
    expect(stanceOf(text).negated).toBe(true);
  });

  it.each([
    'لا يزال الوضع هادئا',
    'ولا تزال القوات هناك',
    'لن يتم ذلك إلا بموافقتنا',
    'وقعنا الاتفاق',
    'the deal stands',
  ])('is not seen in %s', (text) => {
    expect(stanceOf(text).negated).toBe(false);
  });
});

describe('modality', () => {
  it.each([
    ['إذا هوجمنا رددنا', 'conditional'],
    ['سنرد في حال هوجمنا', 'conditional'],
    ['قد نعود إلى المفاوضات', 'possible'],
    ['قد وقعنا الاتفاق', 'plain'],
    ['سيعلن القرار غدا', 'future'],
    ['السياسة والسيطرة والسيارة', 'plain'],
    ['يجب فتح المعبر', 'obligation'],
    ['the talks may resume', 'possible'],
    ['the crossing will open', 'future'],
  ])('of %s is %s', (text, modality) => {
    expect(stanceOf(text).modality).toBe(modality);
  });
});

describe('the statements of a quote', () => {
  const cut = (text: string) => clausesOf(text).map((clause) => clause.text);

  it('are cut at وأن', () => {
    expect(cut('المعبر مفتوح وأن الشاحنات تدخل كل يوم، وأنه لا خطر عليها')).toEqual([
      'المعبر مفتوح',
      'وأن الشاحنات تدخل كل يوم',
      'وأنه لا خطر عليها',
    ]);
  });

  it('are cut before what exists or does not, not at a list', () => {
    expect(cut('هناك اتفاق مبدئي وليس هناك موعد محدد')).toHaveLength(2);
    expect(cut('ملفات الأمن والاقتصاد والثقافة والتعليم')).toHaveLength(1);
  });

  it('are found by their code points', () => {
    const text = '🕊 المعبر مفتوح الآن. والشاحنات تدخل كل يوم';
    const [, second] = clausesOf(text);
    expect(Array.from(text).slice(second?.start, second?.end).join('')).toBe(second?.text);
    expect(second?.text).toMatch(/^والشاحنات/);
  });

  it('are none in a text without words', () => {
    expect(cut('…')).toEqual([]);
  });
});
