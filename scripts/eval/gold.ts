import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

/** The gold annotation of five articles, as far as the comparison of documents is judged by it. */

const GOLD = new URL('../../../shared/corpus/gold/', import.meta.url);
const FILES = ['000', '001', '002', '003', '004'];

const Stated = z.object({ edtf: z.string().nullable() });

const Quote = z.object({
  id: z.string(),
  section: z.string(),
  speakers: z.array(z.string()),
  text: z.string(),
  start: z.int(),
  end: z.int(),
  said_on: Stated.nullable(),
});

const Event = z.object({
  id: z.string(),
  section: z.string(),
  type: z.string(),
  status: z.string().nullable(),
  modality: z.string().nullish(),
  date: Stated,
  locations: z.array(z.string()),
  participants: z.array(z.object({ actor: z.string(), role: z.string() })),
  evidence: z.array(z.object({ text: z.string(), start: z.int(), end: z.int() })),
  attributed_to: z.string().nullable(),
});

const Article = z.object({ quotes: z.array(Quote), events: z.array(Event) });

const Cluster = z.object({
  cluster: z.string(),
  relation: z.string(),
  title_en: z.string(),
  members: z.array(z.object({ id: z.string(), part: z.tuple([z.int(), z.int()]).optional() })),
});

const Merged = z.object({
  event_clusters: z.array(Cluster),
  quote_clusters: z.array(Cluster),
  must_not_merge: z.array(z.object({ a: z.string(), b: z.string(), why: z.string() })),
});

const Actor = z.object({
  key: z.string(),
  variants: z.array(z.object({ form: z.string() })),
  relations: z.array(z.object({ type: z.string(), target: z.string() })).optional(),
});

const Location = z.object({ key: z.string(), parent: z.string().nullish() });

export type GoldQuote = z.infer<typeof Quote>;
export type GoldEvent = z.infer<typeof Event>;
export type GoldCluster = z.infer<typeof Cluster>;

const read = <T>(name: string, schema: z.ZodType<T>): T =>
  schema.parse(JSON.parse(readFileSync(new URL(name, GOLD), 'utf8')));

export const hasGold = () => existsSync(GOLD);

export function readGold() {
  const articles = FILES.map((file) => read(`${file}.json`, Article));
  return {
    quotes: articles.flatMap(({ quotes }) => quotes),
    events: articles.flatMap(({ events }) => events),
    merged: read('merged.json', Merged),
    actors: read('actors.json', z.array(Actor)),
    locations: read('locations.json', z.array(Location)),
  };
}

/** The item that a gold record stands in: each section of a page is an item of its own. */
export const itemOf = ({ id, section }: { id: string; section: string }) => `${id.slice(0, 3)} ${section}`;
