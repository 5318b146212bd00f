type Json = null | boolean | number | string | Json[] | JsonObject;
interface JsonObject {
  [name: string]: Json | undefined;
}
interface Operation extends JsonObject {
  tags?: string[];
  parameters?: JsonObject[];
  responses: Record<string, JsonObject>;
}

const COMMAS = 'Numbers separated by commas.';
const SEVERAL = 'Several values, repeated or separated by commas, mean OR.';
/** Formats that say all their pattern says. */
const SPEAKING_FORMATS = ['uuid', 'date', 'date-time'];

const responseNames: Record<string, string> = {
  304: 'NotModified',
  308: 'Moved',
  400: 'BadRequest',
  404: 'NotFound',
  406: 'NotAcceptable',
  410: 'Gone',
  503: 'Unavailable',
};

const header = (description: string) => ({ description, schema: { type: 'string' } });
const headers = {
  ETag: header('The state of this answer, for `If-None-Match`'),
  Link: header('`<…>; rel="next"`: the next page (RFC 8288); absent on the last'),
  Location: header('Where the record answers now'),
  RetryAfter: header('Seconds to wait before asking again'),
};
const headerRef = (name: keyof typeof headers) => ({ $ref: `#/components/headers/${name}` });

/**
 * Makes the document that @fastify/swagger and zod give readable: parameters as they are really read, headers,
 * what repeats in one place, nothing that is not used, in a fixed order.
 */
export function tidy<D extends object>(given: D): D {
  const document = structuredClone(given) as unknown as JsonObject;
  plain(document);
  const schemas = mergeTwins(document);
  const operations = operationsOf(document);
  for (const [path, operation] of operations) {
    for (const parameter of operation.parameters ?? []) describeParameter(parameter, schemas);
    describeResponses(path, operation);
  }
  document.components = {
    ...(document.components as JsonObject),
    parameters: shareParameters(operations.map(([, operation]) => operation)),
    responses: shareResponses(operations.map(([, operation]) => operation)),
    headers,
  };
  document.tags = usedTags(document, operations);
  prune(document);
  return document as unknown as D;
}

function operationsOf(document: JsonObject): [string, Operation][] {
  const paths = sorted(document.paths as Record<string, JsonObject>);
  document.paths = paths;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.values(methods).map((operation): [string, Operation] => [path, operation as Operation]),
  );
}

/** Takes out of every schema what only repeats its type or format. */
function plain(value: Json | undefined): void {
  if (value === null || typeof value !== 'object') return;
  if (!Array.isArray(value)) {
    if (SPEAKING_FORMATS.includes(value.format as string)) delete value.pattern;
    if (value.minimum === Number.MIN_SAFE_INTEGER) delete value.minimum;
    if (value.maximum === Number.MAX_SAFE_INTEGER) delete value.maximum;
  }
  for (const inner of Object.values(value)) plain(inner);
}

function describeParameter(parameter: JsonObject, schemas: JsonObject): void {
  const schema = parameter.schema as JsonObject;
  const named = schemas[nameOf(schema)] as JsonObject | undefined;
  const described = (parameter.description ?? named?.description) as string | undefined;
  const sentence = described?.replace(/\.?$/, '.');
  const numbers = ((named ?? schema).prefixItems as Json[] | undefined)?.length;
  // swagger-ui 5 fails on a parameter whose `items` is no schema, as that of a tuple.
  if (numbers)
    Object.assign(parameter, {
      description: `${sentence} ${COMMAS}`,
      schema: { type: 'array', items: { type: 'number' }, minItems: numbers, maxItems: numbers },
      style: 'form',
      explode: false,
    });
  else if (schema.type === 'array')
    Object.assign(parameter, {
      description: described === SEVERAL ? SEVERAL : `${sentence} ${SEVERAL}`,
      style: 'form',
      explode: true,
    });
  // @fastify/swagger lifts a schema's examples into the parameter, where /docs would ask with them.
  const lifted = parameter.examples as Record<string, { value: Json }> | undefined;
  if (!lifted) return;
  delete parameter.examples;
  schema.examples = Object.values(lifted).map(({ value }) => value);
}

function describeResponses(path: string, { parameters = [], responses }: Operation): void {
  const answered = responses[200];
  const types = Object.keys((answered?.content as JsonObject) ?? {});
  if (answered && path.startsWith('/v1/')) {
    const paged = parameters.some(({ name }) => name === 'cursor');
    answered.headers = { ETag: headerRef('ETag'), ...(paged ? { Link: headerRef('Link') } : {}) };
    responses[304] ??= {
      description: 'Unchanged since the answer whose `ETag` was sent as `If-None-Match`',
      headers: { ETag: headerRef('ETag') },
    };
  }
  if (types.length > 1)
    responses[406] ??= {
      description: '`Accept` names none of the media types that this answer comes in',
      content: (responses[400] ?? responses['4XX'])?.content,
    };
  if (responses[308]) responses[308].headers = { Location: headerRef('Location') };
  if (responses[503]) responses[503].headers = { 'Retry-After': headerRef('RetryAfter') };
}

