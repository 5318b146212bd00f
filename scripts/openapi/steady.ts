/** Answers made fit for a document that is compared with the last one: the same each time, and short. */

const TIME = '2026-01-01T00:00:00.000Z';
const DATABASE = '0198a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b';
/** As long as a cursor may be in an example; its content is opaque. */
const CURSOR = 'WyIyMDI0LTAzLTAxIiwiMDFhMjAwOGQi';

/** What takes the place of a value that differs from run to run, by the name of its field. */
const fixed: Record<string, unknown> = {
  created_at: TIME,
  updated_at: TIME,
  created: TIME,
  modified: TIME,
  date_published: TIME,
  date_modified: TIME,
  data_as_of: TIME,
  at: TIME,
  database: DATABASE,
  data_version: 1,
  next_cursor: CURSOR,
  cursor: CURSOR,
};

/** Lists of objects keep so many, other lists so many; pairs of numbers are never cut. */
const OBJECTS_KEPT = 1;
const VALUES_KEPT = 4;

export function steady(value: unknown): unknown {
  if (Array.isArray(value)) {
    const objects = value.some((entry) => entry !== null && typeof entry === 'object');
    return value.slice(0, objects ? OBJECTS_KEPT : VALUES_KEPT).map(steady);
  }
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      inner !== null && name in fixed ? fixed[name] : steady(inner),
    ]),
  );
}

/** Linked answers repeat the JSON ones under other names: of each object in them only so many fields are shown. */
const FIELDS_KEPT = 3;

export function brief(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(brief);
  if (value === null || typeof value !== 'object') return value;
  const kept = Object.entries(value).slice(0, FIELDS_KEPT);
  return Object.fromEntries(kept.map(([name, inner]) => [name, brief(inner)]));
}

/** A text answer of any format, cut to its first entry. */
export function steadyText(text: string, mediaType: string): string {
  const lines = text.split(/(?<=\n)/);
  if (mediaType === 'application/x-ndjson')
    return lines
      .slice(0, 1)
      .map((line) => `${JSON.stringify(steady(JSON.parse(line)))}\n`)
      .join('');
  if (text.includes(METRIC)) return metricLines(lines);
  return lines.slice(0, mediaType === 'text/html' ? 1 : 2).join('');
}

const METRIC = 'process_resident_memory_bytes';

/** The first lines of a metric that every process has, with a round number for its value. */
const metricLines = (lines: string[]) =>
  lines
    .filter((line) => line.includes(METRIC))
    .map((line) => line.replace(/ [\d.e+]+\n$/, ' 134217728\n'))
    .join('');
