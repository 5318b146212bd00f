import { readFileSync } from 'node:fs';
import type { Draws } from './values.ts';

interface Parameter {
  name: string;
  in: string;
  schema: { enum?: string[]; items?: { enum?: string[] } };
}

interface Operation {
  parameters?: (Parameter | { $ref: string })[];
}

/** One route with one or two of its filters, and the addresses that ask for it. */
export interface MatrixQuestion {
  route: string;
  filters: string[];
  paths: string[];
}

/** What shapes an answer or leafs through it, and filters nothing. */
const notFilters = new Set(
  'limit cursor total fields format as_of order include quotes radius_km interval collapse series'.split(' '),
);
/** Filters that mean something only beside another. */
const needs: Record<string, string[]> = { role: ['actor'], date_mode: ['from'] };
/** Parameters that turn a question into another one: asked with every filter too, as if they were filters. */
const turns = new Set(['collapse', 'series', 'include_members', 'by']);

const document = JSON.parse(readFileSync(new URL('../../openapi/openapi.json', import.meta.url), 'utf8')) as {
  paths: Record<string, { get?: Operation }>;
  components: { parameters: Record<string, Parameter> };
};

const parametersOf = ({ parameters = [] }: Operation): Parameter[] =>
  parameters.map((one) =>
    '$ref' in one ? (document.components.parameters[one.$ref.split('/').at(-1) ?? ''] as Parameter) : one,
  );

/** Every list of the API document with each of its filters alone and with each two of them. */
export function matrix(draws: Draws, { pairs = true } = {}): MatrixQuestion[] {
  return Object.entries(document.paths).flatMap(([route, { get }]) => {
    const parameters = get ? parametersOf(get).filter((one) => one.in === 'query') : [];
    const asked = parameters.map(({ name }) => name);
    if (!asked.includes('cursor') && !asked.includes('actor')) return [];
    const filters = parameters.filter(({ name }) => !notFilters.has(name) || turns.has(name));
    const sets = filters.flatMap((one, i) => [
      [one],
      ...(pairs ? filters.slice(i + 1).map((other) => [one, other]) : []),
    ]);
    const limit = asked.includes('limit') ? 'limit=50' : '';
    return [[], ...sets].flatMap((set): MatrixQuestion[] => {
      const paths = pathsOf(route, set, limit, draws);
      return paths.length > 0 ? [{ route, filters: set.map(({ name }) => name), paths }] : [];
    });
  });
}

/** Each filter with its common and its rare value, in every combination; where a route names an actor, two of them. */
function pathsOf(route: string, set: Parameter[], limit: string, draws: Draws): string[] {
  const given = set.map(({ name }) => name);
  const needed = given.flatMap((name) => needs[name] ?? []).filter((name) => !given.includes(name));
  const values = set.map(({ name, schema }) => draws(route, name, schema.enum ?? schema.items?.enum ?? []));
  if (values.some((value) => value === undefined)) return [];
  const actors = route.includes('{ref}') ? (draws(route, 'actor', []) ?? []) : [''];
  const choices = Array.from({ length: 2 ** set.length }, (_, bits) =>
    set.map(({ name }, i) => [name, values[i]?.[(bits >> i) & 1] ?? '']),
  );
  const paths = actors.flatMap((actor) =>
    choices.map((choice) => {
      const always = needed.flatMap((name) => {
        const [common] = draws(route, name, []) ?? [];
        return route.includes('{ref}') && name === 'actor' ? [] : [[name, common ?? '']];
      });
      const query = new URLSearchParams([...always, ...choice] as [string, string][]);
      return `${route.replace('{ref}', actor)}?${[query.toString(), limit].filter(Boolean).join('&')}`;
    }),
  );
  return [...new Set(paths)];
}
