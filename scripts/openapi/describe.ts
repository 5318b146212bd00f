import type { FastifyInstance } from 'fastify';
import { parameterValues, questions, refused, unexampled } from './questions.ts';
import { brief, steady, steadyText } from './steady.ts';

/** In the permalinks of the examples. */
const HOST = 'sijill.example';

interface Parameter {
  description?: string;
  $ref?: string;
  name: string;
  in: string;
  schema: { examples?: unknown[] };
  example?: unknown;
}
interface Media {
  examples?: Record<string, { summary: string; value: unknown }>;
}
interface Response {
  $ref?: string;
  content?: Record<string, Media>;
}
interface Operation {
  operationId?: string;
  parameters?: Parameter[];
  responses: Record<string, Response>;
}
export interface ApiDocument {
  paths: Record<string, Record<string, Operation>>;
  components: { parameters: Record<string, Parameter>; responses: Record<string, Response> };
}

/** The API document of a service over the demonstration knowledge base, with examples from its answers. */
export async function describeApi(app: FastifyInstance): Promise<ApiDocument> {
  const document = structuredClone(app.swagger()) as unknown as ApiDocument;
  await addExamples(app, document);
  return document;
}

async function addExamples(app: FastifyInstance, document: ApiDocument): Promise<void> {
  const asked = new Set<string>();
  for (const [path, { get: operation }] of Object.entries(document.paths)) {
    if (!operation) continue;
    const id = operation.operationId ?? `GET ${path}`;
    if (unexampled[id]) continue;
    const addresses = questions[id];
    if (!addresses)
      throw new Error(`${id} (${path}) has no example: give it an address in scripts/openapi/questions.ts.`);
    asked.add(id);
    for (const [name, address] of Object.entries(addresses)) await addAnswer(app, operation, name, address);
    addPathValues(operation, path, Object.values(addresses)[0] ?? '');
    for (const parameter of operation.parameters ?? []) addQueryValues(parameter);
  }
  for (const parameter of Object.values(document.components.parameters)) addQueryValues(parameter);
  for (const [name, addresses] of Object.entries(refused)) {
    const media = document.components.responses[name]?.content?.['application/problem+json'];
    if (!media) throw new Error(`There is no shared failure “${name}”.`);
    for (const [example, address] of Object.entries(addresses)) {
      const answer = await app.inject(address);
      if (answer.statusCode < 400) throw new Error(`${address} was to be refused and is answered.`);
      media.examples = { ...media.examples, [example]: { summary: `GET ${address}`, value: answer.json() } };
    }
  }
  const left = Object.keys(questions).filter((id) => !asked.has(id));
  if (left.length > 0)
    throw new Error(`scripts/openapi/questions.ts names no operation: ${left.join(', ')}.`);
}

/** The answer in every media type that the operation has; the first example only in those beside JSON. */
async function addAnswer(app: FastifyInstance, operation: Operation, name: string, address: string) {
  for (const [type, media] of Object.entries(operation.responses[200]?.content ?? {})) {
    if (type === 'text/event-stream' || (type !== 'application/json' && media.examples)) continue;
    const answer = await app.inject({ url: encodeURI(address), headers: { accept: type, host: HOST } });
    const answered = String(answer.headers['content-type']).split(';')[0];
    if (answer.statusCode !== 200 || answered !== type)
      throw new Error(`GET ${address} as ${type} answers ${answer.statusCode} ${answered}: ${answer.body}`);
    const value =
      type.endsWith('json') && type !== 'application/x-ndjson'
        ? steadyJson(answer.json(), type)
        : steadyText(answer.body, type);
    if (isEmpty(value)) throw new Error(`GET ${address} is no good example: its list is empty.`);
    media.examples = { ...media.examples, [name]: { summary: `GET ${address}`, value } };
  }
}

const steadyJson = (answer: unknown, type: string) =>
  type === 'application/ld+json' ? brief(steady(answer)) : steady(answer);

const isEmpty = (value: unknown) => {
  const { data } = value as { data?: unknown };
  return value === '' || (Array.isArray(data) && data.length === 0);
};

/** What stands in an address where the path has a name in braces. */
function addPathValues(operation: Operation, path: string, address: string) {
  const steps = address.split('?')[0]?.split('/') ?? [];
  for (const [i, step] of path.split('/').entries())
    for (const parameter of operation.parameters ?? [])
      if (parameter.in === 'path' && step === `{${parameter.name}}`) parameter.example = steps[i];
}

function addQueryValues(parameter: Parameter) {
  const values = parameterValues[parameter.name];
  if (parameter.in === 'query' && values) parameter.schema.examples = values;
}
