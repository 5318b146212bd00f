import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../support/app.ts';
import { answered, ask, problemOf } from './ask.ts';
import {
  codesOf,
  isList,
  type Parameter,
  type Route,
  referenceOf,
  routesOf,
  samples,
  validValue,
} from './routes.ts';

/** FUZZ_RUNS asks more questions than every run of the tests does. */
const QUESTIONS = Number(process.env.FUZZ_RUNS ?? 2500);

const service = useApp({ cacheBytes: 0 });

let routes: Route[];
let cursors: string[];
/** A word that is no code, no name of a record and no date. */
const NOTHING = 'zzqx';

beforeAll(async () => {
  routes = await routesOf(service);
  cursors = await Promise.all(
    ['/v1/timeline', '/v1/quotes', '/v1/actors?q=iraq', '/v1/actors/usa/network', '/v1/changes'].map(
      async (url) =>
        (await answered(service, `${url}${url.includes('?') ? '&' : '?'}limit=1`)).page.next_cursor ?? '',
    ),
  );
});

const text = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({ unit: fc.constantFrom(...'ابتثجحخدذرزسشصضطظعغفقكلمنهويىءآأؤإئةًٌٍَُِّْـ ،؟«»'), maxLength: 40 }),
  fc.constantFrom(
    "' or 1=1 --",
    '"; drop table events; --',
    "x') union select text from document_texts --",
    '%',
    '_%\\',
    '$(id)',
    '{{7*7}}',
    '../../etc/passwd',
    '<script>alert(1)</script>',
    'null',
    'undefined',
    'NaN',
    '-0',
    '1e309',
    '99999999999999999999',
    '-9223372036854775809',
    '2024-02-30',
    '0000',
    '9999-12-31',
    'infinity',
    '[object Object]',
    '[]',
    '{}',
    ',',
    ',,,',
    '""',
    'or',
    '-',
    '"unclosed',
    '\u202Eabc',
    '\uFEFF',
    '\uFFFF',
    '\u{1F4A5}',
    'ﷺ',
    'e\u0301'.repeat(50),
    'a'.repeat(600),
    'ا'.repeat(199),
    'a,'.repeat(150),
  ),
);

/** A right value with one character taken out, put in or changed. */
const mutated = (value: string) =>
  fc
    .tuple(fc.nat(value.length), fc.constantFrom('', 'x', '-', '0', "'", ' ', 'ي', ':', '.'), fc.boolean())
    .map(([at, letter, replace]) => value.slice(0, at) + letter + value.slice(at + (replace ? 1 : 0)));

interface Given {
  name: string;
  value: string;
  /** Whether no 200 may answer a question that has it. */
  wrong: boolean;
}

/** Values of a parameter: right, wrong for certain, and any at all. */
function given(parameter: Parameter): fc.Arbitrary<Given> {
  const { name } = parameter;
  const codes = codesOf(parameter);
  const right = [validValue(parameter), ...(codes ?? [])].filter((value) => value !== undefined);
  const certainlyWrong =
    codes || referenceOf[name] || name === 'from' || name === 'to' || name === 'updated_since';
  const rights = right.length > 0 ? [fc.constantFrom(...right)] : [];
  const place = name === 'cursor' || name === 'after' ? [fc.constantFrom(...cursors).chain(mutated)] : [];
  const some = fc
    .oneof(...rights, ...rights, ...rights, ...place, ...rights.map((value) => value.chain(mutated)), text)
    .map((value) => ({ name, value, wrong: false }));
  if (!certainlyWrong) return some;
  const wrong = fc
    .tuple(fc.constantFrom(NOTHING, `${NOTHING},${NOTHING}`), fc.option(fc.constantFrom(...right, NOTHING)))
    .map(([value, other]) => ({
      name,
      value: other && isList(parameter) ? `${other},${value}` : value,
      wrong: true,
    }));
  return fc.oneof({ weight: 5, arbitrary: some }, { weight: 1, arbitrary: wrong });
}

const unknown = fc
  .constantFrom('zz', 'Actor', 'actor[]', 'actor[id]', 'limit ', '$where', 'hasOwnProperty', '__proto__', '')
  .chain((name) => text.map((value): Given => ({ name, value, wrong: name !== '' })));

interface Question {
  url: string;
  wrong: boolean;
}

/** An address as a client sends it. */
function asSent(url: string): string {
  const { pathname, search } = new URL(url, 'http://localhost');
  return `${pathname}${search}`;
}

function questions(): fc.Arbitrary<Question> {
  return fc
    .constantFrom(...routes)
    .chain((route) => {
      const known = route.query.length > 0 ? [fc.constantFrom(...route.query).chain(given)] : [];
      const one = fc.oneof(...(known.length > 0 ? [{ weight: 20, arbitrary: fc.oneof(...known) }] : []), {
        weight: 1,
        arbitrary: unknown,
      });
      const path = route.path.includes('{')
        ? fc.oneof(
            { weight: 4, arbitrary: fc.constant(route.sample) },
            {
              weight: 1,
              arbitrary: fc
                .oneof(text, fc.constantFrom(...Object.values(samples)).chain(mutated))
                .map((ref) => route.path.replace(/\{\w+\}/, encodeURIComponent(ref))),
            },
          )
        : fc.constant(route.path);
      return fc.tuple(fc.constant(route), path, fc.array(one, { maxLength: 4 }));
    })
    .map(([route, path, parameters]) => {
      const query = parameters.map(
        ({ name, value }) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
      );
      const strict = route.path.startsWith('/v1/');
      return {
        url: asSent(query.length > 0 ? `${path}?${query.join('&')}` : path),
        wrong: strict && parameters.some(({ wrong }) => wrong),
      };
    });
}

/** Answers that any question may have; the client is told what is wrong with it, never that we failed. */
const ANSWERS = [200, 308, 400, 401, 403, 404, 406, 410, 414];

async function check({ url, wrong }: Question) {
  const response = await ask(service, url);
  const told = `${url} ${response.statusCode} ${response.body.slice(0, 200)}`;
  expect(ANSWERS, told).toContain(response.statusCode);
  if (wrong) expect(response.statusCode, told).not.toBe(200);
  if (response.statusCode >= 400 && response.statusCode !== 414) {
    const { errors } = problemOf(response, url);
    if (response.statusCode === 400) expect(errors?.[0]?.parameter, told).toBeDefined();
  }
}

describe('any question at all', () => {
  it('gets an answer or is told what is wrong with it, and a mistyped one never gets an empty list', async () => {
    await fc.assert(fc.asyncProperty(questions(), check), { numRuns: QUESTIONS, endOnFailure: true });
  });

  it('leaves the service as it was', async () => {
    const { data } = await answered(service, '/v1/timeline?limit=3');
    expect(data).toHaveLength(3);
    expect(Object.keys(Object.prototype)).toEqual([]);
    for (const key in {}) expect(key).toBeUndefined();
  });
});
