import { sql } from 'drizzle-orm';
import { rows } from '../../src/db/database.ts';
import { runWrk } from '../load.ts';
import type { Part, Setting } from '../parts.ts';
import { named } from '../questions.ts';
import { atMost, CLIENTS, inTurns, overRounds, ratioOf } from '../rounds.ts';
import { startService } from '../service.ts';

const DEEP = 1000;
const LIMIT = 10;
/** Actors whose lists are followed. */
const BUSY = 3;

/** The first page of a list against the thousandth, or the last full one of a shorter list. */
export const depth: Part = {
  heading: 'Page 1 and page 1,000',
  async *measure(setting) {
    const { seconds, rounds, warmUp } = setting.effort;
    const service = await startService(setting.bench.url, 0);
    try {
      for (const { list, first } of await lists(setting)) {
        const deep = await Promise.all(first.map((path) => follow(service.base, path)));
        const paths = deep.map(({ path }) => path);
        await runWrk(service.base, [...first, ...paths], CLIENTS, warmUp);
        const taken = await inTurns(rounds, {
          first: () => runWrk(service.base, first, CLIENTS, seconds),
          deep: () => runWrk(service.base, paths, CLIENTS, seconds),
        });
        const whole = overRounds(taken.first);
        yield {
          list,
          'page 1 a second': whole.perSecond,
          'page 1 p50 ms': whole.p50,
          'deep page': Math.min(...deep.map(({ page }) => page)),
          ...overRounds(taken.deep),
          ...atMost(ratioOf(taken.first, taken.deep), 1.3),
        };
      }
    } finally {
      await service.stop();
    }
  },
};

async function lists({ bench, drawn }: Setting): Promise<{ list: string; first: string[] }[]> {
  const busiest = await rows<{ slug: string }>(
    bench.database.db,
    sql`select a.slug from (
        select actor_id, count(*) from event_actors where tracks & 15 > 0 group by actor_id
        order by 2 desc, 1 limit ${BUSY}) c
      join actors a on a.id = c.actor_id order by c.count desc, a.id`,
  );
  // Searches stand in the order of how many answers they have.
  const { draws } = named(drawn, 'search');
  const common = draws.reduce((one, other) => (other.script < one.script ? other : one));
  const q = new URLSearchParams(common.path.split('?')[1]).get('q') ?? '';
  return [
    { list: 'all events', first: [`/v1/events?limit=${LIMIT}`] },
    {
      list: 'timeline of an actor',
      first: busiest.map(({ slug }) => `/v1/timeline?actor=${slug}&limit=${LIMIT}`),
    },
    { list: 'all quotes', first: [`/v1/quotes?limit=${LIMIT}`] },
    {
      list: 'quotes of a speaker',
      first: busiest.map(({ slug }) => `/v1/quotes?speaker=${slug}&limit=${LIMIT}`),
    },
    { list: 'search', first: [`/v1/timeline?q=${encodeURIComponent(q)}&limit=${LIMIT}`] },
  ];
}

/** The address of the thousandth page, or of the last full one before it, found as a client finds it. */
async function follow(base: string, first: string): Promise<{ path: string; page: number }> {
  let deepest = { path: first, page: 1 };
  for (let next: string | null = first, page = 1; next && page <= DEEP; page += 1) {
    const response: Response = await fetch(base + next);
    if (!response.ok) throw new Error(`${next} answers ${response.status}: ${await response.text()}`);
    const answer = (await response.json()) as { data: unknown[]; page: { next_cursor: string | null } };
    if (answer.data.length === LIMIT) deepest = { path: next, page };
    const cursor = answer.page.next_cursor;
    next = cursor && `${first}&cursor=${encodeURIComponent(cursor)}`;
  }
  return deepest;
}
