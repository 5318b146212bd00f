import { readArticles } from '../demo/gold-corpus.ts';

/** What the desk knows of each article before it reads it: outlet and day. */
export const pages = [
  { id: '000', source: 'alhurra', name: 'قناة الحرة', published: '2024-03-01' },
  { id: '001', source: 'outlet-of-001', name: 'موقع إخباري', published: '2024-03-02' },
  { id: '002', source: 'almustaqilla', name: 'وكالة الصحافة المستقلة', published: '2024-03-02' },
  { id: '003', source: 'al-bayan', name: 'البيان', published: '2020-06-11' },
  { id: '004', source: 'arabi21', name: 'عربي21', published: '2023-09' },
] as const;

export const readText = (id: string): string => readArticles().get(id)?.points.join('') ?? '';

interface Placed {
  start: number;
  end: number;
}

/** Whether two stretches of one text are the same for a reader: what they share is at least so much of both together. */
export function isSame(a: Placed, b: Placed, least = 0.6): boolean {
  const shared = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  return shared > 0 && shared / (Math.max(a.end, b.end) - Math.min(a.start, b.start)) >= least;
}

/** How many of `wanted` are among `found`. */
export const share = (wanted: readonly Placed[], found: readonly Placed[], least?: number) =>
  wanted.filter((one) => found.some((other) => isSame(one, other, least))).length;
