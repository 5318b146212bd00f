import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { rowTexts, text } from '../../db/answer.ts';
import type { DataVersion } from '../../db/version.ts';
import { AppError } from '../../errors.ts';
import { countAll, readPage } from '../../filters/page.ts';
import { baseOf } from '../../http/addresses.ts';
import { type Asking, answer } from '../../http/answers.ts';
import { callerOf } from '../../http/callers.ts';
import { type Place, questionKey, readCursor, writeCursor } from '../../http/cursor.ts';
import { stateOf } from '../../http/dataState.ts';
import { nearest } from '../../text/nearest.ts';
import type { Integration } from '../integration.ts';
import { type Collection, collections, type Feature } from './collections.ts';
import {
  apiDefinition,
  apiType,
  conformance,
  describeCollection,
  type Extent,
  GEOJSON,
  landingPage,
  link,
  SCHEMA,
  schemaOf,
} from './documents.ts';
import { DEFAULT_LIMIT, ItemsQuery } from './parameters.ts';
import { measureExtent } from './queries.ts';

const PREFIX = '/ogc';
const nothing = z.strictObject({});
const inCollection = z.strictObject({ collection: z.string() });
const ofFeature = z.strictObject({ collection: z.string(), feature: z.string().min(1).max(300) });

/** Throws AppError not_found for a collection that there is not. */
function collectionOf(name: string): Collection {
  const found = collections.find(({ id }) => id === name);
  if (found) return found;
  const names = collections.map(({ id }) => id);
  const meant = nearest(name, names);
  throw new AppError(
    'not_found',
    `There is no collection “${name}”. ${meant ? `Did you mean “${meant}”?` : `There are: ${names.join(', ')}.`}`,
  );
}

/** Statements fetch so many features at once, so that none takes long. */
const CHUNK = 200;

async function readFeatures(
  { reads }: Asking,
  collection: Collection,
  query: ItemsQuery,
  base: string,
  after: Place | undefined,
): Promise<{ features: Feature[]; next: Place | null }> {
  const question = collection.find(query);
  const limit = query.limit ?? DEFAULT_LIMIT;
  const features: Feature[] = [];
  for (let place = after; ; ) {
    const page = await readPage(reads, question, Math.min(CHUNK, limit - features.length), place);
    for (const entry of page.entries) features.push(collection.feature(entry.toString(), base));
    if (!page.next || features.length >= limit) return { features, next: page.next };
    place = page.next;
  }
}

/** One page of a collection: its links are in the body, where the clients of this standard look for them. */
async function itemsPage(asking: Asking, request: FastifyRequest, collection: Collection) {
  const base = baseOf(asking.publicUrl, request);
  const query = request.query as ItemsQuery;
  const key = questionKey([collection.id, query.bbox, query.datetime]);
  const after = query.cursor === undefined ? undefined : readCursor(query.cursor, key);
  const { features, next } = await readFeatures(asking, collection, query, base, after);
  // Counted once, on the first page, and not within bounds: there it may take as long as reading all.
  const bounded = query.bbox !== undefined || query.datetime !== undefined;
  const total = after || bounded ? undefined : await countAll(asking.reads, collection.find(query));
  const self = new URL(request.url, base);
  const following = new URL(self);
  if (next) following.searchParams.set('cursor', writeCursor(next, key));
  return {
    type: 'FeatureCollection',
    timeStamp: new Date().toISOString(),
    ...(total?.exact ? { numberMatched: total.count } : {}),
    numberReturned: features.length,
    links: [
      link('self', self.href, GEOJSON),
      ...(next ? [link('next', following.href, GEOJSON)] : []),
      link('collection', `${base}${PREFIX}/collections/${collection.id}`, 'application/json'),
    ],
    features,
  };
}

/** Throws AppError not_found, gone, or moved where the record answers under another id now. */
async function oneFeature(
  asking: Asking,
  request: FastifyRequest,
  collection: Collection,
  named: string,
  data: DataVersion,
) {
  const { id, merged } = await asking.references.inPath(
    collection.kind,
    named,
    stateOf(data),
    callerOf(request),
  );
  const items = `${PREFIX}/collections/${collection.id}/items`;
  if (merged)
    throw new AppError('moved', `This ${collection.kind} was merged into ${id}.`, [], `${items}/${id}`);
  const json = (await rowTexts(asking.reads, collection.get(id)))[0]?.[0];
  if (!json) throw new AppError('not_found', `There is no ${collection.kind} “${named}”.`);
  const base = baseOf(asking.publicUrl, request);
  return {
    ...collection.feature(json, base),
    links: [
      link('self', `${base}${items}/${id}`, GEOJSON),
      link('collection', `${base}${PREFIX}/collections/${collection.id}`, 'application/json'),
    ],
  };
}

export const ogc: Integration = {
  prefix: PREFIX,
  routes: async (app, { asking }) => {
    const respond = (
      request: FastifyRequest,
      reply: FastifyReply,
      type: string,
      compute: (data: DataVersion) => Promise<object> | object,
    ) =>
      answer(asking, request, reply, async (data) => ({ type, body: JSON.stringify(await compute(data)) }));
    const rootOf = (request: FastifyRequest) => `${baseOf(asking.publicUrl, request)}${PREFIX}`;
    const extentNow = async (): Promise<Extent> =>
      JSON.parse((await text(asking.reads, measureExtent())) ?? '{"bbox":null,"interval":[null,null]}');
    const json = 'application/json; charset=utf-8';

    app.get('/', {
      schema: { hide: true, querystring: nothing },
      handler: (request, reply) => respond(request, reply, json, () => landingPage(rootOf(request))),
    });

    app.get('/api', {
      schema: { hide: true, querystring: nothing },
      handler: (request, reply) => respond(request, reply, apiType, () => apiDefinition(rootOf(request))),
    });

    app.get('/conformance', {
      schema: { hide: true, querystring: nothing },
      handler: (request, reply) => respond(request, reply, json, () => conformance),
    });

    app.get('/collections', {
      schema: { hide: true, querystring: nothing },
      handler: (request, reply) =>
        respond(request, reply, json, async () => {
          const root = rootOf(request);
          const extent = await extentNow();
          return {
            links: [link('self', `${root}/collections`, 'application/json')],
            collections: collections.map((collection) => describeCollection(collection, root, extent)),
          };
        }),
    });

    app.get('/collections/:collection', {
      schema: { hide: true, params: inCollection, querystring: nothing },
      handler: (request, reply) => {
        const collection = collectionOf(request.params.collection);
        return respond(request, reply, json, async () =>
          describeCollection(collection, rootOf(request), await extentNow()),
        );
      },
    });

    app.get('/collections/:collection/schema', {
      schema: { hide: true, params: inCollection, querystring: nothing },
      handler: (request, reply) => {
        const collection = collectionOf(request.params.collection);
        return respond(request, reply, SCHEMA, () => schemaOf(collection, rootOf(request)));
      },
    });

    app.get('/collections/:collection/items', {
      schema: { hide: true, params: inCollection, querystring: ItemsQuery },
      handler: (request, reply) => {
        const collection = collectionOf(request.params.collection);
        return respond(request, reply, GEOJSON, () => itemsPage(asking, request, collection));
      },
    });

    app.get('/collections/:collection/items/:feature', {
      schema: { hide: true, params: ofFeature, querystring: nothing },
      handler: (request, reply) => {
        const { collection, feature } = request.params;
        const found = collectionOf(collection);
        return respond(request, reply, GEOJSON, (data) => oneFeature(asking, request, found, feature, data));
      },
    });
  },
};
