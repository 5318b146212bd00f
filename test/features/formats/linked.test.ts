import jsonld from 'jsonld';
import { describe, expect, it } from 'vitest';
import { recordKinds } from '../../../src/model/common.ts';
import { useApp } from '../../support/app.ts';
import { useDesk } from '../../support/desk.ts';
import { useHostileRecords, words } from './records.ts';

const service = useApp();
const desk = useDesk(service);
const written = useHostileRecords(desk);

const ask = async (path: string) => {
  const answer = await service.app.inject({ url: path, headers: { accept: 'application/ld+json' } });
  expect(answer.statusCode, answer.body.slice(0, 500)).toBe(200);
  expect(answer.headers['content-type']).toContain('application/ld+json');
  return answer.json();
};

/** The processor's answer; in safe mode it refuses a document of which it would leave out anything. */
const expand = async (document: object) =>
  jsonld
    .expand(document, {
      safe: true,
      documentLoader: async (url) => {
        const { pathname } = new URL(url);
        return { documentUrl: url, document: await ask(pathname), contextUrl: undefined };
      },
    } as jsonld.Options.Expand & { safe: boolean })
    .catch((error: { details?: unknown }) => {
      throw new Error(`It would lose something: ${JSON.stringify(error.details)?.slice(0, 2000)}`);
    });

/** Every value that stands in a JSON tree, in no order. */
function leaves(value: unknown): string[] {
  if (value === null) return [];
  return typeof value === 'object' ? Object.values(value).flatMap(leaves) : [`${value}`];
}
/** The same of an expanded document, without the names and types that expansion adds. */
function expandedLeaves(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(expandedLeaves);
  if (value === null || typeof value !== 'object') return [`${value}`];
  const { '@value': literal, '@type': type, ...rest } = value as Record<string, unknown>;
  if (literal !== undefined) return [`${literal}`];
  return [...(type ? [type].flat().map(String) : []), ...Object.values(rest).flatMap(expandedLeaves)];
}

const dropped = (document: Record<string, unknown>, expanded: unknown) => {
  const { '@context': _, ...answer } = document;
  const kept = new Set(expandedLeaves(expanded));
  const types =
    /^(Person|Organization|Place|NewsMediaOrganization|Article|Event|Quotation|Utterance|Figure|Concept(Scheme)?|ar|en)$/;
  return leaves(answer).filter((leaf) => !kept.has(leaf) && !types.test(leaf));
};

describe('expansion by a JSON-LD processor loses nothing', () => {
  it.each(recordKinds)('of any %s', async (kind) => {
    const list = await ask(`/v1/${kind}s?format=jsonld`);
    expect(list['@graph'].length).toBeGreaterThan(4);
    const expanded = await expand(list);
    expect(expanded).toHaveLength(list['@graph'].length);
    expect(dropped(list, expanded)).toEqual([]);
    const id = new URL(list['@graph'][0]['@id']).pathname;
    const one = await ask(id);
    expect(one['@id']).toBe(list['@graph'][0]['@id']);
    expect(dropped(one, await expand(one))).toEqual([]);
  });

  it('of a timeline, and of an actor’s', async () => {
    for (const path of ['/v1/timeline', '/v1/actors/global-coalition/timeline?include_members=true']) {
      const list = await ask(path);
      expect(dropped(list, await expand(list))).toEqual([]);
    }
  });

  it('of any vocabulary, which is a SKOS concept scheme', async () => {
    const { data } = (await service.get('/v1/vocabularies')).body;
    const skos = 'http://www.w3.org/2004/02/skos/core#';
    for (const { scheme } of data) {
      const document = await ask(`/v1/vocabularies/${scheme}`);
      const expanded = await expand(document);
      expect(dropped(document, expanded)).toEqual([]);
      const [first, ...concepts] = expanded;
      expect(first?.['@type']).toEqual([`${skos}ConceptScheme`]);
      for (const concept of concepts) {
        expect(concept['@type']).toEqual([`${skos}Concept`]);
        expect(concept[`${skos}inScheme`]).toEqual([{ '@id': first?.['@id'] }]);
      }
    }
  });
});

it('a quote is a schema.org Quotation by who said it, in a document', async () => {
  const [quote] = await expand(await ask(`/v1/quotes/${written.quote}`));
  const schema = 'https://schema.org/';
  expect(quote).toMatchObject({
    '@type': [`${schema}Quotation`],
    [`${schema}text`]: [{ '@value': words, '@language': 'ar' }],
    [`${schema}creator`]: [{ '@type': [`${schema}Person`] }],
    [`${schema}isBasedOn`]: [{ '@id': expect.stringContaining(written.document) }],
  });
});

it('the context stands at its address for a day, and codes are addresses of concepts that exist', async () => {
  const answer = await service.get('/context/v1.jsonld').expect(200);
  expect(answer.headers['content-type']).toContain('application/ld+json');
  expect(answer.headers['cache-control']).toBe('public, max-age=86400');
  const event = await ask(`/v1/events/${written.event}`);
  const vocabulary = await ask(new URL(event.type['@id']).pathname);
  expect(vocabulary['@graph'].map((node: { '@id': string }) => node['@id'])).toContain(event.type['@id']);
});
