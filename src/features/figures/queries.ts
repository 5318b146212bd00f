import { type SQL, sql } from 'drizzle-orm';
import { publicSight } from '../../filters/conditions.ts';
import { type FigureFilter, figureConditions } from '../../filters/figures.ts';
import type { ListQuestion } from '../../filters/question.ts';
import { figureJson, reportedNumber } from '../../shapes/figure.ts';
import { code, list, object, plain, value } from '../../shapes/json.ts';
import { actorById, locationById } from '../../shapes/references.ts';

export function findFigures(filter: FigureFilter, order: 'asc' | 'desc', evidence: boolean): ListQuestion {
  return {
    from: sql`figures f`,
    where: figureConditions(filter),
    sort: { sql: 'f.starts', type: 'date' },
    id: 'f.id',
    order,
    join: 'join figures f on f.id = p.id',
    entry: figureJson({ evidence }),
  };
}

/** A series' points in date order, undated reports at the day they were published. */
const points = list(
  's.point',
  `(select min(f.starts) as starts, ${object({
    as_of: 'min(f.as_of::text)',
    low: plain('min(coalesce(f.value, f.min))'),
    high: plain('max(coalesce(f.value, f.max))'),
    figures: `concat('[', string_agg(${reportedNumber}, ',' order by f.id), ']')`,
  })} as point
  from figures f where f.id = any(p.ids)
  group by f.as_of_edtf, case when f.as_of_edtf is null then f.starts end) s`,
  's.starts',
);

/** Figures that count the same thing, as one series each. */
export function findSeries(filter: FigureFilter): ListQuestion {
  return {
    from: sql`figures f`,
    where: figureConditions(filter),
    // An index has them in this order, so that a page reads little more than its own.
    group: sql`f.metric, f.series`,
    sort: { sql: 'f.metric::text', type: 'text' },
    id: 'f.series',
    order: 'asc',
    columns: sql`array_agg(f.id) as ids`,
    weight: 'cardinality(page.ids)',
    join: 'join figures k on k.id = p.ids[1]',
    entry: object({
      metric: code('k.metric'),
      unit: value('k.unit'),
      subject: actorById('k.subject_id'),
      location: locationById('k.location_id'),
      points,
    }),
  };
}

export const getFigure = (id: string, sight = publicSight): SQL =>
  sql`select ${sql.raw(figureJson({ evidence: true }))}::text, f.version::text from figures f
      where f.id = ${id} and ${sql.raw(sight.named('f'))}`;
