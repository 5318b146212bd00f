import type { TestApp } from '../support/app.ts';

/** The reading routes of the running service and their parameters, from its own description (OpenAPI). */

interface Schema {
  type?: string;
  enum?: string[];
  items?: Schema;
  maxItems?: number;
  $ref?: string;
}

export interface Parameter {
  name: string;
  in: 'query' | 'path';
  required?: boolean;
  schema: Schema;
  /** False where one text holds several numbers. */
  explode?: boolean;
  $ref?: string;
}

export interface Route {
  path: string;
  /** What may be asked; what must be asked stands in the sample. */
  query: Parameter[];
  /** Its address with records of the demonstration in the path, and what it needs in the query. */
  sample: string;
}

/** Records of the demonstration by kind, as the plural in the path names them. */
export const samples: Record<string, string> = {
  actors: 'usa',
  locations: 'iraq',
  sources: 'alhurra',
  vocabularies: 'event-types',
  problems: 'gone',
};

/** Which kind of record a parameter names; null where it names none. */
export const referenceOf: Record<string, string> = {
  actor: 'actor',
  with: 'actor',
  speaker: 'actor',
  about: 'actor',
  subject: 'actor',
  attributed_to: 'actor',
  member_of: 'actor',
  location: 'location',
  parent: 'location',
  within: 'location',
  source: 'source',
  document: 'document',
  part_of: 'document',
  event: 'event',
  utterance: 'utterance',
};

export async function routesOf(service: TestApp): Promise<Route[]> {
  const byKind = { ...samples };
  for (const kind of ['documents', 'events', 'quotes', 'utterances', 'figures'])
    byKind[kind] = (await service.app.inject(`/v1/${kind}?limit=1`)).json().data[0].id;
  const document = service.app.swagger() as unknown as Described;
  return Object.entries(document.paths)
    .filter(([, { get }]) => get && !get.security)
    .map(([path, { get }]) => {
      const parameters = (get?.parameters ?? [])
        .map((parameter) => followed(document, parameter))
        .filter((parameter) => parameter.in === 'query')
        .map((parameter) => ({ ...parameter, schema: schemaOf(document, parameter.schema) }));
      const needed = parameters
        .filter(({ required }) => required)
        .map((parameter) => `${parameter.name}=${validValue(parameter)}`);
      const found = path.replace(/([a-z]+)\/\{\w+\}/, (whole, kind: string) =>
        byKind[kind] ? `${kind}/${byKind[kind]}` : whole,
      );
      return {
        path,
        query: parameters.filter(({ required }) => !required),
        sample: [found, ...(needed.length > 0 ? [needed.join('&')] : [])].join('?'),
      };
    });
}

interface Described {
  paths: Record<string, { get?: { parameters?: Parameter[]; security?: unknown } }>;
  components: Record<string, Record<string, unknown>>;
}

/** What a `$ref` of the document stands for. */
function followed<T extends { $ref?: string }>(document: Described, value: T): T {
  const [, , section = '', name = ''] = value.$ref?.split('/') ?? [];
  return value.$ref ? followed(document, document.components[section]?.[name] as T) : value;
}

function schemaOf(document: Described, schema: Schema): Schema {
  const found = followed(document, schema);
  return found.items ? { ...found, items: schemaOf(document, found.items) } : found;
}

/** The codes that a parameter takes, where it takes only these. */
export const codesOf = ({ schema }: Parameter) => schema.enum ?? schema.items?.enum;

/** Whether a parameter takes several values. */
export const isList = ({ schema, explode }: Parameter) => schema.type === 'array' && explode !== false;

const plain: Record<string, string> = {
  q: 'iraq',
  from: '2024',
  to: '2025-03',
  bbox: '30,20,50,40',
  near: '44.4,33.3',
  country: 'IQ',
  lang: 'ar',
  unit: 'soldiers',
  updated_since: '2025-01-01',
  fields: 'id',
};

/** A value that a parameter takes; undefined for one that only an answer can give (cursors, ids). */
export function validValue(parameter: Parameter): string | undefined {
  const { name, schema } = parameter;
  const kind = referenceOf[name];
  if (kind) return samples[`${kind}s`];
  if (schema.type === 'boolean') return 'true';
  if (schema.type === 'integer' || schema.type === 'number') return '3';
  return plain[name] ?? codesOf(parameter)?.[0];
}
