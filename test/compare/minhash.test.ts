import { describe, expect, it } from 'vitest';
import { bandsOf, isCopy, signatureOf, similarity } from '../../src/compare/minhash.ts';

/** A report of our own, of `count` sentences that have hardly a run of three words in common. */
const report = (seed: string, count = 40) =>
  Array.from(
    { length: count },
    (_, i) =>
      `قال المراسل ${seed}${i} إن القافلة رقم ${seed}${i * 7} وصلت إلى المحطة ${seed}${i * 3} عند الظهر.`,
  );
const text = (sentences: string[]) => sentences.join(' ');
const compared = (a: string, b: string) => similarity(signatureOf(a), signatureOf(b));
const sharesBand = (a: string, b: string) => {
  const bands = new Set(bandsOf(signatureOf(a)));
  return bandsOf(signatureOf(b)).some((band) => bands.has(band));
};

describe('near-identical texts', () => {
  const original = report('أ');

  it('are the same when only spelling, marks and punctuation differ', () => {
    const respelt = text(original).replaceAll('إلى', 'الى').replaceAll('.', ' ؛ ').replaceAll('قال', 'قَالَ');
    expect(compared(text(original), respelt).resemblance).toBe(1);
  });

  it('are recognised with another headline, a dropped paragraph and a changed word here and there', () => {
    const copy = ['عنوان جديد لم يكن هناك', ...original.slice(0, -3)].map((sentence, i) =>
      i % 8 === 0 ? sentence.replace('القافلة', 'الشاحنة') : sentence,
    );
    expect(compared(text(original), text(copy)).resemblance).toBeGreaterThan(0.6);
    expect(isCopy(compared(text(original), text(copy)))).toBe(true);
    expect(sharesBand(text(original), text(copy))).toBe(true);
  });

  it('are recognised when cut to the half', () => {
    const cut = compared(text(original), text(original.slice(0, 20)));
    expect(cut.containment).toBeGreaterThan(0.85);
    expect(isCopy(cut)).toBe(true);
  });

  it('are not found in reports of one pattern about other things', () => {
    const other = compared(text(original), text(report('ب')));
    expect(other.resemblance).toBeLessThan(0.3);
    expect(isCopy(other)).toBe(false);
  });

  it('are not found in texts without a word', () => {
    expect(compared('', '…')).toEqual({ resemblance: 0, containment: 0 });
  });

  it('estimates what counting would give', () => {
    const half = report('ج', 60);
    const [a, b] = [half.slice(0, 40), half.slice(20)];
    expect(compared(text(a), text(b)).resemblance).toBeGreaterThan(0.33 - 0.13);
    expect(compared(text(a), text(b)).resemblance).toBeLessThan(0.33 + 0.2);
  });
});

describe('a signature', () => {
  it('is the same tomorrow: what is stored stays comparable', () => {
    const { version, shingles, minima } = signatureOf(
      'The convoy reached the station at noon, the reporter said.',
    );
    expect({
      version,
      shingles,
      first: minima.slice(0, 4),
      bands: bandsOf({ version, shingles, minima }).slice(0, 2),
    }).toMatchInlineSnapshot(`
        {
          "bands": [
            -1989416516,
            389415267,
          ],
          "first": [
            -454489991,
            -1671421044,
            -1958398699,
            -1740249363,
          ],
          "shingles": 8,
          "version": 1,
        }
      `);
  });

  it('is not compared with one of another version', () => {
    const one = signatureOf('one two three four');
    expect(() => similarity(one, { ...one, version: one.version + 1 })).toThrow(RangeError);
  });

  it('takes time linear in the length of the text', () => {
    const time = (size: number) => {
      const long = text(report('د', size));
      const start = performance.now();
      signatureOf(long);
      return performance.now() - start;
    };
    time(500);
    const [small, large] = [Math.min(time(500), time(500)), Math.min(time(5000), time(5000))];
    expect(large / small).toBeLessThan(40);
  });

  it('finds the pair among a thousand reports by its bands alone', () => {
    const index = new Map<number, number[]>();
    const texts = Array.from({ length: 1000 }, (_, i) => text(report(`ن${i}م`, 6)));
    texts.push(`${texts[417]} وأضاف أنه غادر.`);
    texts.forEach((one, i) => {
      for (const band of bandsOf(signatureOf(one))) index.set(band, [...(index.get(band) ?? []), i]);
    });
    const found = new Set(bandsOf(signatureOf(texts[1000] ?? '')).flatMap((band) => index.get(band) ?? []));
    expect(found).toContain(417);
    expect(found.size).toBeLessThan(20);
  });
});
