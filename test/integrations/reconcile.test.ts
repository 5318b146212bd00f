import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { useApp } from '../support/app.ts';
import { useDesk } from '../support/desk.ts';
import { isHere, reconciliationSchemas } from './schemas.ts';

const service = useApp();
const desk = useDesk(service);
const faults = reconciliationSchemas();

interface Candidate {
  id: string;
  name: string;
  score: number;
  match: boolean;
  type: { id: string; name: string }[];
  features: { id: string; value: number | boolean }[];
}

const form = (field: string, value: unknown, root = '/reconcile') =>
  service.app.inject({
    method: 'POST',
    url: root,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({
      [field]: typeof value === 'string' ? value : JSON.stringify(value),
    }).toString(),
  });

async function batch(
  queries: Record<string, object>,
  root?: string,
): Promise<Record<string, { result: Candidate[] }>> {
  const answer = await form('queries', queries, root);
  expect([answer.statusCode, answer.body.slice(0, 300)]).toEqual([200, expect.anything()]);
  expect(faults('reconciliation-result-batch', answer.json())).toEqual([]);
  return answer.json();
}
const candidates = async (query: object, root?: string) => (await batch({ q: query }, root)).q?.result ?? [];

const record = async (path: string) => (await service.get(`/v1/${path}`).expect(200)).body;

describe.skipIf(!isHere)('the schemas (need ../shared)', () => {
  const at = new URL('../../../shared/data/clients/reconciliation-0.2/examples/', import.meta.url);

  it.each(['manifest', 'reconciliation-result-batch', 'data-extension-response'])(
    'tell right from wrong: %s',
    (schema) => {
      for (const [folder, right] of [
        ['valid', true],
        ['invalid', false],
      ] as const)
        for (const file of readdirSync(new URL(`${schema}/${folder}/`, at))) {
          // One example of ours to leave out: it is wrong only by the schema of security that is Swagger's.
          if (file === 'bad-authentication.json') continue;
          const example = JSON.parse(readFileSync(new URL(`${schema}/${folder}/${file}`, at), 'utf8'));
          expect([file, faults(schema, example).length === 0]).toEqual([file, right]);
        }
    },
  );
});

