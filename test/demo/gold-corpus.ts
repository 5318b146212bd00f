import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** The five articles and their gold annotation. They lie beside the repository and are never part of it. */
const corpus = new URL('../../../shared/corpus/', import.meta.url);

export const corpusIsHere = existsSync(corpus);

export interface GoldDate {
  raw?: string | null;
  edtf?: string | null;
  edtf_inferred?: string | null;
}
interface Place {
  id: string;
  start: number;
  end: number;
}
export interface GoldQuote extends Place {
  speakers: string[];
  cue: string | null;
  mode: string;
  en: string;
  said_on: GoldDate;
  about: string[];
  direct_spans?: [number, number][];
  pseudo_direct?: boolean;
  topic_only?: boolean;
  truncated?: boolean;
  polarity?: string;
}
interface GoldEvent {
  id: string;
  type: string;
  status: string | null;
  modality?: string;
  date: GoldDate | null;
  participants: { actor: string; role: string }[];
  locations: string[];
  evidence: { start: number; end: number }[];
}
interface GoldFigure extends Place {
  value: number | null;
  min: number | null;
  max: number | null;
  qualifier: string | null;
  as_of: GoldDate;
  attributed_to: string;
  subset_of?: string;
}
export interface GoldArticle {
  article: { file: string; chars: number };
  quotes: GoldQuote[];
  events: GoldEvent[];
  figures: GoldFigure[];
}
interface Cluster {
  cluster: string;
  relation: string;
  members: { id: string; part?: [number, number] }[];
}
export interface Merged {
  event_clusters: Cluster[];
  quote_clusters: Cluster[];
  must_not_merge: { a: string; b: string }[];
}

const read = (path: string) => readFileSync(new URL(path, corpus), 'utf8');
const json = <T>(name: string): T => JSON.parse(read(`gold/${name}`));

const articleIds = ['000', '001', '002', '003', '004'] as const;

/** The files as bytes and as code points, by article id. */
export function readArticles() {
  const names = readdirSync(new URL('articles/', corpus));
  return new Map(
    articleIds.map((id) => {
      const name = names.find((candidate) => candidate.startsWith(id)) ?? id;
      const bytes = readFileSync(new URL(`articles/${name}`, corpus));
      return [id as string, { name, bytes, points: [...bytes.toString('utf8')] }];
    }),
  );
}

export function readGold() {
  const articles = new Map(articleIds.map((id) => [id as string, json<GoldArticle>(`${id}.json`)]));
  return {
    articles,
    quotes: [...articles.values()].flatMap(({ quotes }) => quotes),
    events: [...articles.values()].flatMap(({ events }) => events),
    figures: [...articles.values()].flatMap(({ figures }) => figures),
    actors: json<{ key: string }[]>('actors.json'),
    locations: json<{ key: string; lat: number; lon: number; parent: string | null }[]>('locations.json'),
    merged: json<Merged>('merged.json'),
  };
}
