import { beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../support/app.ts';
import { useDesk } from '../support/desk.ts';

const service = useApp();
const desk = useDesk(service);

/** A draft of each kind, around published records of the demonstration, in the order in which they refer to each other. */
const drafts: [path: string, body: object][] = [
  ['sources', { slug: 'draft-outlet', kind: 'website', name: { en: 'Draft Outlet' } }],
  ['locations', { slug: 'draft-place', kind: 'site', name: { en: 'Draft Place' }, parent: 'iraq' }],
  [
    'actors',
    {
      slug: 'draft-force',
      kind: 'force',
      name: { en: 'Draft Force' },
      relations: [{ predicate: 'part_of', object: 'us-forces' }],
    },
  ],
  ['documents', { lang: 'ar', title: { en: 'Draft page' }, part_of: 'gold:000', external_ids: { t: ['d'] } }],
  [
    'events',
    {
      type: 'attack',
      modality: 'occurred',
      title: { en: 'Draft attack' },
      date: { edtf: '2024-03-02', basis: 'stated' },
      participants: [
        { role: 'perpetrator', actor: 'draft-force' },
        { role: 'target', actor: 'us-forces' },
      ],
      locations: [{ role: 'place', location: 'iraq' }],
      relations: [{ predicate: 'follows', event: 'gold:000:e01' }],
      evidence: [{ document: 'gold:000' }],
      external_ids: { t: ['e'] },
    },
  ],
  [
    'quotes',
    {
      speaker: 'ian-mccary',
      speaker_kind: 'named',
      mode: 'indirect',
      lang: 'ar',
      // Neither this document nor this actor has to do with the event otherwise.
      document: 'gold:004',
      event: 'gold:000:e02',
      about: [{ actor: 'us-forces' }, { actor: 'pete-hegseth' }, { location: 'iraq' }],
      external_ids: { t: ['q'] },
    },
  ],
  [
    'utterances',
    {
      gist: { en: 'Draft gist' },
      quotes: [{ quote: 'gold:000:q01' }, { quote: 't:q' }],
      external_ids: { t: ['u'] },
    },
  ],
  [
    'figures',
    {
      metric: 'killed',
      value: 7,
      event: 'gold:000:e01',
      evidence: [{ document: 'gold:000' }],
      external_ids: { t: ['f'] },
    },
  ],
];

/** Questions whose answers drafts could leak into. */
const questions = [
  ...['sources', 'locations', 'actors', 'documents', 'events', 'quotes', 'utterances', 'figures'].map(
    (kind) => `/v1/${kind}?limit=200&total=true`,
  ),
  '/v1/events?format=csv',
  '/v1/timeline?limit=200&total=true&include=evidence,documents&quotes=50',
  '/v1/timeline?format=ndjson&actor=us-forces',
  '/v1/actors/us-forces/timeline?limit=200',
  '/v1/actors/us-forces/timeline?limit=200&include_members=true',
  '/v1/actors/us-forces/network?limit=200',
  '/v1/actors/us-forces/mentions?limit=200',
  '/v1/actors/pete-hegseth/timeline?limit=200',
  '/v1/sources?limit=200&fields=id,documents',
  '/v1/actors/us-forces',
  '/v1/actors/ian-mccary/quotes?limit=200',
  '/v1/timeline/histogram?interval=month&by=source',
  '/v1/quotes?collapse=utterance&limit=200',
  '/v1/figures?series=true&limit=200',
  '/v1/events/gold:000:e01',
  '/v1/events/gold:000:e02',
  '/v1/quotes/gold:000:q01',
  '/v1/documents/gold:000',
  '/v1/documents/gold:002',
  '/v1/locations/iraq',
  '/v1/sources/alhurra',
  '/v1/version',
  '/v1/export.ndjson',
];

async function publicAnswers(): Promise<Record<string, string>> {
  const answers: Record<string, string> = {};
  for (const question of questions) {
    const { text } = await desk.send('none', 'GET', question);
    answers[question] = text.replace(/"data_version":\d+/g, '').replace(/"data_as_of":"[^"]*"/g, '');
  }
  for (let after = '', page = 1; ; page += 1) {
    const { body } = await desk.send('none', 'GET', `/v1/changes?limit=200&expand=true${after}`);
    if (body.data.length === 0) return answers;
    answers[`changes, page ${page}`] = JSON.stringify(body.data);
    after = `&after=${body.page.next_cursor}`;
  }
}

const ids: Record<string, string> = {};
let before: Record<string, string>;

beforeAll(async () => {
  before = await publicAnswers();
  for (const [kind, body] of drafts) {
    const made = await desk.send('contributor', 'POST', `/v1/${kind}`, { body });
    expect(made.text).toContain('"draft"');
    expect(made.status).toBe(201);
    ids[kind] = made.body.id;
  }
});

describe('a draft', () => {
  it('changes no answer to the public: no list, count, histogram, export, feed or other record', async () => {
    expect(await publicAnswers()).toEqual(before);
  });

  it('is nothing at all at its address, to the public and to another contributor', async () => {
    const parts = ['', '/history', '/timeline', '/quotes', '/network', '/mentions', '/evidence'];
    for (const [kind, id] of Object.entries(ids))
      for (const part of parts)
        for (const as of ['none', 'other'] as const) {
          const { status } = await desk.send(as, 'GET', `/v1/${kind}/${id}${part}`);
          expect([kind, part, as, status]).toEqual([kind, part, as, 404]);
        }
    const unknown = await desk.send('none', 'GET', '/v1/actors/draft-forc');
    const hidden = await desk.send('none', 'GET', '/v1/actors/draft-force');
    expect([unknown.body.detail, hidden.body.detail].join()).not.toContain('Did you mean “draft-force”');
  });

  it('cannot be asked about by the public, and is not suggested', async () => {
    for (const question of [
      '/v1/timeline?actor=draft-force',
      '/v1/events?location=draft-place',
      '/v1/quotes?utterance=t:u',
    ]) {
      const { status, body } = await desk.send('none', 'GET', question);
      expect([status, body.type]).toEqual([400, '/problems/unknown-reference']);
      expect(body.detail).not.toMatch(/Did you mean.*draft-/);
    }
  });

  it('is seen by its contributor, by editors and admins, and by no cache', async () => {
    for (const [kind, id] of Object.entries(ids))
      for (const as of ['contributor', 'editor', 'admin'] as const)
        for (const part of ['', '/history']) {
          const { status, headers } = await desk.send(as, 'GET', `/v1/${kind}/${id}${part}`);
          expect([kind, as, part, status, headers['cache-control']]).toEqual([
            kind,
            as,
            part,
            200,
            'private, no-store',
          ]);
        }
    expect((await desk.send('none', 'GET', `/v1/events/${ids.events}`)).status).toBe(404);
    expect(
      JSON.stringify((await desk.send('editor', 'GET', `/v1/events/${ids.events}/history`)).body),
    ).toContain('Draft attack');
  });

  it('is listed for editors who ask for drafts and for the contributor who began it, and refused to all others', async () => {
    for (const [kind] of drafts) {
      const { body } = await desk.send('editor', 'GET', `/v1/${kind}?review=draft`);
      expect(body.data.map(({ id }: { id: string }) => id)).toEqual([ids[kind]]);
    }
    for (const [kind] of drafts)
      for (const as of ['contributor', 'other'] as const) {
        const { status, body } = await desk.send(as, 'GET', `/v1/${kind}?review=draft&total=true`);
        const own = as === 'contributor' ? [ids[kind]] : [];
        expect([as, kind, status, body.page.total.count]).toEqual([as, kind, 200, own.length]);
        expect(body.data.map(({ id }: { id: string }) => id)).toEqual(own);
      }
    const everyState = '/v1/events?review=draft,reviewed,disputed&limit=200';
    const published = (await desk.send('none', 'GET', '/v1/events?limit=200')).body.data.length;
    for (const [as, more] of [
      ['contributor', 1],
      ['other', 0],
    ] as const)
      expect((await desk.send(as, 'GET', everyState)).body.data.length).toBe(published + more);
    for (const question of [
      '/v1/quotes?review=draft&collapse=utterance',
      '/v1/figures?review=draft&series=true',
    ])
      expect([question, (await desk.send('other', 'GET', question)).body.data]).toEqual([question, []]);
    const refusals = [
      ['none', '/v1/events?review=draft'],
      ['none', '/v1/timeline?review=reviewed,draft'],
      ['none', '/v1/timeline/histogram?review=draft'],
      ['none', '/v1/events?review=reviewed&review=draft'],
      ['contributor', '/v1/timeline/histogram?review=draft'],
      ['contributor', '/v1/actors/draft-force/network?review=draft'],
    ] as const;
    for (const [as, question] of refusals) {
      const { status, body } = await desk.send(as, 'GET', question);
      expect([as, question, status, body.errors?.[0].parameter]).toEqual([as, question, 403, 'review']);
    }
    const mixed = await desk.send('editor', 'GET', '/v1/timeline?review=draft,reviewed&actor=draft-force');
    expect(mixed.body.data.map(({ id }: { id: string }) => id)).toEqual([ids.events]);
  });

  it('leaves nothing of itself in the shared cache when an editor reads it', async () => {
    const question = '/v1/actors?q=Draft';
    const empty = await desk.send('none', 'GET', question);
    expect(empty.headers['cache-control']).toBe('public, max-age=0, must-revalidate');
    expect(empty.headers.vary).toContain('Authorization');
    await desk.send('editor', 'GET', '/v1/actors/draft-force');
    expect((await desk.send('none', 'GET', question)).body.data).toEqual([]);
    expect((await desk.send('none', 'GET', '/v1/actors/draft-force')).status).toBe(404);
  });

  it('cannot be named by a contributor who does not see it', async () => {
    const { status } = await desk.send('other', 'POST', '/v1/figures', {
      body: { metric: 'killed', value: 1, event: 't:e' },
    });
    expect(status).toBe(422);
  });

  it('holds back what refers to it: the public record comes last', async () => {
    const early = await desk.send('editor', 'POST', '/v1/events/t:e/review', {
      body: { review: 'reviewed' },
    });
    expect([early.status, early.body.errors]).toEqual([
      422,
      [expect.objectContaining({ pointer: '/participants/0/actor', code: 'draft_reference' })],
    ]);
    for (const ref of ['actors/draft-force', 'events/t:e']) {
      const { status } = await desk.send('editor', 'POST', `/v1/${ref}/review`, {
        body: { review: 'reviewed' },
      });
      expect([ref, status]).toEqual([ref, 200]);
    }
    const shown = await desk.send('none', 'GET', `/v1/events/${ids.events}/history`);
    expect(shown.body.data.map(({ version }: { version: number }) => version)).toEqual([2]);
    const back = await desk.send('editor', 'POST', '/v1/events/t:e/review', { body: { review: 'draft' } });
    expect(back.status).toBe(409);
  });

  it('counts from the day it is published, and no more once it is retracted', async () => {
    const count = async () =>
      (await desk.send('none', 'GET', '/v1/events/gold:000:e02')).body.quotes_count as number;
    const were = await count();
    await desk.send('editor', 'POST', '/v1/quotes/t:q/review', { body: { review: 'reviewed' } });
    expect(await count()).toBe(were + 1);
    await desk.send('editor', 'POST', '/v1/quotes/t:q/review', {
      body: { review: 'retracted', reason: 'Not said.' },
    });
    expect(await count()).toBe(were);
    expect((await desk.send('none', 'GET', '/v1/quotes/t:q')).body.review).toBe('retracted');
  });

  it('that is withdrawn leaves no trace the public could find', async () => {
    const path = `/v1/figures/${ids.figures}`;
    expect((await desk.send('editor', 'DELETE', `${path}?reason=Secret+reason`)).status).toBe(200);
    expect((await desk.send('none', 'GET', path)).status).toBe(404);
    const feed = JSON.stringify(await publicAnswers());
    expect(feed).not.toContain('Secret reason');
    expect((await desk.send('editor', 'GET', path)).status).toBe(410);
  });
});

describe('the text of a document', () => {
  const text = 'أول الكلام. ثم بقية الكلام 👍🏽 هنا.';

  it('is for editors only, whole or the extent of an item, and never cached', async () => {
    const page = { lang: 'ar', text, external_ids: { t: ['page'] } };
    expect((await desk.send('editor', 'POST', '/v1/documents', { body: page })).status).toBe(201);
    const item = { lang: 'ar', part_of: 't:page', extent: [12, 26], external_ids: { t: ['item'] } };
    expect((await desk.send('editor', 'POST', '/v1/documents', { body: item })).status).toBe(201);
    for (const [as, status] of [
      ['none', 401],
      ['contributor', 403],
      ['editor', 200],
      ['admin', 200],
    ] as const) {
      const answered = await desk.send(as, 'GET', '/v1/documents/t:page/text');
      expect([as, answered.status]).toEqual([as, status]);
      if (status !== 200) expect(answered.text).not.toContain('الكلام');
    }
    const whole = await desk.send('editor', 'GET', '/v1/documents/t:page/text');
    expect(whole.text).toBe(text);
    expect(whole.headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'private, no-store',
    });
    expect((await desk.send('editor', 'GET', '/v1/documents/t:item/text')).text).toBe(
      [...text].slice(12, 26).join(''),
    );
    expect((await desk.send('editor', 'GET', '/v1/documents/gold:000/text')).status).toBe(404);
    for (const path of [
      '/v1/documents/t:page',
      '/v1/documents/t:page/history',
      '/v1/export.ndjson',
      '/v1/changes?limit=200&expand=true',
    ])
      expect((await desk.send('none', 'GET', path)).text).not.toContain('بقية الكلام');
  });
});