describe('reconciliation', () => {
  it.each(['/reconcile', '/reconcile/en', '/reconcile/ar'])(
    'describes itself at %s, open to every origin',
    async (root) => {
      const answer = await service.get(root).set('Origin', 'https://example.org').expect(200);
      expect(faults('manifest', answer.body)).toEqual([]);
      expect(answer.headers['access-control-allow-origin']).toBe('*');
      expect(answer.body.extend.propose_properties.service_url).toMatch(new RegExp(`^http://[^/]+${root}$`));
      for (const [name, { service_url: url, service_path: path }] of Object.entries<Record<string, string>>(
        answer.body.suggest,
      )) {
        const local = `${url}${path}?prefix=${name === 'entity' ? 'iraq' : 'a'}`.replace(
          /^http:\/\/[^/]+/,
          '',
        );
        const suggested = (await service.get(local).expect(200)).body;
        expect(
          faults(
            `suggest-${{ entity: 'entities', type: 'types', property: 'properties' }[name]}-response`,
            suggested,
          ),
        ).toEqual([]);
        expect(suggested.result.length).toBeGreaterThan(0);
      }
    },
  );

  it('answers signs with no candidate, and the rest of the batch', async () => {
    const found = await batch({ a: { query: '😀' }, b: { query: 'Ian McCary' } });
    expect(found.a?.result).toEqual([]);
    expect(found.b?.result.length).toBeGreaterThan(0);
  });

  it('finds one actor by the names of both scripts, and is sure of a whole name only', async () => {
    const actor = await record('actors/ian-mccary');
    const found = await batch({
      en: { query: 'Ian McCary' },
      ar: { query: 'إيان مكاري', type: 'actor' },
      part: { query: 'McCary', type: ['actor.person'] },
      none: { query: 'Nobody of that name' },
      empty: { query: '؟' },
    });
    expect(Object.keys(found)).toEqual(['en', 'ar', 'part', 'none', 'empty']);
    expect(found.en?.result[0]).toMatchObject({ id: actor.id, score: 100, match: true });
    expect(found.ar?.result[0]).toMatchObject({ id: actor.id, match: true });
    expect(found.part?.result[0]).toMatchObject({ id: actor.id, match: false });
    expect(found.part?.result[0]?.score).toBeLessThan(100);
    expect([found.none?.result, found.empty?.result]).toEqual([[], []]);
  });

  it('names its candidates in the language of its address and looks for both', async () => {
    const [arabic] = await candidates({ query: 'Ian McCary' }, '/reconcile/ar');
    const [english] = await candidates({ query: 'إيان مكاري' }, '/reconcile/en');
    const { name } = await record('actors/ian-mccary');
    expect([arabic?.name, english?.name]).toEqual([name.ar, name.en]);
    expect(arabic?.type[0]).toEqual({ id: 'actor.person', name: 'شخص' });
  });

  it('is not sure between an actor and a place of the same name, until told which', async () => {
    const both = await candidates({ query: 'العراق', type: ['actor', 'location'] });
    expect(both.filter(({ score }) => score === 100).length).toBeGreaterThan(1);
    expect(both.some(({ match }) => match)).toBe(false);
    const [place] = await candidates({ query: 'العراق', type: 'location' });
    expect(place).toMatchObject({ match: true, type: [{ id: 'location.country' }, { id: 'location' }] });
  });

  it('asks for types as told: any, all at once, or as a wish', async () => {
    const kinds = async (strict: string) => {
      const found = await candidates({
        query: 'Iraq',
        type: ['actor', 'location.country'],
        type_strict: strict,
        limit: 50,
      });
      return new Set(found.flatMap(({ type }) => type.map(({ id }) => id)));
    };
    const any = await kinds('any');
    expect([any.has('actor.body'), any.has('location.country'), any.has('location.region')]).toEqual([
      true,
      true,
      false,
    ]);
    expect((await kinds('all')).size).toBe(0);
    expect((await kinds('should')).has('location.region')).toBe(true);
  });

  it('weighs hints: against one, a candidate loses score and certainty', async () => {
    const ask = (v: unknown) => candidates({ query: 'Ian McCary', properties: [{ pid: 'country', v }] });
    const [right] = await ask('us');
    const [wrong] = await ask(['FR', { id: 'DE' }]);
    expect([right?.score, right?.match]).toEqual([100, true]);
    expect([wrong?.score, wrong?.match]).toEqual([80, false]);
    expect(wrong?.features).toContainEqual({ id: 'country', value: false });
  });

  it('is sure of what is named outright, by id or external id', async () => {
    const actor = await record('actors/ian-mccary');
    for (const query of [actor.id, 'gold:ian_mccary'])
      expect(await candidates({ query })).toMatchObject([{ id: actor.id, score: 100, match: true }]);
  });

  it('answers by GET as by POST, and as many candidates as asked for', async () => {
    const queries = { q: { query: 'Iraq', limit: 2 } };
    const got = await service
      .get(`/reconcile?queries=${encodeURIComponent(JSON.stringify(queries))}`)
      .expect(200);
    expect(got.body).toEqual(await batch(queries));
    expect(got.body.q.result).toHaveLength(2);
  });

  it('gives values of every property to new columns, and says what they can be', async () => {
    const [actor, place] = [await record('actors/ian-mccary'), await record('locations/baghdad')];
    const proposed = (await service.get('/reconcile/properties').expect(200)).body;
    expect(faults('data-extension-property-proposal', proposed)).toEqual([]);
    const answer = await form('extend', {
      ids: [actor.id, place.id, 'x'],
      properties: proposed.properties.map(({ id }: { id: string }) => ({ id })),
    });
    expect(answer.statusCode).toBe(200);
    expect(faults('data-extension-response', answer.json())).toEqual([]);
    const { rows, meta } = answer.json();
    expect(rows[actor.id]).toMatchObject({
      name_ar: [{ str: actor.name.ar }],
      quotes: [{ int: actor.activity.quotes }],
      first: [{ date: `${actor.activity.first}T00:00:00Z` }],
      latitude: [],
    });
    expect(rows[place.id]).toMatchObject({
      parent: [{ id: place.parent.id, name: place.parent.name.en }],
      longitude: [{ float: place.point[0] }],
      office: [],
    });
    expect(Object.values(rows.x).flat()).toEqual([]);
    expect(meta.find(({ id }: { id: string }) => id === 'parent')).toMatchObject({
      type: { id: 'location' },
      service: expect.stringMatching(/\/reconcile$/),
    });
    const ofPlaces = (await service.get('/reconcile/properties?type=location.city&limit=3').expect(200)).body;
    expect(ofPlaces).toMatchObject({ type: 'location.city', limit: 3, properties: { length: 3 } });
  });

  it('suggests entities by the beginning of a name or by an identifier, with the types it is told', async () => {
    const actor = await record('actors/ian-mccary');
    for (const prefix of ['Ian McC', 'إيان مك', actor.id, 'gold:ian_mccary', 'ian-mccary']) {
      const { body } = await service
        .get(`/reconcile/suggest/entity?prefix=${encodeURIComponent(prefix)}&type=actor`)
        .expect(200);
      expect([prefix, body.result[0]?.id]).toEqual([prefix, actor.id]);
    }
    const { body } = await service
      .get('/reconcile/suggest/entity?prefix=iraq&type=location.country')
      .expect(200);
    expect(body.result.map(({ name }: { name: string }) => name)).toEqual(['Iraq']);
  });

  it('shows a card that any page may frame and that runs no script, in the direction of its language', async () => {
    const { id, name } = await record('actors/ian-mccary');
    const card = await service.get(`/reconcile/ar/preview/${id}`).expect(200);
    expect(card.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(card.headers['x-frame-options']).toBeUndefined();
    expect(card.headers['content-security-policy']).toBe("default-src 'none';style-src 'unsafe-inline'");
    expect(card.text).toContain('<html lang="ar" dir="rtl">');
    expect(card.text).toContain(name.ar);
    const view = await service.get(`/reconcile/view/${id}`).expect(303);
    expect(view.headers.location).toMatch(new RegExp(`/v1/actors/${id}$`));
    await service.get('/reconcile/preview/x').expect(404);
    await service.get('/reconcile/view/x').expect(404);
  });

  it('writes names into a card as text', async () => {
    const body = { slug: 'angled', kind: 'person', name: { en: '<script>alert(1)</script>' } };
    const { body: made } = await desk.send('editor', 'POST', '/v1/actors', {
      body: { ...body, review: 'reviewed' },
    });
    await desk.send('editor', 'POST', `/v1/actors/${made.id}/review`, {
      body: { review: 'reviewed' },
      headers: { 'if-match': '*' },
    });
    const { text } = await service.get(`/reconcile/preview/${made.id}`).expect(200);
    expect(text).not.toContain('<script>');
    expect(text).toContain('script&#62;');
  });

  it('knows no draft, whoever asks', async () => {
    const draft = { slug: 'reconcile-draft', kind: 'person', name: { en: 'Quillon Drafterby' } };
    const { body } = await desk.send('contributor', 'POST', '/v1/actors', { body: draft });
    for (const as of ['none', 'contributor', 'editor'] as const) {
      const ask = async (path: string) => (await desk.send(as, 'GET', path)).text;
      expect(
        await ask(`/reconcile?queries=${encodeURIComponent('{"q":{"query":"Quillon Drafterby"}}')}`),
      ).toBe('{"q":{"result":[]}}');
      expect(await ask('/reconcile/suggest/entity?prefix=Quillon')).toBe('{"result":[]}');
      expect((await desk.send(as, 'GET', `/reconcile/preview/${body.id}`)).status).toBe(404);
      expect(
        await ask(
          `/reconcile?extend=${encodeURIComponent(JSON.stringify({ ids: [body.id], properties: [{ id: 'name_en' }] }))}`,
        ),
      ).toContain(`{"${body.id}":{"name_en":[]}}`);
    }
  });

  it.each([
    ['{"q0"', '', 'not JSON'],
    [{ q0: {} }, '/q0', 'query'],
    [{ q0: { query: 'x', typ: 'actor' } }, '/q0', 'typ'],
    [{ q0: { query: 'x', type: 'actor.persn' } }, '/q0/type', 'Did you mean “actor.person”'],
    [
      { q0: { query: 'x', properties: [{ pid: 'contry', v: 'IQ' }] } },
      '/q0/properties/0/pid',
      'Did you mean “country”',
    ],
    [
      { q0: { query: 'x', properties: [{ pid: 'quotes', v: 3 }] } },
      '/q0/properties/0/pid',
      'no property “quotes”',
    ],
    [{ q0: { query: 'a\0b' } }, '/q0/query', 'NUL'],
    [{ q0: { query: 'x', limit: 0 } }, '/q0/limit', '1'],
    [[], '', 'object'],
    [Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`q${i}`, { query: 'x' }])), '', 'more than 50'],
  ])('refuses the queries %j and points to %s', async (queries, pointer, said) => {
    const answer = await form('queries', queries);
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([
      400,
      'application/problem+json; charset=utf-8',
    ]);
    const { errors } = answer.json();
    expect(errors[0].pointer ?? '').toBe(pointer);
    expect(errors[0].detail).toContain(said);
  });

  it('refuses other wrong questions', async () => {
    for (const [field, value] of [
      ['extend', { ids: ['x'], properties: [{ id: 'nme' }] }],
      ['extend', { ids: Array.from({ length: 201 }, String), properties: [{ id: 'kind' }] }],
      ['query', 'x'],
    ] as const)
      expect((await form(field, value)).statusCode).toBe(400);
    await service.get('/reconcile?queries={}&extend={}').expect(400);
    await service.get('/reconcile/suggest/entity').expect(400);
    await service.get('/reconcile/suggest/entity?prefix=a&type=person').expect(400);
    await service.get('/reconcile/properties?type=nothing').expect(400);
  });
});
