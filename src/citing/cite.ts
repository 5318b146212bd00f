import { readFileSync } from 'node:fs';
import CSL from 'citeproc';
import type { CslItem } from '../formats/csljson.ts';
import type { Language } from '../model/language.ts';

/** The citation styles that are offered, each with the language it writes in. */
export const citationStyles = ['apa', 'chicago', 'arabic'] as const;
export type CitationStyle = (typeof citationStyles)[number];

const styles: Record<CitationStyle, { file: string; language: Language; locale: string }> = {
  apa: { file: 'apa.csl', language: 'en', locale: 'en-US' },
  chicago: { file: 'chicago-note-bibliography.csl', language: 'en', locale: 'en-US' },
  arabic: { file: 'arabic.csl', language: 'ar', locale: 'ar' },
};

export const languageOf = (style: CitationStyle): Language => styles[style].language;

/** One line of a bibliography, written by citeproc-js from an item of CSL-JSON; plain text. */
export function cite(item: CslItem, style: CitationStyle): string {
  const engine = engineOf(style);
  items.set(item.id, item);
  engine.updateItems([]);
  engine.updateItems([item.id]);
  const [, [line = '']] = engine.makeBibliography();
  items.delete(item.id);
  return line.trim();
}

const folder = new URL('../../data/citation-styles/', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, folder), 'utf8');

const items = new Map<string, CslItem>();
const engines = new Map<CitationStyle, InstanceType<typeof CSL.Engine>>();

/** A style is read when it is first asked for: it takes some 50 ms. */
function engineOf(style: CitationStyle) {
  const known = engines.get(style);
  if (known) return known;
  const { file, locale } = styles[style];
  const system = {
    // The library asks for its own default locale too, to have every term.
    retrieveLocale: (lang: string) => read(`locales-${lang.startsWith('ar') ? 'ar' : 'en-US'}.xml`),
    retrieveItem: (id: string) => ({ ...items.get(id) }),
  };
  const engine = new CSL.Engine(system, read(file), locale, true);
  engine.setOutputFormat('text');
  engines.set(style, engine);
  return engine;
}
