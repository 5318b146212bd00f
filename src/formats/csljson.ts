import type { z } from 'zod';
import { inLanguage, type Language } from '../model/language.ts';
import type { Quote } from '../model/quote.ts';
import type { DocumentRef } from '../model/references.ts';
import { type Answering, type Format, jsonList, permalink } from './format.ts';
import { wordsOf } from './words.ts';

/** CSL-JSON (Citation Style Language 1.0.2), which Zotero and pandoc read: for each quote the document that prints it. */
export const csljson: Format = {
  name: 'csljson',
  mediaType: 'application/vnd.citationstyles.csl+json; charset=utf-8',
  extension: 'csl.json',
  columns: true,
  oneLanguage: true,
  kinds: ['quote'],
  write: (entries, answering) =>
    jsonList('[', entries, (entry) => cslOfQuote(JSON.parse(entry), answering), '\n]\n'),
  one: (record, answering) => JSON.stringify([cslOfQuote(JSON.parse(record), answering)]),
};

/** A CSL date: year, month, day, as far as they are known; two of them for a range. */
interface CslDate {
  'date-parts': number[][];
  circa?: true;
}
/** An item of CSL-JSON with the variables that are used here. */
export interface CslItem {
  id: string;
  type: string;
  title?: string;
  'container-title'?: string;
  publisher?: string;
  translator?: { literal: string }[];
  issued?: CslDate;
  accessed?: CslDate;
  URL: string;
  language?: string;
  note?: string;
}

/** What is cited: a document as it stands in other answers, or its whole record, which says more. */
export type Citable = z.infer<typeof DocumentRef> & {
  retrieved_at?: string | null;
  archived_url?: string | null;
  part_of?: z.infer<typeof DocumentRef> | null;
};

type Cited = Pick<z.infer<typeof Quote>, 'id' | 'text' | 'translations'> & { document: Citable };

/** The document that prints a quote; `translator` says who put the words into the language of the citation. */
export function cslOfQuote(quote: Cited, { base, language }: Pick<Answering, 'base' | 'language'>): CslItem {
  const words = wordsOf(quote, language);
  const url = permalink(base, 'quote', quote.id);
  const kind = words?.lang === language ? words.translated : undefined;
  return {
    ...cslOfDocument(quote.document, { base, language }),
    id: url,
    ...(kind ? { translator: [{ literal: translators[language][kind] }] } : {}),
    note: url,
  };
}

/** The knowledge base keeps whether a person or a machine translated, not the person's name. */
const translators: Record<Language, Record<'human' | 'machine', string>> = {
  en: { human: 'Sijill [human translation]', machine: 'Sijill [machine translation]' },
  ar: { human: 'سجل [ترجمة بشرية]', machine: 'سجل [ترجمة آلية]' },
};

/** A published item. What is not known of it is left out, never guessed. */
export function cslOfDocument(
  document: Citable,
  { base, language }: Pick<Answering, 'base' | 'language'>,
): CslItem {
  const source = inLanguage(document.source?.name, language)?.text;
  const title = titleOf(document, language);
  const place = document.url ?? document.archived_url ?? document.part_of?.url;
  const issued = cslDate(document.published);
  const accessed = document.url ? document.retrieved_at?.slice(0, 10) : undefined;
  return {
    id: permalink(base, 'document', document.id),
    type: document.source && PRINTING.includes(document.source.kind) ? 'article-newspaper' : 'webpage',
    ...(title ? { title } : {}),
    ...(source ? { 'container-title': source } : {}),
    ...(issued ? { issued } : {}),
    ...(accessed ? { accessed: { 'date-parts': [accessed.split('-').map(Number)] } } : {}),
    URL: place ?? permalink(base, 'document', document.id),
    language: document.lang,
  };
}

const PRINTING: readonly string[] = ['newspaper', 'agency'];

/** The title as it is printed and, in brackets, what it means to the reader of the citation. */
function titleOf({ title, lang }: Citable, language: Language): string | undefined {
  const printed = title?.[lang];
  const meaning = title?.[language];
  if (!printed || !meaning || lang === language) return printed ?? inLanguage(title, language)?.text;
  return `${printed} [${meaning}]`;
}

function cslDate(date: Citable['published']): CslDate | undefined {
  const first = date?.from ?? date?.to;
  if (!date || !first) return undefined;
  const kept = date.precision === 'year' ? 1 : date.precision === 'month' ? 2 : 3;
  const parts = (day: string) => day.split('-').slice(0, kept).map(Number);
  const last = date.to ?? first;
  return {
    'date-parts': last > first && kept === 3 ? [parts(first), parts(last)] : [parts(first)],
    ...(date.approximate || date.uncertain ? { circa: true } : {}),
  };
}
