import { z } from 'zod';
import { softwareVersion } from '../../version.ts';
import { type Collection, collections } from './collections.ts';
import { DEFAULT_LIMIT, MOST_ITEMS } from './parameters.ts';

/** The documents by which an OGC API describes itself. `root` is its absolute address, without a slash at its end. */

export const GEOJSON = 'application/geo+json';
export const SCHEMA = 'application/schema+json';
const OPENAPI = 'application/vnd.oai.openapi+json;version=3.0';
const CRS84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84';

export const apiType = OPENAPI;

export const link = (rel: string, href: string, type: string, title?: string) => ({
  rel,
  href,
  type,
  ...(title ? { title } : {}),
});

export const landingPage = (root: string) => ({
  title: 'Sijill',
  description: 'Who said or did what, when, where, and who reported it in which words: events and places.',
  links: [
    link('self', root, 'application/json', 'This page'),
    link('service-desc', `${root}/api`, OPENAPI, 'The API definition'),
    link('conformance', `${root}/conformance`, 'application/json', 'What it conforms to'),
    link('data', `${root}/collections`, 'application/json', 'The collections'),
  ],
});

export const conformance = {
  conformsTo: ['1.0', '1.1'].flatMap((version) =>
    ['core', 'geojson'].map(
      (name) => `http://www.opengis.net/spec/ogcapi-features-1/${version}/conf/${name}`,
    ),
  ),
};

/** `[west, south, east, north]` of the places and the first and last day of the events; null where there is none. */
export interface Extent {
  bbox: number[] | null;
  interval: [string | null, string | null];
}

export function describeCollection(collection: Collection, root: string, { bbox, interval }: Extent) {
  const address = `${root}/collections/${collection.id}`;
  const at = (day: string | null) => day && `${day}T00:00:00Z`;
  return {
    id: collection.id,
    title: collection.title,
    description: collection.description,
    itemType: 'feature',
    crs: [CRS84],
    extent: {
      spatial: { bbox: [bbox ?? [-180, -90, 180, 90]], crs: CRS84 },
      ...(collection.dated ? { temporal: { interval: [interval.map(at)] } } : {}),
    },
    links: [
      link('self', address, 'application/json'),
      link('items', `${address}/items`, GEOJSON, collection.title),
      link('describedby', `${address}/schema`, SCHEMA, 'The columns'),
    ],
  };
}

/** The columns of a collection, as a schema of its features: clients take their types from here. */
export const schemaOf = ({ id, title, properties }: Collection, root: string) => ({
  $id: `${root}/collections/${id}/schema`,
  title,
  ...z.toJSONSchema(properties, { target: 'draft-2020-12' }),
});

const query = (name: string, description: string, schema: object) => ({
  name,
  in: 'query',
  description,
  required: false,
  style: 'form',
  explode: false,
  schema,
});

const parameters = {
  limit: query('limit', 'Features on a page; more than the maximum is taken for the maximum', {
    type: 'integer',
    minimum: 1,
    maximum: MOST_ITEMS,
    default: DEFAULT_LIMIT,
  }),
  bbox: query('bbox', 'West, south, east, north in degrees (CRS84); features without a place match too', {
    type: 'array',
    oneOf: [
      { minItems: 4, maxItems: 4 },
      { minItems: 6, maxItems: 6 },
    ],
    items: { type: 'number' },
  }),
  datetime: query('datetime', 'A time or an interval (RFC 3339); features without a time match too', {
    type: 'string',
  }),
  cursor: query('cursor', 'The place of the page, from the link `next`', { type: 'string' }),
};

const answers = (type: string, description: string) => ({
  200: { description, content: { [type]: { schema: { type: 'object' } } } },
  '4XX': { $ref: '#/components/responses/Problem' },
  '5XX': { $ref: '#/components/responses/Problem' },
});

const operation = (operationId: string, type: string, description: string, refs: string[] = []) => ({
  get: {
    operationId,
    summary: description,
    ...(refs.length > 0
      ? { parameters: refs.map((name) => ({ $ref: `#/components/parameters/${name}` })) }
      : {}),
    responses: answers(type, description),
  },
});

/** Each collection has paths of its own: GDAL learns the length of a page from a literal one, by a reference. */
const pathsOf = ({ id, title }: Collection) => ({
  [`/collections/${id}`]: operation(`describe_${id}`, 'application/json', `The collection ${title}`),
  [`/collections/${id}/schema`]: operation(`schema_${id}`, SCHEMA, `The columns of ${title}`),
  [`/collections/${id}/items`]: operation(
    `list_${id}`,
    GEOJSON,
    `Features of ${title}`,
    Object.keys(parameters),
  ),
  [`/collections/${id}/items/{featureId}`]: operation(`get_${id}`, GEOJSON, `One feature of ${title}`, [
    'featureId',
  ]),
});

/** The API definition (OpenAPI 3.0, which is what clients of this standard read). */
export const apiDefinition = (root: string) => ({
  openapi: '3.0.3',
  info: {
    title: 'Sijill, OGC API Features',
    version: softwareVersion,
    license: { name: 'CC BY 4.0', url: 'https://creativecommons.org/licenses/by/4.0/' },
  },
  servers: [{ url: root }],
  paths: {
    '/': operation('getLandingPage', 'application/json', 'Where everything is'),
    '/api': operation('getApi', OPENAPI, 'This definition'),
    '/conformance': operation('getConformance', 'application/json', 'What this API conforms to'),
    '/collections': operation('getCollections', 'application/json', 'The collections'),
    ...Object.assign({}, ...collections.map(pathsOf)),
  },
  components: {
    parameters: {
      ...parameters,
      featureId: {
        name: 'featureId',
        in: 'path',
        description: 'Id of the feature',
        required: true,
        schema: { type: 'string' },
      },
    },
    responses: {
      Problem: {
        description: 'What went wrong (RFC 9457)',
        content: { 'application/problem+json': { schema: { type: 'object' } } },
      },
    },
  },
});
