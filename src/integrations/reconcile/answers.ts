import { validate as isUuid } from 'uuid';
import { foldText } from '../../arabic/fold.ts';
import { readPage } from '../../filters/page.ts';
import type { ListQuestion } from '../../filters/question.ts';
import type { Asking } from '../../http/answers.ts';
import { isSearchable } from '../../text/searchQuery.ts';
import { type Candidate, type Found, identifiersIn, rank } from './match.ts';
import { type Cell, type Entity, namedProperty, type Property } from './properties.ts';
import { type ExternalId, findById, findByName } from './queries.ts';
import type { Extension, Question } from './questions.ts';
import { entityTypes, type Kind, type Lang, named, type Wanted, wantedKinds } from './types.ts';

/** The answers of the service: candidates, values, suggestions. */

type Reads = Asking['reads'];

const kinds: readonly Kind[] = ['actor', 'location'];

/** How many names are looked at, at least, to tell whether one is alone. */
const LOOKED_AT = 10;

async function found(reads: Reads, kind: Kind, question: ListQuestion, limit: number) {
  const { entries } = await readPage(reads, question, limit);
  return entries.map((entry) => {
    const record = JSON.parse(entry.toString());
    return { entity: { kind, record } as Entity, match: record.match };
  });
}

/** The candidates of one question. */
async function candidates(reads: Reads, question: Question, lang: Lang): Promise<Candidate[]> {
  const { query, type, type_strict: strict, properties: hints, limit } = question;
  const wanted = wantedKinds(type, strict);
  const outright = await byIdentifier(reads, [query], identifiersIn(hints), wanted);
  if (outright.length > 0) return rank(outright, hints, limit, lang);
  return rank(await byName(reads, query, wanted, Math.max(limit, LOOKED_AT)), hints, limit, lang);
}

/** Best first in each kind. A query without a letter or digit names nobody. */
async function byName(reads: Reads, query: string, wanted: Wanted, limit: number): Promise<Found[]> {
  if (!isSearchable(query)) return [];
  const each = await Promise.all(
    Object.entries(wanted).map(async ([kind, codes]) =>
      found(reads, kind as Kind, await findByName(reads, kind as Kind, query, codes), limit),
    ),
  );
  return each.flat();
}

/** Records named outright: by id, or by `scheme:value` of an external id. */
async function byIdentifier(
  reads: Reads,
  words: string[],
  external: ExternalId[],
  wanted: Wanted,
): Promise<Found[]> {
  const ids = words.filter(isUuid);
  const pairs = words.flatMap((word) => {
    const [, scheme, value] = /^([a-z][a-z0-9_-]*):(\S+)$/.exec(word) ?? [];
    return scheme && value ? [{ scheme, value }] : [];
  });
  const all = [...external, ...pairs];
  if (ids.length === 0 && all.length === 0) return [];
  const each = await Promise.all(
    kinds.map((kind) => found(reads, kind, findById(kind, ids, all), LOOKED_AT)),
  );
  return each
    .flat()
    .filter(({ entity: { kind, record } }) => wanted[kind]?.includes(record.kind))
    .map(({ entity }) => ({ entity, match: 'identifier' as const }));
}

/** So many questions of a batch are asked at once, so that one sender does not hold all connections. */
const AT_ONCE = 4;

/** The answer to a batch, each question under its own name. */
export async function reconcile(reads: Reads, batch: Record<string, Question>, lang: Lang) {
  const left = Object.entries(batch);
  const answers: Record<string, { result: Candidate[] }> = {};
  while (left.length > 0)
    await Promise.all(
      left.splice(0, AT_ONCE).map(async ([name, question]) => {
        answers[name] = { result: await candidates(reads, question, lang) };
      }),
    );
  return Object.fromEntries(Object.keys(batch).map((name) => [name, answers[name]]));
}

/** The records of these ids; one that was merged into another is answered for by that one. */
export async function entitiesOf(reads: Reads, ids: string[]): Promise<Map<string, Entity>> {
  const wanted = ids.filter(isUuid);
  if (wanted.length === 0) return new Map();
  const each = await Promise.all(
    kinds.map((kind) => found(reads, kind, findById(kind, wanted), wanted.length)),
  );
  return new Map(
    each
      .flat()
      .flatMap(({ entity }) =>
        [entity.record.id, ...entity.record.merged_ids].map((id): [string, Entity] => [id, entity]),
      ),
  );
}

/** Values of records by property: new columns. A record that is not known has none. */
export async function extend(reads: Reads, { ids, properties }: Extension, lang: Lang, root: string) {
  const known = await entitiesOf(reads, ids);
  const wanted = properties.map(({ id }) => id);
  const cellsOf = (id: string, property: Property): Cell[] => {
    const entity = known.get(id.toLowerCase());
    return entity ? property.cells(entity, lang) : [];
  };
  return {
    meta: wanted.map((property) => ({
      ...namedProperty(property, lang),
      ...(property.entity ? { type: typeNamed(property.entity, lang), service: root } : {}),
    })),
    rows: Object.fromEntries(
      ids.map((id) => [
        id,
        Object.fromEntries(wanted.map((property) => [property.id, cellsOf(id, property)])),
      ]),
    ),
  };
}

const typeNamed = (id: string, lang: Lang) => {
  const type = entityTypes.find((one) => one.id === id);
  return type ? named(type, lang) : { id, name: id };
};

const SUGGESTED = 20;

/** Entities whose name or identifier begins like this, or holds these words. */
export async function suggestEntities(reads: Reads, prefix: string, types: string[], lang: Lang) {
  const wanted = wantedKinds(types);
  const outright = await byIdentifier(reads, [prefix], [], wanted);
  const all = outright.length > 0 ? outright : await byName(reads, prefix, wanted, SUGGESTED);
  return rank(all, [], SUGGESTED, lang).map(({ id, name, description, type }) => ({
    id,
    name,
    ...(description ? { description } : {}),
    notable: type,
  }));
}

/** Named things whose id or label in either language begins like this. */
export const beginning = <T extends { id: string; label: Record<string, string> }>(
  things: readonly T[],
  prefix: string,
): T[] => {
  const wanted = foldText(prefix);
  const words = ({ id, label }: T) => [id, ...Object.values(label)].map((word) => foldText(word));
  return things.filter((thing) => words(thing).some((word) => word.includes(wanted)));
};