/** Query parameters that several operations take alike stand once, under their name; returns them. */
function shareParameters(operations: Operation[]): JsonObject {
  const asked = operations.flatMap(({ parameters = [] }) => parameters).filter((one) => one.in === 'query');
  return share(
    asked.map((parameter) => [parameter.name as string, parameter]),
    'parameters',
  );
}

/** Failures that several operations answer alike stand once, under a name of their status; returns them. */
function shareResponses(operations: Operation[]): JsonObject {
  const answered = operations.flatMap(({ responses }) => Object.entries(responses));
  return share(
    answered.flatMap(([status, response]): [string, JsonObject][] => {
      const name = responseNames[status];
      return name ? [[name, response]] : [];
    }),
    'responses',
  );
}

/** Of each name the form that is used most, at least twice, becomes a component. */
function share(named: [string, JsonObject][], kind: string): JsonObject {
  const uses = new Map<string, Map<string, JsonObject[]>>();
  for (const [name, value] of named) {
    const forms = uses.get(name) ?? new Map<string, JsonObject[]>();
    const form = JSON.stringify(value);
    uses.set(name, forms.set(form, [...(forms.get(form) ?? []), value]));
  }
  const shared: JsonObject = {};
  for (const [name, forms] of uses) {
    const [most = []] = [...forms.values()].sort((a, b) => b.length - a.length);
    if (most.length < 2) continue;
    shared[name] = structuredClone(most[0]);
    for (const value of most) becomeReference(value, `#/components/${kind}/${name}`);
  }
  return shared;
}

function becomeReference(value: JsonObject, $ref: string): void {
  for (const name of Object.keys(value)) delete value[name];
  value.$ref = $ref;
}

/** The tags that operations carry. Throws where one is not described. */
function usedTags(document: JsonObject, operations: [string, Operation][]): JsonObject[] {
  const described = document.tags as JsonObject[];
  const used = new Set(operations.flatMap(([, operation]) => operation.tags ?? []));
  for (const tag of used)
    if (!described.some(({ name }) => name === tag))
      throw new Error(`The tag “${tag}” is not described: add it to src/http/openapiIntroduction.ts.`);
  return described.filter(({ name }) => used.has(name as string));
}

/**
 * zod writes each named schema twice, as it is answered and as it is asked (`…Input`). Where both are the same, or
 * only the second is used, the plain name stands for it. Returns the schemas.
 */
function mergeTwins(document: JsonObject): JsonObject {
  const schemas = ((document.components as JsonObject | undefined)?.schemas ?? {}) as JsonObject;
  const used = reachable(document);
  const text = (name: string) => JSON.stringify(schemas[name])?.replaceAll('Input"}', '"}');
  const merged = new Map<string, string>();
  for (const twin of Object.keys(schemas).filter((name) => name.endsWith('Input'))) {
    const name = twin.slice(0, -'Input'.length);
    if (!schemas[name] || !used.has(pointerTo(twin))) continue;
    if (text(name) !== text(twin) && used.has(pointerTo(name))) continue;
    merged.set(pointerTo(twin), pointerTo(name));
    schemas[name] = schemas[twin];
  }
  eachReference(document, (holder) => {
    holder.$ref = merged.get(holder.$ref as string) ?? holder.$ref;
  });
  return schemas;
}

const pointerTo = (name: string) => `#/components/schemas/${name}`;
const nameOf = ({ $ref }: JsonObject) => (typeof $ref === 'string' ? $ref.slice(pointerTo('').length) : '');

/** Leaves the components that something refers to, in order of their names. */
function prune(document: JsonObject): void {
  const components = document.components as Record<string, JsonObject>;
  const used = reachable(document);
  for (const [kind, entries] of Object.entries(components))
    components[kind] = sorted(
      Object.fromEntries(
        Object.entries(entries).filter(
          // Security schemes are named, not referred to.
          ([name]) => kind === 'securitySchemes' || used.has(`#/components/${kind}/${name}`),
        ),
      ),
    );
}

function reachable(document: JsonObject): Set<string> {
  const components = document.components as Record<string, JsonObject>;
  const found = new Set<string>();
  const follow = (value: Json | undefined) =>
    eachReference(value, ({ $ref }) => {
      const pointer = $ref as string;
      if (found.has(pointer)) return;
      found.add(pointer);
      const [, , kind = '', name = ''] = pointer.split('/');
      follow(components[kind]?.[name]);
    });
  follow(document.paths);
  return found;
}

function eachReference(value: Json | undefined, visit: (holder: JsonObject) => void): void {
  if (Array.isArray(value)) for (const entry of value) eachReference(entry, visit);
  else if (value !== null && typeof value === 'object') {
    if (typeof value.$ref === 'string') visit(value);
    for (const inner of Object.values(value)) eachReference(inner, visit);
  }
}

const sorted = <T>(record: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
