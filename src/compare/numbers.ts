import type { Word } from './words.ts';

/** Number words, folded, with their values: Arabic in its common forms, and English. */
const VALUES: Record<string, number> = {
  اثنان: 2,
  اثنين: 2,
  اثنتان: 2,
  اثنتين: 2,
  ثلاث: 3,
  ثلاثه: 3,
  اربع: 4,
  اربعه: 4,
  خمس: 5,
  خمسه: 5,
  ست: 6,
  سته: 6,
  سبع: 7,
  سبعه: 7,
  ثمان: 8,
  ثماني: 8,
  ثمانيه: 8,
  تسع: 9,
  تسعه: 9,
  عشر: 10,
  عشره: 10,
  عشرون: 20,
  عشرين: 20,
  ثلاثون: 30,
  ثلاثين: 30,
  اربعون: 40,
  اربعين: 40,
  خمسون: 50,
  خمسين: 50,
  ستون: 60,
  ستين: 60,
  سبعون: 70,
  سبعين: 70,
  ثمانون: 80,
  ثمانين: 80,
  تسعون: 90,
  تسعين: 90,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};
const SCALES: Record<string, number> = {
  مايه: 100,
  ميه: 100,
  مئه: 100,
  ميات: 100,
  hundred: 100,
  الف: 1000,
  الاف: 1000,
  الفا: 1000,
  thousand: 1000,
  مليون: 1e6,
  ملايين: 1e6,
  million: 1e6,
  مليار: 1e9,
  مليارات: 1e9,
  billion: 1e9,
};
/** خمسمئة is one word, in three spellings. */
for (const [unit, value] of Object.entries({
  ثلاث: 3,
  اربع: 4,
  خمس: 5,
  ست: 6,
  سبع: 7,
  ثمان: 8,
  ثماني: 8,
  تسع: 9,
}))
  for (const hundred of ['مايه', 'ميه', 'ماءه']) VALUES[unit + hundred] = value * 100;
const DUALS: Record<string, number> = {
  مايتان: 200,
  مايتين: 200,
  ميتين: 200,
  الفان: 2000,
  الفين: 2000,
  مليونان: 2e6,
  مليونين: 2e6,
};

const lookUp = (table: Record<string, number>, folded: string): number | undefined =>
  Object.hasOwn(table, folded) ? table[folded] : undefined;

/** A number word may carry و, ب or ل: وخمسين, بنحو, لستة. */
function valueIn(table: Record<string, number>, folded: string): number | undefined {
  return lookUp(table, folded) ?? (/^[وبل]/.test(folded) ? lookUp(table, folded.slice(1)) : undefined);
}

/** A number and the words that say it, by index; both ends inclusive. */
export interface NumberInText {
  value: number;
  first: number;
  last: number;
}

/** The numbers of a text in order, from digits and from words: عشرة آلاف is 10000, 2.5 million is 2500000. */
export function numbersIn(all: readonly Word[]): NumberInText[] {
  const numbers: NumberInText[] = [];
  let current: NumberInText | undefined;
  all.forEach(({ folded }, index) => {
    const digits = /^[وبل]?(\d+(?: \d+)?)$/.exec(folded)?.[1];
    const value = digits === undefined ? valueIn(VALUES, folded) : Number(digits.replace(' ', '.'));
    const scale = valueIn(SCALES, folded);
    const dual = valueIn(DUALS, folded);
    if (value === undefined && scale === undefined && dual === undefined) {
      current = undefined;
      return;
    }
    // Two numbers side by side belong together only where the second adds: خمسة وعشرون, two hundred five.
    const apart = value !== undefined && !folded.startsWith('و') && (current?.value ?? 0) < 1000;
    if (current === undefined || dual !== undefined || apart) {
      current = { value: value ?? dual ?? scale ?? 0, first: index, last: index };
      numbers.push(current);
      return;
    }
    current.value = scale === undefined ? current.value + (value ?? 0) : current.value * scale;
    current.last = index;
  });
  return numbers;
}
