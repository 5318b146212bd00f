import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { rows } from '../../src/db/database.ts';
import { useApp } from '../support/app.ts';
import { engine } from '../support/database.ts';
import { type Sent, useDesk } from '../support/desk.ts';

const service = useApp({ demo: false });
const desk = useDesk(service);

const TEXT = 'قال أحمد 👍🏽 إن الاجتماع عقد أمس.';
const WORDS = 'الاجتماع عقد أمس';
const START = [...TEXT].join('').indexOf(WORDS) === -1 ? 0 : [...TEXT.slice(0, TEXT.indexOf(WORDS))].length;
const END = START + [...WORDS].length;
const hashOf = (words: string) => createHash('sha256').update(words).digest('hex');

const create = (kind: string, body: object, headers = {}) =>
  desk.send('editor', 'POST', `/v1/${kind}`, { body, headers });
const patch = (path: string, body: unknown, match = '*') =>
  desk.send('editor', 'PATCH', path, { body, headers: { 'if-match': match } });
const etag = ({ headers }: Sent) => String(headers.etag);
const outcomeOf = ({ status, body }: Sent) => [status, body?.type?.replace('/problems/', '')];
const pointers = ({ body }: Sent) => body.errors?.map(({ pointer }: { pointer: string }) => pointer);

let count = 0;
/** A person of its own for a test. */
async function person(more: object = {}) {
  count += 1;
  return create('actors', {
    slug: `person-${count}`,
    kind: 'person',
    name: { en: `Person ${count}` },
    ...more,
  });
}

const quote = (selector: object | undefined, more: object = {}) => ({
  speaker: 'ahmad',
  speaker_kind: 'named',
  mode: 'indirect',
  lang: 'ar',
  document: 't:page',
  ...(selector ? { selector } : {}),
  ...more,
});

