import { describe, expect, it } from 'vitest';
import { read } from '../../../src/arabic/reading/read.ts';

/** Milliseconds of processor time, which other work on the machine does not stretch; the least of three runs. */
function cost(text: string): number {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 3; run++) {
    const before = process.cpuUsage();
    read(text);
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}

const story =
  'قال وزير النقل سالم الحمداني إن «الجسر سيفتح قريباً»، مشيراً إلى أن 2500 عامل أنجزوا العمل عام 2023.\nوأكدت وزارة الصحة، بحسب بيان، وصول الأدوية إلى بغداد.\n';

describe('the cost of reading', () => {
  it.each([
    ['stories', story],
    ['one line without an end', story.replace(/[\n.]/g, ' ')],
    ['opening marks only', 'قال «'],
    ['straight marks, odd', 'قال "نعم" و"لا '],
    ['a quotation never closed in every line', 'وقال “نعم\n'],
    ['verbs only', 'قال إن أكد أن '],
    ['short lines', 'قال الوزير سالم\n'],
    ['numbers', '5 آلاف و'],
    ['one endless word', 'سي'],
  ])('grows with the length of %s, not with its square', (_, unit) => {
    const text = (length: number) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
    read(text(20_000));
    // Four times the length costs four times as much, or sixteen times: far enough apart for a busy machine's caches.
    const one = cost(text(30_000));
    const four = cost(text(120_000));
    expect(four).toBeLessThan(Math.max(60, one * 8));
  });
});
