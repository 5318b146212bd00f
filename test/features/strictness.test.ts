import { beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../support/app.ts';
import { ask, forEach, problemOf, withQuery } from './ask.ts';
import { codesOf, isList, type Parameter, type Route, referenceOf, routesOf, validValue } from './routes.ts';

/** Never 200 with an empty list for a mistyped question: every route, every parameter. */
const service = useApp();

let routes: Route[];
let parameters: { route: Route; parameter: Parameter }[];
const explained = new Set<string>();

beforeAll(async () => {
  routes = (await routesOf(service)).filter(({ path }) => path.startsWith('/v1/'));
  parameters = routes.flatMap((route) => route.query.map((parameter) => ({ route, parameter })));
});

/** Asks, and expects a problem document whose first fault names the parameter. */
async function refused(url: string, parameter: string, status = 400) {
  const response = await ask(service, url);
  expect(response.statusCode, `${url}: ${response.body.slice(0, 200)}`).toBe(status);
  const problem = problemOf(response, url);
  explained.add(problem.type);
  expect(problem.errors?.[0], `${url}: ${response.body}`).toMatchObject({
    parameter,
    code: expect.stringMatching(/^[a-z_]+$/),
    detail: expect.stringMatching(/\S[.?]$/),
  });
  return problem;
}

const every = (check: (route: Route, parameter: Parameter) => Promise<void>) =>
  forEach(parameters, ({ route, parameter }) => check(route, parameter));

const named = (name: string, values: string[]) =>
  every(async (route, parameter) => {
    if (parameter.name !== name) return;
    for (const value of values) await refused(withQuery(route.sample, `${name}=${value}`), name);
  });

describe('every route', () => {
  it('answers the question that it is described with', async () => {
    await forEach(routes, async ({ sample }) => {
      const response = await ask(service, sample);
      expect(response.statusCode, sample).toBe(200);
    });
    expect(routes.length).toBeGreaterThan(30);
    expect(parameters.length).toBeGreaterThan(200);
  });

  it('takes every parameter that it is described with', async () => {
    await every(async (route, parameter) => {
      const value = validValue(parameter);
      if (value === undefined) return;
      // A neighbour and a mention have no id.
      if (parameter.name === 'fields' && /network|mentions/.test(route.path)) return;
      const needed =
        { radius_km: '&near=44.4,33.3', prefix: '&q=iraq', highlight: '&q=iraq' }[parameter.name] ?? '';
      const url = withQuery(route.sample, `${parameter.name}=${value}${needed}`);
      // Drafts are for those who work on them.
      const expected = parameter.name === 'review' && value === 'draft' ? 403 : 200;
      expect((await ask(service, url)).statusCode, url).toBe(expected);
    });
  });

  it('refuses a parameter that it does not know', async () => {
    await forEach(routes, async ({ sample }) => {
      for (const name of ['zzzzzz', 'Limit', '__proto__', 'constructor', 'عدد']) {
        const problem = await refused(withQuery(sample, `${encodeURIComponent(name)}=1`), name);
        expect(problem.type).toBe('/problems/unknown-parameter');
        expect(problem.detail).toContain(`“${name}”`);
      }
    });
  });

  it('suggests the parameter that was meant', async () => {
    await every(async ({ sample, query }, { name }) => {
      const mistyped = name.length > 2 ? `${name.slice(0, -2)}${name.at(-1)}` : `${name}x`;
      if (query.some((known) => known.name === mistyped)) return;
      const problem = await refused(withQuery(sample, `${mistyped}=1`), mistyped);
      expect(problem.errors?.[0]?.detail).toMatch(/Did you mean “[a-z_]+”\?/);
    });
    const { detail } = await refused('/v1/timeline?actr=x', 'actr');
    expect(detail).toBe('There is no parameter “actr”. Did you mean “actor”?');
  });

  it('names every fault, not only the first', async () => {
    const { errors } = await refused('/v1/timeline?limit=0&from=yesterday&type=atack', 'type');
    expect(errors?.map(({ parameter }) => parameter).sort()).toEqual(['from', 'limit', 'type']);
  });
});

describe('a value', () => {
  it('outside its vocabulary is refused, with the nearest code', async () => {
    await every(async (route, parameter) => {
      const codes = codesOf(parameter);
      const [code] = codes ?? [];
      if (!code) return;
      const wrong = `${code.slice(0, 1)}x${code.slice(1)}`;
      const { errors } = await refused(withQuery(route.sample, `${parameter.name}=${wrong}`), parameter.name);
      if (code.length > 4) expect(errors?.[0]?.detail).toMatch(/Did you mean “\w+”\?/);
      for (const known of codes ?? []) expect(errors?.[0]?.detail).toContain(known);
    });
  });

  it('outside its vocabulary is refused also among right ones', async () => {
    await every(async (route, parameter) => {
      const [code] = codesOf(parameter) ?? [];
      if (!code || !isList(parameter)) return;
      await refused(withQuery(route.sample, `${parameter.name}=${code},nonsense`), parameter.name);
      await refused(
        withQuery(route.sample, `${parameter.name}=${code}&${parameter.name}=nonsense`),
        parameter.name,
      );
    });
  });

  it('given twice to a parameter that takes one is refused', async () => {
    await every(async (route, parameter) => {
      const value = validValue(parameter);
      if (isList(parameter) || value === undefined) return;
      await refused(
        withQuery(route.sample, `${parameter.name}=${value}&${parameter.name}=${value}`),
        parameter.name,
      );
    });
  });

  it.each(['from', 'to'])('of `%s` that is no date is refused', async (name) => {
    const noDates =
      '2024-13 2024-00 2024-02-30 2023-02-29 24 yesterday 2024-1-1 01/02/2024 0000 20240101 2024-03-01T00:00:00Z -2024 ٢٠٢٤';
    await named(name, noDates.split(' ').map(encodeURIComponent));
  });

  it.each([
    ['limit', ['0', '-1', '201', '1000000', 'abc', '1.5', '1e2', ' 5', '0x10', '٥']],
    ['quotes', ['-1', '51', 'all', '1.5']],
    ['min_reports', ['0', '-1', 'x', '1.5']],
    ['radius_km', ['0', '-5', '20101', 'far', 'NaN', 'Infinity']],
    ['total', ['1', 'yes', 'TRUE']],
    ['expand', ['1', 'yes']],
    ['series', ['1']],
    ['include_members', ['1']],
    [
      'bbox',
      [
        '1,2,3',
        '1,2,3,4,5',
        'a,b,c,d',
        '0,10,0,5',
        '-181,0,0,0',
        '0,-91,0,0',
        '0,0,181,0',
        '0,0,0,91',
        '1;2;3;4',
      ],
    ],
    ['near', ['abc', '44', '44,33,1', '181,0', '0,91', '44.4;33.3', ',']],
    ['country', ['iq', 'IRQ', 'I', 'Iraq', 'IQ,xx']],
    ['order', ['newest', 'DESC', 'asc,desc']],
    ['date_mode', ['exact']],
    ['updated_since', ['yesterday', '2025-02-31', '2025-13-01', '12:00', '2025-01-01T25:00:00Z']],
    ['format', ['xml', 'JSON', 'csv,json', 'geo']],
  ])('of `%s` outside its range is refused', async (name, values) => {
    await named(name, (values as string[]).map(encodeURIComponent));
  });

  it('that is empty is refused', async () => {
    await every(async (route, { name }) => {
      await refused(withQuery(route.sample, `${name}=`), name);
    });
  });

  it('of `from` after `to` is refused', async () => {
    await forEach(routes, async ({ sample, query }) => {
      if (!query.some(({ name }) => name === 'from')) return;
      const url = withQuery(sample, 'from=2025-02&to=2025-01');
      const response = await ask(service, url);
      expect(response.statusCode, url).toBe(400);
      expect(['from', 'to']).toContain(problemOf(response, url).errors?.[0]?.parameter);
      expect((await ask(service, withQuery(sample, 'from=2025-02&to=2025'))).statusCode).toBe(200);
    });
  });
});

describe('a reference', () => {
  it('to a record that does not exist is refused', async () => {
    await every(async (route, { name }) => {
      const kind = referenceOf[name];
      if (!kind) return;
      for (const unknown of ['zz-nobody-zz', '01a2008d-0000-7000-8000-000000000000', 'wikidata:Q0', 'a:b:c'])
        for (const value of [
          unknown,
          `${validValue({ name, in: 'query', schema: {} }) ?? unknown},${unknown}`,
        ]) {
          const { type, detail } = await refused(withQuery(route.sample, `${name}=${value}`), name);
          expect(type).toBe('/problems/unknown-reference');
          expect(detail).toContain(`There is no ${kind} “${unknown}”.`);
        }
    });
  });

  it('that is mistyped gets the nearest records as suggestions', async () => {
    const meant: Record<string, [string, string][]> = {
      actor: [
        ['pete-hegset', 'pete-hegseth'],
        ['ian-macary', 'ian-mccary'],
        ['مكاري', 'ian-mccary'],
        ['Hegseth', 'pete-hegseth'],
      ],
      location: [
        ['palmira', 'palmyra'],
        ['baghdaad', 'baghdad'],
        ['بغداد', 'baghdad'],
      ],
      source: [['alhura', 'alhurra']],
    };
    await every(async (route, { name }) => {
      for (const [mistyped, right] of meant[referenceOf[name] ?? ''] ?? []) {
        const url = withQuery(route.sample, `${name}=${encodeURIComponent(mistyped)}`);
        expect((await refused(url, name)).errors?.[0]?.detail).toContain(`“${right}”`);
      }
    });
  });

  it('to a record of another kind is one that does not exist', async () => {
    await refused('/v1/timeline?actor=palmyra', 'actor');
    await refused('/v1/timeline?location=ian-mccary', 'location');
  });

  it('in the path that names nothing answers 404 and suggests the nearest', async () => {
    await forEach(routes, async ({ path, sample }) => {
      if (!path.includes('{ref}')) return;
      const [, , plural = '', ref = ''] = sample.split('/');
      for (const unknown of ['zz-nobody-zz', '01a2008d-0000-7000-8000-000000000000', 'gold:nothing']) {
        const url = sample.replace(`/${plural}/${ref}`, `/${plural}/${unknown}`);
        const response = await ask(service, url);
        expect(response.statusCode, url).toBe(404);
        expect(problemOf(response, url).type).toBe('/problems/not-found');
      }
    });
    const response = await ask(service, '/v1/actors/ian-macary');
    expect(response.json().detail).toContain('“ian-mccary”');
  });
});

describe('`fields`', () => {
  const takesFields = () => routes.filter(({ query }) => query.some(({ name }) => name === 'fields'));

  it('that an answer does not have are refused', async () => {
    await forEach(takesFields(), async ({ sample }) => {
      for (const value of ['zzzzzz', 'id,zzzzzz', 'id.zzzzzz', 'id,', ',', 'external_ids.gold,nonsense'])
        await refused(withQuery(sample, `fields=${value}`), 'fields');
    });
  });

  it('that are mistyped get the nearest as a suggestion', async () => {
    const { errors } = await refused('/v1/events?fields=titel', 'fields');
    expect(errors?.[0]).toMatchObject({ code: 'unknown_field', detail: expect.stringContaining('“title”') });
    const inner = await refused('/v1/events?fields=participants.actor.slgu', 'fields');
    expect(inner.detail).toContain('“slug”');
  });
});

describe('a format', () => {
  it('that no list has is refused with 406 where Accept names it', async () => {
    await forEach(routes, async ({ sample, query }) => {
      if (!query.some(({ name }) => name === 'format')) return;
      const response = await ask(service, sample, { accept: 'image/png' });
      expect(response.statusCode, sample).toBe(406);
      const problem = problemOf(response, sample);
      expect(problem.detail).toContain('application/json');
      explained.add(problem.type);
    });
  });

  it('that belongs to another kind of answer is refused', async () => {
    await refused('/v1/quotes?format=geojson', 'format');
    await refused('/v1/actors?format=geojson', 'format');
  });
});

describe('an address', () => {
  it.each(['/', '/v1', '/v1/', '/v1/nothing', '/v2/timeline', '/v1/events/a/b/c', '/favicon.ico'])(
    'without anything at it answers 404: %s',
    async (url) => {
      const response = await ask(service, url);
      expect(response.statusCode).toBe(404);
      explained.add(problemOf(response, url).type);
    },
  );

  it('of a problem explains it in both languages', async () => {
    expect(explained.size).toBeGreaterThan(3);
    for (const type of explained) {
      const response = await ask(service, type);
      expect(response.statusCode, type).toBe(200);
      expect(response.json()).toMatchObject({
        type,
        title: expect.any(String),
        status: expect.any(Number),
        explanation: { en: expect.stringMatching(/\S/), ar: expect.stringMatching(/\p{Script=Arabic}/u) },
      });
    }
  });
});