beforeAll(async () => {
  const made = [
    await create('documents', {
      lang: 'ar',
      text: TEXT,
      url: 'https://news.example/1',
      external_ids: { t: ['page'] },
    }),
    await create('actors', {
      slug: 'ahmad',
      kind: 'person',
      name: { ar: 'أحمد' },
      external_ids: { wikidata: ['Q1'] },
    }),
    await create('actors', { slug: 'state', kind: 'state', name: { en: 'State' } }),
    await create('locations', { slug: 'town', kind: 'town', name: { en: 'Town' } }),
    await create('locations', { slug: 'quarter', kind: 'site', name: { en: 'Quarter' }, parent: 'town' }),
  ];
  expect(made.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
});

describe('creating', () => {
  it('answers 201 with the record, its address and an ETag, as a GET does', async () => {
    const made = await person({ country: 'IQ' });
    expect(made.status).toBe(201);
    expect(made.headers.location).toBe(`/v1/actors/${made.body.id}`);
    expect(etag(made)).toMatch(/^"1\..+"$/);
    expect(made.headers['cache-control']).toBe('no-store');
    const got = await desk.send('none', 'GET', String(made.headers.location));
    expect(got.body).toEqual(made.body);
    expect(got.body).toMatchObject({ review: 'reviewed', version: 1, country: 'IQ' });
    expect(etag(got)).toMatch(/^"1\..+"$/);
  });

  it.each([
    ['an unknown field', 'actors', { slug: 'x', kind: 'person', name: { en: 'X' }, nmae: 1 }, '/nmae'],
    ['a wrong code', 'events', { type: 'kall', modality: 'occurred', title: { en: 'x' } }, '/type'],
    [
      'a wrong subtype',
      'events',
      { type: 'attack', subtype: 'phone', modality: 'occurred', title: { en: 'x' } },
      '/subtype',
    ],
    [
      'a call without who calls',
      'events',
      { type: 'call', modality: 'occurred', title: { en: 'x' } },
      '/participants',
    ],
    [
      'an impossible date',
      'events',
      {
        type: 'other',
        modality: 'occurred',
        title: { en: 'x' },
        date: { edtf: '2024-02-30', basis: 'stated' },
      },
      '/date/edtf',
    ],
    ['no title', 'events', { type: 'other', modality: 'occurred' }, '/title'],
    ['an empty title', 'events', { type: 'other', modality: 'occurred', title: {} }, '/title'],
    [
      'another kind of record',
      'events',
      { record: 'actor', type: 'other', modality: 'occurred', title: { en: 'x' } },
      '/record',
    ],
    ['min above max', 'figures', { metric: 'killed', min: 2, max: 1 }, '/max'],
    [
      'a selector that ends before it starts',
      'quotes',
      {
        speaker_kind: 'unnamed',
        mode: 'indirect',
        lang: 'ar',
        document: 't:page',
        selector: { start: 4, end: 2, exact: 'x' },
      },
      '/selector/end',
    ],
    [
      'a hash of other words',
      'quotes',
      {
        speaker_kind: 'unnamed',
        mode: 'indirect',
        lang: 'ar',
        document: 't:page',
        selector: { start: 0, end: 1, exact: 'x', sha256: hashOf('y') },
      },
      '/selector/sha256',
    ],
    [
      'a point off the globe',
      'locations',
      { slug: 'p', kind: 'site', name: { en: 'P' }, point: [200, 0] },
      '/point/0',
    ],
  ])('refuses %s with 400 and where it is', async (_what, kind, body, pointer) => {
    const refused = await create(kind, body);
    expect(outcomeOf(refused)).toEqual([400, 'invalid-body']);
    expect(pointers(refused)).toContain(pointer);
  });

  it.each(['[]', '"text"', 'null', '{', '', '{"__proto__":{"x":1}}'])(
    'refuses the body %s with 400',
    async (payload) => {
      const { statusCode, body } = await service.app.inject({
        method: 'POST',
        url: '/v1/actors',
        payload,
        headers: { authorization: `Bearer ${desk.keys.editor}`, 'content-type': 'application/json' },
      });
      expect([statusCode, JSON.parse(body).type]).toEqual([400, '/problems/invalid-body']);
    },
  );

  it('refuses what only the database knows to be impossible, never with 500', async () => {
    const refused = await Promise.all([
      create('quotes', quote({ start: 3_000_000_000, end: 3_000_000_001, exact: 'x' })),
      create('quotes', quote(undefined, { speaker: null })),
      create('documents', { lang: 'ar', extent: [0, 4] }),
      create('actors', { slug: 'nul', kind: 'person', name: { en: 'a\u0000b' } }),
      create('locations', { slug: 'ring', kind: 'site', name: { en: 'Ring' }, parent: 'ring' }),
      patch('/v1/locations/town', { parent: 'quarter' }),
    ]);
    for (const { status, text } of refused) expect([400, 422], text).toContain(status);
  });

  it('takes references by id, slug and external id alike, and names an unknown one by its place', async () => {
    const { body: ahmad } = await desk.send('none', 'GET', '/v1/actors/ahmad');
    for (const actor of ['ahmad', 'wikidata:Q1', ahmad.id]) {
      const body = {
        type: 'statement',
        modality: 'occurred',
        title: { en: 'x' },
        participants: [{ role: 'speaker', actor }],
      };
      const made = await create('events', body);
      expect([made.status, made.body.participants[0].actor.id]).toEqual([201, ahmad.id]);
    }
    const unknown = await create('events', {
      type: 'statement',
      modality: 'occurred',
      title: { en: 'x' },
      participants: [
        { role: 'speaker', actor: 'ahmad' },
        { role: 'addressee', actor: 'nobody' },
      ],
    });
    expect(outcomeOf(unknown)).toEqual([422, 'invalid-record']);
    expect(pointers(unknown)).toEqual(['/participants/1/actor']);
  });

  it('holds every selector against the stored text, in code points', async () => {
    const right = await create('quotes', quote({ start: START, end: END, exact: WORDS }));
    expect([right.status, right.body.text.value, right.body.anchor.state]).toEqual([201, WORDS, 'verified']);
    for (const selector of [
      { start: START + 1, end: END + 1, exact: WORDS },
      { start: START, end: END, sha256: hashOf('other words') },
      { start: 900, end: 910, exact: 'not there' },
    ]) {
      const wrong = await create('quotes', quote(selector));
      expect(outcomeOf(wrong)).toEqual([422, 'invalid-record']);
      expect(pointers(wrong)).toEqual(['/selector']);
    }
    const moved = await create('quotes', quote({ start: START + 1, end: END + 1, exact: WORDS }));
    expect(moved.body.detail).toContain(`“${[...TEXT].slice(START + 1, END + 1).join('')}”`);
    expect(moved.body.errors[0].detail).toContain(`stand at ${START}`);
    const evidence = [{ document: 't:page', selector: { start: 0, end: 3, exact: 'xyz' } }];
    const figure = await create('figures', { metric: 'killed', value: 1, evidence });
    expect(pointers(figure)).toEqual(['/evidence/0/selector']);
  });

  it('refuses the same document, text, slug or external id again with 409 and a link', async () => {
    const page = String((await desk.send('none', 'GET', '/v1/documents/t:page')).body.id);
    for (const body of [
      { text: TEXT },
      { url: 'https://news.example/1' },
      { external_ids: { t: ['page'] } },
    ]) {
      const twin = await create('documents', { lang: 'ar', ...body });
      expect(outcomeOf(twin)).toEqual([409, 'conflict']);
      expect(twin.headers.location).toBe(`/v1/documents/${page}`);
    }
    expect(outcomeOf(await create('actors', { slug: 'ahmad', kind: 'person', name: { en: 'A' } }))).toEqual([
      409,
      'conflict',
    ]);
    const both = { slug: 'state', kind: 'person', name: { en: 'A' }, external_ids: { wikidata: ['Q1'] } };
    expect((await create('actors', both)).status).toBe(409);
  });
});

describe('changing', () => {
  it('merges by RFC 7396: null removes, an object changes by field, a list is replaced', async () => {
    const made = await person({
      country: 'IQ',
      name: { en: 'One', ar: 'واحد' },
      names: [{ value: 'Uno', lang: 'es', kind: 'alias' }],
    });
    const path = `/v1/actors/${made.body.id}`;
    const changed = await patch(
      path,
      { country: null, name: { en: 'Two' }, names: [{ value: 'Dos', lang: 'es', kind: 'alias' }] },
      etag(made),
    );
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({ version: 2, country: null, name: { en: 'Two', ar: 'واحد' } });
    expect(changed.body.names.map(({ value }: { value: string }) => value)).toEqual(['Dos']);
    expect(etag(changed)).toMatch(/^"2\./);
    const same = await patch(path, { name: { en: 'Two' } }, etag(changed));
    expect(same.body.version).toBe(2);
    for (const body of [
      [],
      'x',
      { id: '01a20148-7303-7481-9d5d-2643f309937e' },
      { record: 'event' },
      { name: null },
      { kind: 'alien' },
    ])
      expect([body, (await patch(path, body)).status]).toEqual([body, 400]);
    const merge = await desk.send('editor', 'PATCH', path, {
      body: { country: 'SY' },
      headers: { 'if-match': '*', 'content-type': 'application/merge-patch+json' },
    });
    expect(merge.body.country).toBe('SY');
  });

  it('needs If-Match: 428 without, 412 when stale or foreign, and takes `*`, a weak tag and a bare version', async () => {
    const made = await person();
    const path = `/v1/actors/${made.body.id}`;
    const without = await desk.send('editor', 'PATCH', path, { body: { country: 'IQ' } });
    expect(outcomeOf(without)).toEqual([428, 'version-required']);
    for (const tag of ['"2.abc"', '"7"', 'nonsense', '"x"'])
      expect(outcomeOf(await patch(path, { country: 'IQ' }, tag))).toEqual([412, 'version-mismatch']);
    const read = await desk.send('none', 'GET', path);
    expect((await patch(path, { country: 'IQ' }, etag(read))).body.version).toBe(2);
    expect((await patch(path, { country: 'SY' }, 'W/"2"')).body.version).toBe(3);
    expect((await patch(path, { country: 'IQ' }, etag(read))).status).toBe(412);
    expect((await patch(path, { country: 'IQ' }, '*')).body.version).toBe(4);
  });

  it('lets exactly one of two editors at once change a version', async () => {
    const made = await person();
    const path = `/v1/actors/${made.body.id}`;
    const tries = await Promise.all(
      ['IQ', 'SY', 'US', 'GB'].map((country) => patch(path, { country }, etag(made))),
    );
    expect(tries.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
    expect((await desk.send('none', 'GET', path)).body.version).toBe(2);
  });

  it('takes new words of a selector for the old ones', async () => {
    const made = await create('quotes', quote({ start: START, end: END, exact: WORDS }, { cue: 'قال' }));
    const first = [...WORDS].slice(0, 8).join('');
    const changed = await patch(
      `/v1/quotes/${made.body.id}`,
      { selector: { end: START + 8, exact: first } },
      etag(made),
    );
    expect([changed.status, changed.body.text.value, changed.body.cue]).toEqual([200, first, 'قال']);
  });

  it('keeps who, when, why and what in the history', async () => {
    const made = await person();
    const path = `/v1/actors/${made.body.id}`;
    await patch(`${path}?reason=Because`, { country: 'IQ' });
    const { body } = await desk.send('none', 'GET', `${path}/history`);
    expect(body.data).toMatchObject([
      { version: 1, op: 'created', by: 'editor' },
      {
        version: 2,
        op: 'updated',
        by: 'editor',
        reason: 'Because',
        changes: [{ op: 'add', path: '/country', value: 'IQ' }],
      },
    ]);
  });
});

describe('Idempotency-Key', () => {
  const body = (slug: string) => ({ slug, kind: 'person', name: { en: slug } });

  it('replays the answer, refuses another request, and is free again after a failure', async () => {
    const key = { 'idempotency-key': 'one' };
    const first = await create('actors', body('once'), key);
    const again = await create('actors', body('once'), key);
    expect([again.status, again.headers.location, again.headers.etag]).toEqual([
      201,
      first.headers.location,
      first.headers.etag,
    ]);
    expect(again.body).toEqual(first.body);
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(outcomeOf(await create('actors', body('twice'), key))).toEqual([422, 'key-reused']);
    const ofAnother = await desk.send('admin', 'POST', '/v1/actors', { body: body('twice'), headers: key });
    expect(ofAnother.status).toBe(201);
    const failing = { 'idempotency-key': 'two' };
    expect((await create('actors', body('once'), failing)).status).toBe(409);
    expect((await create('actors', body('after'), failing)).status).toBe(201);
  });

  it('does the work once when requests come at once', async () => {
    const key = { 'idempotency-key': 'three' };
    const tries = await Promise.all([1, 2, 3, 4].map(() => create('actors', body('at-once'), key)));
    const statuses = tries.map(({ status }) => status);
    expect(statuses).toContain(201);
    // The embedded database runs one transaction after the other, so there nothing is found running.
    expect(statuses.filter((status) => status !== 201 && (engine === 'embedded' || status !== 409))).toEqual(
      [],
    );
    const { body: history } = await desk.send('none', 'GET', '/v1/actors/at-once/history');
    expect(history.data).toHaveLength(1);
  });
});

describe('review', () => {
  it('moves between states, with a reason where readers need one, and shows a retracted record as a notice', async () => {
    const made = await person();
    const path = `/v1/actors/${made.body.id}`;
    const review = (state: object) => desk.send('editor', 'POST', `${path}/review`, { body: state });
    for (const state of ['disputed', 'retracted']) {
      const refused = await review({ review: state });
      expect([...outcomeOf(refused), pointers(refused)]).toEqual([400, 'invalid-body', ['/reason']]);
    }
    expect((await review({ review: 'fine' })).status).toBe(400);
    expect((await review({ review: 'disputed', reason: 'Two say otherwise' })).body.review).toBe('disputed');
    expect((await review({ review: 'retracted', reason: 'Made up' })).body.review).toBe('retracted');
    expect((await desk.send('none', 'GET', path)).body.review).toBe('retracted');
    const { body } = await desk.send('none', 'GET', `/v1/actors?q=${encodeURIComponent(made.body.name.en)}`);
    expect(body.data.map(({ id }: { id: string }) => id)).not.toContain(made.body.id);
    const { body: history } = await desk.send('none', 'GET', `${path}/history`);
    expect(history.data.at(-1)).toMatchObject({ op: 'retracted', reason: 'Made up' });
    expect((await review({ review: 'draft' })).status).toBe(409);
  });
});

describe('two records that are not the same', () => {
  it('cannot be merged, until that is taken back; the history says who did either and why', async () => {
    const [one, other] = [await person(), await person()];
    const path = `/v1/actors/${one.body.id}`;
    const merge = () => desk.send('editor', 'POST', `${path}/merge`, { body: { into: other.body.slug } });
    const takeBack = (query: string) => desk.send('editor', 'DELETE', `${path}/distinct-from?${query}`);
    const apart = (reason: string) =>
      desk.send('editor', 'POST', `${path}/distinct-from`, { body: { from: other.body.slug, reason } });
    expect(outcomeOf(await takeBack(`from=${other.body.slug}`))).toEqual([404, 'not-found']);
    const told = await apart('Father and son');
    expect([told.status, told.body.version]).toEqual([200, 2]);
    expect((await apart('Again')).body.version).toBe(2);
    expect((await merge()).status).toBe(409);
    const back = await takeBack(`from=${other.body.slug}&reason=A%20mistake`);
    expect([back.status, back.body.version, etag(back).startsWith('"3.')]).toEqual([200, 3, true]);
    expect(outcomeOf(await takeBack('from=nobody'))).toEqual([404, 'not-found']);
    expect((await takeBack('reason=x')).status).toBe(400);
    const { body: history } = await desk.send('none', 'GET', `${path}/history`);
    expect(history.data.slice(1)).toMatchObject([
      { op: 'distinguished', by: 'editor', reason: 'Father and son', other: other.body.id, changes: [] },
      { op: 'undistinguished', by: 'editor', reason: 'A mistake', other: other.body.id, changes: [] },
    ]);
    const feed = await desk.send('none', 'GET', '/v1/changes?limit=200');
    expect(feed.body.data.slice(-2)).toMatchObject([
      { id: one.body.id, op: 'distinguished', other: other.body.id },
      { id: one.body.id, op: 'undistinguished', other: other.body.id },
    ]);
    expect((await apart('Father and son after all')).status).toBe(200);
    expect((await merge()).status).toBe(409);
    await takeBack(`from=${other.body.id}`);
    expect((await merge()).status).toBe(200);
  });

  it('are not told of to readers where one of them is a draft', async () => {
    const [one, draft] = [await person(), await person({ review: 'draft' })];
    await desk.send('editor', 'POST', `/v1/actors/${one.body.id}/distinct-from`, {
      body: { from: draft.body.id },
    });
    const { text } = await desk.send('none', 'GET', `/v1/actors/${one.body.id}/history`);
    expect(text).toContain('distinguished');
    expect(text).not.toContain(draft.body.id);
  });
});

describe('withdrawing', () => {
  it('needs a reason, answers 410 with it, and reverting brings the record back', async () => {
    const made = await person({ country: 'IQ' });
    const path = `/v1/actors/${made.body.id}`;
    expect((await desk.send('editor', 'DELETE', path)).status).toBe(400);
    expect((await desk.send('editor', 'DELETE', `${path}?reason=Twice`)).status).toBe(200);
    const gone = await desk.send('none', 'GET', path);
    expect([...outcomeOf(gone), gone.body.detail.includes('Twice')]).toEqual([410, 'gone', true]);
    expect((await patch(path, { country: 'SY' })).status).toBe(410);
    expect((await desk.send('editor', 'DELETE', `${path}?reason=Again`)).status).toBe(410);
    const back = await desk.send('editor', 'POST', `${path}/revert`, {
      body: { version: 1, reason: 'It was right' },
    });
    expect([back.status, back.body.version, back.body.country]).toEqual([200, 3, 'IQ']);
    expect((await desk.send('none', 'GET', path)).body).toEqual(back.body);
    const missing = await desk.send('editor', 'POST', `${path}/revert`, { body: { version: 9 } });
    expect(missing.status).toBe(404);
    expect((await desk.send('editor', 'POST', `${path}/revert`, { body: { version: 2 } })).status).toBe(404);
  });

  it('keeps the text of a document for the day it is brought back, unless it is purged', async () => {
    const texts = ['The mayor opened the bridge.', 'The mayor did not open the bridge.'];
    const made = await create('documents', { lang: 'en', text: texts[0] });
    const path = `/v1/documents/${made.body.id}`;
    const text = async () => {
      const { status, text: words } = await desk.send('editor', 'GET', `${path}/text`);
      return status === 200 ? words : status;
    };
    const revert = (version: number) =>
      desk.send('editor', 'POST', `${path}/revert`, { body: { version } }).then(({ status }) => status);
    const cited = await create(
      'quotes',
      quote({ start: 4, end: 9, exact: 'mayor' }, { lang: 'en', document: made.body.id }),
    );
    expect((await patch(path, { text: texts[1] })).status).toBe(200);
    expect(await text()).toBe(texts[1]);
    expect(await revert(1)).toBe(200);
    expect(await text()).toBe(texts[0]);
    await desk.send('editor', 'DELETE', `/v1/quotes/${cited.body.id}?reason=x`);
    expect((await desk.send('editor', 'DELETE', `${path}?reason=x`)).status).toBe(200);
    expect(await text()).toBe(410);
    expect(await revert(2)).toBe(200);
    expect(await text()).toBe(texts[1]);
    await desk.send('editor', 'DELETE', `${path}?reason=x`);
    expect(await revert(3)).toBe(200);
    expect(await text()).toBe(texts[0]);
    const back = await desk.send('editor', 'POST', `/v1/quotes/${cited.body.id}/revert`, {
      body: { version: 1 },
    });
    expect([back.body.text.value, back.body.anchor.state]).toEqual(['mayor', 'verified']);
    await desk.send('editor', 'DELETE', `/v1/quotes/${cited.body.id}?reason=x`);
    expect((await desk.send('admin', 'DELETE', `${path}?reason=x&purge=true`)).status).toBe(200);
    expect(await revert(1)).toBe(404);
    for (const table of ['document_texts', 'former_texts'])
      expect(
        await rows(
          service.database.db,
          sql`select from ${sql.identifier(table)} where document_id = ${made.body.id}`,
        ),
      ).toEqual([]);
  });

  it('is refused while others refer to the record, and names them', async () => {
    const made = await person();
    const body = {
      type: 'statement',
      modality: 'occurred',
      title: { en: 'x' },
      participants: [{ role: 'speaker', actor: made.body.id }],
    };
    const event = await create('events', body);
    const path = `/v1/actors/${made.body.id}?reason=x`;
    const refused = await desk.send('editor', 'DELETE', path);
    expect(outcomeOf(refused)).toEqual([409, 'conflict']);
    expect(refused.body.detail).toContain(event.body.id);
    expect((await desk.send('editor', 'DELETE', `/v1/events/${event.body.id}?reason=x`)).status).toBe(200);
    expect((await desk.send('editor', 'DELETE', path)).status).toBe(200);
  });

  it('takes a quote out of the counts of its event', async () => {
    const event = await create('events', { type: 'other', modality: 'occurred', title: { en: 'x' } });
    const made = await create('quotes', quote(undefined, { event: event.body.id }));
    const reports = async () =>
      (await desk.send('none', 'GET', `/v1/events/${event.body.id}`)).body.reports.documents;
    expect(await reports()).toBe(1);
    await desk.send('editor', 'DELETE', `/v1/quotes/${made.body.id}?reason=x`);
    expect(await reports()).toBe(0);
  });

  it('with purge leaves nothing but a tombstone, for an admin and also later', async () => {
    const mark = 'Zarathustra';
    const made = await create(
      'actors',
      { slug: 'zarathustra', kind: 'person', name: { en: mark }, external_ids: { t: [mark] } },
      { 'idempotency-key': 'purged' },
    );
    const path = `/v1/actors/${made.body.id}`;
    const body = {
      type: 'statement',
      modality: 'occurred',
      title: { en: 'x' },
      participants: [{ role: 'speaker', actor: made.body.id }],
    };
    const event = await create('events', body, { 'idempotency-key': 'names-the-purged' });
    expect(event.text).toContain(mark);
    await patch(`/v1/events/${event.body.id}`, { participants: [{ role: 'speaker', actor: 'ahmad' }] });
    await patch(`${path}?reason=${mark}`, { country: 'IQ' });
    await desk.send('none', 'GET', path);
    expect((await desk.send('editor', 'DELETE', `${path}?reason=${mark}&purge=true`)).status).toBe(403);
    expect((await desk.send('editor', 'DELETE', `${path}?reason=${mark}`)).status).toBe(200);
    expect((await desk.send('admin', 'DELETE', `${path}?reason=${mark}&purge=true`)).status).toBe(200);
    const gone = await desk.send('none', 'GET', path);
    expect(gone.status).toBe(410);
    expect(gone.text).not.toContain(mark);
    for (const address of [
      '/v1/export.ndjson',
      '/v1/changes?limit=200&expand=true',
      `/v1/events/${event.body.id}/history`,
    ])
      expect([address, (await desk.send('admin', 'GET', address)).text.includes(mark)]).toEqual([
        address,
        false,
      ]);
    const tables = await rows<{ name: string }>(
      service.database.db,
      sql`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
    );
    for (const { name } of tables) {
      const found = await rows(
        service.database.db,
        sql`select 1 as x from ${sql.identifier(name)} t where t::text ilike ${`%${mark}%`} limit 1`,
      );
      expect([name, found.length]).toEqual([name, 0]);
    }
    expect(
      (await create('actors', { slug: 'zarathustra', kind: 'person', name: { en: 'Another' } })).status,
    ).toBe(201);
    expect((await desk.send('editor', 'POST', `${path}/revert`, { body: { version: 1 } })).status).toBe(404);
  });
});

describe('a contributor', () => {
  it('creates drafts, changes own drafts, and nothing else', async () => {
    const body = { slug: 'contributed', kind: 'person', name: { en: 'Contributed' } };
    const send = (as: 'contributor' | 'other', method: 'POST' | 'PATCH', path: string, payload: object) =>
      desk.send(as, method, path, { body: payload, headers: { 'if-match': '*' } });
    expect((await send('contributor', 'POST', '/v1/actors', { ...body, review: 'reviewed' })).status).toBe(
      403,
    );
    const made = await send('contributor', 'POST', '/v1/actors', body);
    expect([made.status, made.body.review]).toEqual([201, 'draft']);
    const path = '/v1/actors/contributed';
    expect((await send('contributor', 'PATCH', path, { country: 'IQ' })).body.country).toBe('IQ');
    for (const review of ['reviewed', null])
      expect((await send('contributor', 'PATCH', path, { review })).status).toBe(403);
    expect((await send('other', 'PATCH', path, { country: 'SY' })).status).toBe(404);
    expect((await send('contributor', 'PATCH', '/v1/actors/ahmad', { country: 'SY' })).status).toBe(403);
    await desk.send('editor', 'POST', `${path}/review`, { body: { review: 'reviewed' } });
    expect((await send('contributor', 'PATCH', path, { country: 'SY' })).status).toBe(403);
    const { body: history } = await desk.send('none', 'GET', `${path}/history`);
    expect(history.data.map(({ version }: { version: number }) => version)).toEqual([3]);
    const back = await desk.send('editor', 'POST', `${path}/revert`, { body: { version: 1 } });
    expect([back.status, back.body.review, back.body.country]).toEqual([200, 'reviewed', null]);
  });
});
