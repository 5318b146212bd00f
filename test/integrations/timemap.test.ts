import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { everything } from '../features/ask.ts';
import { useApp } from '../support/app.ts';
import { useDesk } from '../support/desk.ts';

const service = useApp();
const desk = useDesk(service);

/** The rules of TimeMap's own code, put in our words: an event with a key that is not here is dropped by it. */
const text = z.string();
const MappedEvent = z.strictObject({
  id: text,
  description: text,
  date: text.regex(/^(0[1-9]|1[0-2])\/(0[1-9]|[12]\d|3[01])\/\d{4}$/),
  time: text,
  time_precision: text,
  time_display: text,
  location: text,
  latitude: text.regex(/^(-?\d+(\.\d+)?)?$/),
  longitude: text.regex(/^(-?\d+(\.\d+)?)?$/),
  type: text,
  category: text,
  associations: z.array(text),
  sources: z.array(text),
});
const Association = z.strictObject({
  id: text.min(1),
  title: text.min(1),
  desc: text,
  mode: z.enum(['CATEGORY', 'FILTER']),
  filter_paths: z.array(text.min(1)).min(1),
});
const Source = z.strictObject({
  id: text.min(1),
  title: text,
  type: text,
  url: text,
  paths: z.array(z.url()).min(1),
  author: text,
  date: text,
  description: text,
});
const Site = z.strictObject({
  id: text.min(1),
  site: text.min(1),
  description: text,
  latitude: text.regex(/^-?\d/),
  longitude: text.regex(/^-?\d/),
  enabled: z.literal('1'),
});

const read = async <T>(path: string, schema: z.ZodType<T>): Promise<T> =>
  schema.parse((await service.get(`/timemap/${path}`).expect(200)).body);

describe.each(['', '?lang=ar'])('the exports for TimeMap%s', (query) => {
  it('keep the rules of its code, and everything an event names is there', async () => {
    const events = await read(`events${query}`, z.array(MappedEvent));
    const associations = await read(`associations${query}`, z.array(Association));
    const sources = await read(`sources${query}`, z.record(z.string(), Source));
    const names = associations.map(({ id }) => id);
    expect(new Set(names).size).toBe(names.length);
    const categories = associations.filter(({ mode }) => mode === 'CATEGORY').map(({ title }) => title);
    expect(new Set(categories).size).toBe(categories.length);
    for (const event of events) {
      expect(event.associations.filter((id) => !names.includes(id))).toEqual([]);
      expect(event.sources.filter((id) => sources[id]?.id !== id)).toEqual([]);
      expect(event.latitude === '').toBe(event.longitude === '');
      expect(categories).toContain(event.category);
    }
    expect(events.some(({ sources: named, latitude }) => named.length > 0 && latitude !== '')).toBe(true);
    expect((await read(`sites${query}`, z.array(Site))).length).toBeGreaterThan(0);
  });

  it('hold every event with a date of its own, oldest first', async () => {
    const all = await everything(service, '/v1/events?order=asc');
    const dated = all.filter(({ date }) => {
      const { from, to } = (date ?? {}) as { from?: string; to?: string };
      return from ?? to;
    });
    expect((await read(`events${query}`, z.array(MappedEvent))).map(({ id }) => id)).toEqual(
      dated.map(({ id }) => id),
    );
  });
});

describe('the events for TimeMap', () => {
  it('are said in the language asked for', async () => {
    const [english] = await read('events', z.array(MappedEvent));
    const [arabic] = await read('events?lang=ar', z.array(MappedEvent));
    const { title } = (await service.get(`/v1/events/${english?.id}`)).body;
    expect(english?.description.startsWith(title.en)).toBe(true);
    expect(arabic?.description.startsWith(title.ar)).toBe(true);
  });

  it('say a date as it is known where a day would say too much', async () => {
    for (const { id, time_display: shown } of await read('events', z.array(MappedEvent))) {
      const { date } = (await service.get(`/v1/events/${id}`)).body;
      const exact = date.from === date.to && !date.approximate && !date.uncertain;
      expect(shown).toBe(exact ? '' : date.edtf);
    }
  });

  it('take the filters of /v1, and a permalink where the site has a field for it', async () => {
    const some = await read(
      'events?actor=usa&permalink=true',
      z.array(MappedEvent.extend({ permalink: z.url() })),
    );
    const ids = (await everything(service, '/v1/events?actor=usa&order=asc')).map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(some.map(({ id }) => id)));
    expect(some.length).toBeGreaterThan(0);
    expect(some[0]?.permalink).toMatch(new RegExp(`/v1/events/${some[0]?.id}$`));
  });

  it('show no draft, whoever asks', async () => {
    const draft = {
      type: 'attack',
      modality: 'occurred',
      title: { en: 'Unseen draft' },
      date: { edtf: '2024-03-02', basis: 'stated' },
    };
    expect((await desk.send('contributor', 'POST', '/v1/events', { body: draft })).status).toBe(201);
    for (const as of ['none', 'contributor', 'editor'] as const)
      expect((await desk.send(as, 'GET', '/timemap/events')).text).not.toContain('Unseen draft');
    expect((await desk.send('editor', 'GET', '/timemap/events?review=draft')).status).toBe(400);
  });

  it('are read by pages of other sites', async () => {
    const answer = await service.get('/timemap/events').set('Origin', 'https://example.org');
    expect(answer.headers['access-control-allow-origin']).toBe('*');
  });

  it.each(['actor=usaa', 'lang=fr', 'from=2024-13', 'actr=usa', 'permalink=yes'])(
    'refuse %s',
    async (query) => {
      const { body } = await service.get(`/timemap/events?${query}`).expect(400);
      expect(body.errors[0].parameter).toBe(query.split('=')[0]);
    },
  );
});
