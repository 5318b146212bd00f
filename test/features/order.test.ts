import { beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../support/app.ts';
import { useDesk } from '../support/desk.ts';
import { everything, withQuery } from './ask.ts';

const service = useApp({ demo: false });
const desk = useDesk(service);

/** Dates of records; nothing says when the undated ones were, nor when they were reported. */
const dates = ['2021', undefined, '2019-05', undefined, '../2018', '2020-02-03', undefined, '2019-05'];
const names = dates.map((_, n) => `t:n${n}`);

const create = async (kind: string, body: object) => {
  const made = await desk.send('editor', 'POST', `/v1/${kind}`, { body });
  expect(made.status, made.text).toBe(201);
  return made.body;
};

beforeAll(async () => {
  await create('actors', { slug: 'zora', kind: 'person', name: { en: 'Zora' } });
  await create('locations', { slug: 'hill', kind: 'site', name: { en: 'Hill' } });
  await create('documents', { lang: 'en', external_ids: { t: ['page'] } });
  for (const [n, edtf] of dates.entries()) {
    const date = edtf && { edtf, basis: 'stated' };
    const external_ids = { t: [`n${n}`] };
    await create('events', {
      type: 'statement',
      modality: 'occurred',
      title: { en: `Event ${n}` },
      participants: [{ role: 'speaker', actor: 'zora' }],
      locations: [{ role: 'place', location: 'hill' }],
      ...(date ? { date } : {}),
      external_ids,
    });
    const spoken = {
      speaker: 'zora',
      speaker_kind: 'named',
      mode: 'indirect',
      lang: 'en',
      document: 't:page',
    };
    await create('quotes', { ...spoken, ...(date ? { said: date } : {}), external_ids });
    await create('figures', { metric: 'killed', value: n, ...(date ? { as_of: date } : {}), external_ids });
    await create('utterances', {
      gist: { en: `Said ${n}` },
      quotes: [{ quote: `t:n${n}` }],
      ...(date ? { said: date } : {}),
      external_ids,
    });
    await create('documents', { lang: 'en', ...(date ? { published: date } : {}), external_ids });
  }
});

/** A list's records by their names here, through pages of so many. */
const seen = async (path: string, limit: number) =>
  (await everything(service, path, limit)).flatMap(({ external_ids, ...entry }) => {
    const [name] = (external_ids as { t?: string[] } | undefined)?.t ?? [];
    return name === undefined || !names.includes(`t:${name}`) ? ((entry.grouped as string[]) ?? []) : [name];
  });

describe('lists by date', () => {
  it.each([
    '/v1/events',
    '/v1/events?actor=zora',
    '/v1/events?location=hill',
    '/v1/quotes',
    '/v1/quotes?speaker=zora',
    '/v1/actors/zora/quotes',
    '/v1/figures',
    '/v1/utterances',
    '/v1/documents',
  ])('%s has what nothing dates last, in both orders and over every page', async (path) => {
    const undated = ['n1', 'n3', 'n4', 'n6'];
    for (const limit of [1, 2, 3, 5, 200]) {
      const newest = await seen(path, limit);
      expect([limit, newest]).toEqual([limit, ['n0', 'n5', 'n7', 'n2', ...undated.toReversed()]]);
      const oldest = await seen(withQuery(path, 'order=asc'), limit);
      expect([limit, oldest]).toEqual([limit, ['n2', 'n7', 'n5', 'n0', ...undated]]);
    }
  });

  it.each(['/v1/timeline', '/v1/actors/zora/timeline', '/v1/actors/zora/timeline?include_members=true'])(
    '%s too',
    async (path) => {
      const titles = async (query: string, limit: number) =>
        (await everything(service, withQuery(path, query), limit)).map(
          ({ title }) => (title as { en: string }).en,
        );
      const newest = await titles('order=desc', 2);
      expect(newest.slice(0, 4)).toEqual(['Event 0', 'Event 5', 'Event 7', 'Event 2']);
      for (const limit of [1, 3, 200])
        expect(await titles('order=asc', limit)).toEqual([
          ...newest.slice(0, 4).toReversed(),
          ...newest.slice(4).toReversed(),
        ]);
    },
  );

  it('comes out whole in a download, and once for each thing said', async () => {
    const { text } = await desk.send('none', 'GET', '/v1/events?order=asc&format=ndjson');
    const titles = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).title.en);
    expect(titles).toEqual(['2', '7', '5', '0', '1', '3', '4', '6'].map((n) => `Event ${n}`));
    const said = await everything(service, '/v1/quotes?collapse=utterance&order=asc', 3);
    expect(said.map(({ utterance }) => (utterance as { gist: { en: string } }).gist.en)).toEqual(
      ['2', '7', '5', '0', '1', '3', '4', '6'].map((n) => `Said ${n}`),
    );
  });
});
