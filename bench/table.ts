/** What was measured once: plain values by what they are. */
export type Line = Record<string, string | number>;

/** Headings of columns that do not say themselves what they are. */
const headings: Record<string, string> = {
  bytes: 'kB',
  perSecond: 'a second',
  own: 'own SQL a second',
  byHand: 'by hand a second',
  bare: 'bare a second',
  ratioOwn: 'ratio own',
  limitLatency: 'limit ms',
  p50: 'p50 ms',
  p99: 'p99 ms',
  writeP50: 'write p50 ms',
  writeP99: 'write p99 ms',
  tail: 'p99 / p50',
  cpuNode: 'Node ms',
  cpuPostgres: 'PostgreSQL ms',
  cpuOwn: 'own SQL ms',
  cpuByHand: 'by hand ms',
  cpuRatio: 'ratio of ms',
  memory: 'RSS MB',
};

/** Lines as a Markdown table; each line has the same columns. */
export function table(lines: Line[]): string {
  const columns = Object.keys(lines[0] ?? {});
  const row = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [
    row(columns.map((name) => headings[name] ?? name)),
    row(columns.map((name) => (typeof lines[0]?.[name] === 'number' ? '--:' : '---'))),
    ...lines.map((line) => row(columns.map((name) => cell(name, line[name] ?? '')))),
  ].join('\n');
}

function cell(name: string, value: string | number): string {
  if (typeof value === 'string') return value;
  if (name === 'bytes') return (value / 1024).toFixed(1);
  if (name === 'ratio') return `**${value.toFixed(2)}**`;
  if (Number.isInteger(value) || value >= 1000) return Math.round(value).toLocaleString('en');
  return value.toFixed(value < 10 ? 2 : 1);
}
