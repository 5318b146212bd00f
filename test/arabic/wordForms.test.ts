import { describe, expect, it } from 'vitest';
import { equivalentsOf } from '../../src/arabic/equivalents/index.ts';
import { searchKey } from '../../src/arabic/searchKey.ts';
import { nameForms, spellingForms, wordForms } from '../../src/arabic/wordForms.ts';

/** Whether a question for the word finds the words of the text. */
const finds = (word: string, text: string) =>
  ` ${searchKey(text)} `.includes(' ') &&
  wordForms(word).some((form) => ` ${searchKey(text)} `.includes(` ${form} `));

describe('a word of a question', () => {
  it.each([
    ['القوات', 'وقواتها'],
    ['قوات', 'بالقوات'],
    ['والقوات', 'قوة'],
    ['قوات', 'للقوات'],
    ['لجنة', 'اللجنة'],
    ['لجنة', 'للجنة'],
    ['للجنة', 'لجان'],
    ['صاروخ', 'الصواريخ'],
    ['صواريخ', 'بصاروخ'],
    ['سوريا', 'سورية'],
    ['سورية', 'لسوريا'],
    ['بسوريا', 'وسوريا'],
    ['ديرالزور', 'في دير الزور'],
    ['عبدالله', 'عبد الله'],
    ['حكومة', 'حكومتهم'],
    ['حكومه', 'الحكومة'],
    ['عملية', 'عملياته'],
    ['دولة', 'دولتين'],
    ['شهر', 'شهرين'],
    ['اتجاه', 'اتجاهات'],
    ['مواجهات', 'مواجهة'],
    ['هجوم', 'هجوما'],
    ['مسؤول', 'المسئول'],
    ['شئون', 'شؤون'],
    ['مقاتل', 'مقاتلي'],
    ['مهندسين', 'مهندسو'],
    ['خبراء', 'خبرائهم'],
    ['وزير', 'الوزراء'],
    ['إلغاء', 'الإلغاء'],
    ['الإلغاء', 'إلغاء'],
    ['فرنسا', 'بفرنسا'],
    ['ليبيا', 'وليبيا'],
    ['يعلن', 'سيعلن'],
    ['أغسطس', 'آب'],
    ['داعش', 'تنظيم الدولة'],
    ['حق', 'بالحق'],
    ['مستشفى', 'المستشفيات'],
    ['مُقاتِل', 'مقاتل'],
    ['٢٠٢٤', '2024'],
    ['1200', '١٬٢٠٠'],
    ['15', 'قتل ثلاثة و15 جريحا'],
    ['15', 'بـ١٥ صاروخا'],
    ['15', 'الـ15'],
    ['و15', '15'],
    ['15.5', 'و15.5'],
    ['3500', 'لـ٣٬٥٠٠'],
    ['F16', 'F-16'],
    ['لبايدن', 'بايدن'],
    ['قافلة', 'القوافل'],
    ['موظف', 'موظفي'],
    ['ترمب', 'ترامب'],
    ['F-16', 'F16'],
    ['إف16', 'إف-16'],
    ['إف-16', 'اف16'],
    ['US', 'U.S.'],
    ['USA', 'United States'],
    ['organisation', 'organization'],
    ['ایران', 'إيران'],
    ['بشکل', 'بشكل'],
  ])('%s finds %s', (word, text) => {
    expect(finds(word, text)).toBe(true);
  });

  it.each([
    ['زير', 'وزير'],
    ['جنة', 'لجنة'],
    ['رقة', 'ورقة'],
    ['يبيا', 'ليبيا'],
    ['باب', 'آب'],
    ['آب', 'باب'],
    ['وزير', 'وزارة'],
    ['عضو', 'عضلة'],
    ['لبن', 'لبنان'],
    ['خبر', 'خبراء'],
    ['مقتل', 'مقاتل'],
    ['15', '115'],
    ['15', 'ف 16'],
    ['F16', 'F 1'],
  ])('%s does not find %s', (word, text) => {
    expect(finds(word, text)).toBe(false);
  });

  it('inside a phrase is found in its other spellings, not under other names', () => {
    expect(spellingForms('defense')).toContain('defence');
    expect(spellingForms('الأمريكية')).toEqual(expect.arrayContaining([searchKey('الأميركية')]));
    expect(spellingForms('داعش')).not.toContain(searchKey('تنظيم الدولة'));
    expect(spellingForms('قافلة')).not.toContain(searchKey('قوافل'));
  });

  it('and a name in several words is found where it is written in one', () => {
    expect(nameForms(['دير', 'الزور'])).toContain(searchKey('ديرالزور'));
    expect(nameForms(['عبد', 'الكريم'])).toContain(searchKey('عبدالكريم'));
    expect(nameForms(['F', '16'])).toContain('f16');
    expect(nameForms(['مجموعة', '٢٠'])).toContain(searchKey('مجموعة20'));
    expect(nameForms(['في', '20'])).toEqual([]);
    expect(nameForms(['قال', 'الوزير'])).toEqual([]);
  });

  it('has few enough forms for an index', () => {
    for (const word of ['داعش', 'القوات', 'وزراء', 'مسؤول', 'الولايات', 'US'])
      expect(wordForms(word).length).toBeLessThan(80);
  });
});

it('the table of equivalents is symmetric: who finds is found', () => {
  for (const word of ['صاروخ', 'سوريا', 'داعش', 'شباط', 'US', 'لجنة'])
    for (const other of equivalentsOf(word)) expect(equivalentsOf(other), other).toContain(word);
});
