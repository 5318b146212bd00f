import { setTimeout as wait } from 'node:timers/promises';

/** Events that are changed in turns. */
const EDITED = 20;

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
  return {
    while: async (aSecond, work) => {
      const took: number[] = [];
      let over = false;
      const begun = performance.now();
      const writing = async () => {
        for (let n = 0; !over; n += 1) {
          const event = events[written % events.length];
          if (!event) throw new Error('There is no event to change.');
          const before = performance.now();
          await write({ ...event, title: { ...event.title, en: `${event.title.en} (${written})` } });
          took.push(performance.now() - before);
          written += 1;
          await wait(Math.max(0, begun + ((n + 1) * 1000) / aSecond - performance.now()));
        }
      };
      const working = work().finally(() => {
        over = true;
      });
      const [done] = await Promise.all([working, writing()]);
      return { done, took };
    },
    restore: async () => {
      for (const event of events) await write(event);
    },
  };
}
