import { setTimeout as wait } from 'node:timers/promises';

/** Events that are changed in turns. */
const EDITED = 20;
/** Changes under way at once, at most: each of another event. */
const MOST_AT_ONCE = 8;

interface Edited {
  id: string;
  title: Record<string, string>;
}

/** Somebody with a key who changes the titles of events, through HTTP. */
export interface Editor {
  /** Writes so many times a second while something else is done; `took` are the milliseconds of each write. */
  while<T>(aSecond: number, work: () => Promise<T>): Promise<{ done: T; took: number[] }>;
  /** Gives every event its title back. */
  restore(): Promise<void>;
}

export async function openEditor(base: string, key: string): Promise<Editor> {
  const response = await fetch(`${base}/v1/events?limit=${EDITED}&fields=id,title`);
  const events = ((await response.json()) as { data: Edited[] }).data;
  const write = async ({ id, title }: Edited) => {
    const answer = await fetch(`${base}/v1/events/${id}`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'if-match': '*' },
      body: JSON.stringify({ title }),
    });
    const text = await answer.text();
    if (answer.status !== 200)
      throw new Error(`A change was answered ${answer.status}: ${text.slice(0, 300)}`);
  };
  let written = 0;
  const change = async () => {
    const event = events[written % events.length];
    if (!event) throw new Error('There is no event to change.');
    written += 1;
    const begun = performance.now();
    await write({ ...event, title: { ...event.title, en: `${event.title.en} (${written})` } });
    return performance.now() - begun;
  };
  return {
    while: (aSecond, work) => changing(aSecond, change, work),
    restore: async () => {
      for (const event of events) await write(event);
    },
  };
}

/** Changes begin evenly spread, whether or not those before them are done, unless too many are not. */
async function changing<T>(aSecond: number, change: () => Promise<number>, work: () => Promise<T>) {
  const took: number[] = [];
  const failed: unknown[] = [];
  const running = new Set<Promise<void>>();
  let over = false;
  const working = work().finally(() => {
    over = true;
  });
  for (const begun = performance.now(), tick = 1000 / aSecond; !over; ) {
    if (running.size < MOST_AT_ONCE) {
      const one: Promise<void> = change()
        .then(
          (ms) => void took.push(ms),
          (error) => void failed.push(error),
        )
        .finally(() => running.delete(one));
      running.add(one);
    }
    await wait(tick - ((performance.now() - begun) % tick));
  }
  await Promise.all(running);
  if (failed.length > 0) throw failed[0];
  return { done: await working, took };
}
