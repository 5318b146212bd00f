import type { JSX } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { CslItem } from '../formats/csljson.ts';
import { permalink } from '../formats/format.ts';
import { recordFormatsOf } from '../formats/index.ts';
import { wordsOf } from '../formats/words.ts';
import type { LangMap, RecordKind } from '../model/common.ts';
import { dateInWords } from '../model/dateInWords.ts';
import { directionOf, inLanguage, type Language } from '../model/language.ts';
import { labelOf } from '../model/vocabularies/index.ts';
import { EventBody, FigureBody, QuoteBody, UtteranceBody } from './happenings.tsx';
import { Citations, type Reading } from './parts.tsx';
import { say } from './say.ts';
import { style } from './style.ts';
import { ActorBody, DocumentBody, LocationBody, SourceBody } from './things.tsx';

/** What the page reads of any record; each body reads the fields of its own kind. */
// biome-ignore lint/suspicious/noExplicitAny: the record's schema follows from its kind, which only the caller knows
type AnyRecord = any;

const bodies: { [Kind in RecordKind]: (shown: { record: AnyRecord; reading: Reading }) => JSX.Element } = {
  source: SourceBody,
  location: LocationBody,
  actor: ActorBody,
  document: DocumentBody,
  event: EventBody,
  quote: QuoteBody,
  utterance: UtteranceBody,
  figure: FigureBody,
};

/** Kinds whose citation is that of a published item, in their own body; others are cited as a record of this service. */
const citesDocument: readonly RecordKind[] = ['quote', 'document'];

/** The page of one record for people, in one language; every text in it is escaped by the renderer. */
export function pageOf(kind: RecordKind, json: string, { base, language }: Reading): string {
  const record: AnyRecord = JSON.parse(json);
  const reading = { base, language };
  const Body = bodies[kind];
  const title = titleOf(kind, record, language);
  const address = permalink(base, kind, record.id);
  return `<!doctype html>${renderToString(
    <html lang={language} dir={directionOf(language)}>
      <Head kind={kind} record={record} title={title} reading={reading} address={address} />
      <body>
        <header>
          <a class="site" href={`${base}/docs`}>
            {say('site', language)}
          </a>
          <a
            href={`${address}?language=${other(language)}`}
            lang={other(language)}
            hreflang={other(language)}
          >
            {say('otherLanguage', language)}
          </a>
        </header>
        <main>
          <p class="kind">{say(kind, language)}</p>
          <h1 dir="auto">{title}</h1>
          {record.review === 'reviewed' ? null : <p class="notice">{say(record.review, language)}</p>}
          <Body record={record} reading={reading} />
          {citesDocument.includes(kind) ? null : (
            <Citations
              item={(spoken) => cslOfRecord(kind, record, { base, language: spoken })}
              reading={reading}
            />
          )}
        </main>
        <footer>
          <p>
            {say('permalink', language)}:{' '}
            <a href={address} dir="ltr">
              {address}
            </a>
          </p>
          <p>
            {say('version', language)} {record.version} · {say('changed', language)}{' '}
            <bdi dir="ltr">{String(record.updated_at).slice(0, 10)}</bdi>
          </p>
          <p class="formats">
            {['json', ...recordFormatsOf(kind).map(({ name }) => name)].map((format, i) => (
              <>
                {i > 0 ? ' · ' : ''}
                <a href={`${address}?format=${format}`} dir="ltr">
                  {format}
                </a>
              </>
            ))}
          </p>
          <p>{say('licence', language)}</p>
        </footer>
      </body>
    </html>,
  )}`;
}

const other = (language: Language): Language => (language === 'ar' ? 'en' : 'ar');

interface Heading {
  kind: RecordKind;
  record: AnyRecord;
  title: string;
  reading: Reading;
  address: string;
}

function Head({ kind, record, title, reading: { language }, address }: Heading) {
  const description = descriptionOf(kind, record, language);
  const named = `${title} — ${say('site', language)}`;
  const locale = { ar: 'ar_AR', en: 'en_GB' };
  const properties = {
    'og:type': kind === 'actor' ? 'profile' : 'article',
    'og:site_name': say('site', language),
    'og:title': title,
    'og:description': description,
    'og:url': address,
    'og:locale': locale[language],
    'og:locale:alternate': locale[other(language)],
  };
  return (
    <head>
      <meta charset="utf-8" />
      <title>{named}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="description" content={description} />
      {Object.entries(properties).map(([property, content]) => (
        <meta property={property} content={content} />
      ))}
      <meta name="twitter:card" content="summary" />
      <link rel="canonical" href={address} />
      {(['ar', 'en'] as const).map((spoken) => (
        <link rel="alternate" hreflang={spoken} href={`${address}?language=${spoken}`} />
      ))}
      <link rel="alternate" type="application/json" href={`${address}?format=json`} />
      <link rel="alternate" type="application/ld+json" href={`${address}?format=jsonld`} />
      <link rel="icon" href="data:," />
      {/* The one text that is not escaped: it is ours, and the policy of the page names its hash. */}
      <style dangerouslySetInnerHTML={{ __html: style }} />
    </head>
  );
}

const LONGEST = 200;
const shortened = (text: string) =>
  [...text].length > LONGEST ? `${[...text].slice(0, LONGEST - 1).join('')}…` : text;
const named = (map: LangMap | null | undefined, language: Language) => inLanguage(map, language)?.text;

function titleOf(kind: RecordKind, record: AnyRecord, language: Language): string {
  if (kind === 'quote') {
    const names = record.speakers.map((actor: { name: LangMap }) => named(actor.name, language));
    const speaker = names.join(language === 'ar' ? '، ' : ', ') || record.speaker_as_reported;
    return speaker || `${say('speaker', language)}: ${say('unnamed', language)}`;
  }
  if (kind === 'figure') return labelOf('figure-metrics', record.metric, language);
  return shortened(named(record.title ?? record.name ?? record.gist, language) ?? say('untitled', language));
}

/** What a link preview says under the title. */
function descriptionOf(kind: RecordKind, record: AnyRecord, language: Language): string {
  const words = kind === 'quote' ? wordsOf(record, language)?.text : undefined;
  const date = record.said ?? record.date ?? record.published ?? record.as_of;
  const parts = [
    words ? `“${words}”` : named(record.summary ?? record.description, language),
    date ? dateInWords(date, language) : undefined,
    record.document ? named(record.document.source?.name ?? record.document.title, language) : undefined,
  ];
  return shortened(parts.filter(Boolean).join(' · ') || say(kind, language));
}

/** A record of this service as a thing to cite. */
function cslOfRecord(kind: RecordKind, record: AnyRecord, { base, language }: Reading): CslItem {
  const [year, month, day] = String(record.updated_at).slice(0, 10).split('-').map(Number);
  const url = permalink(base, kind, record.id);
  return {
    id: url,
    type: 'webpage',
    title: titleOf(kind, record, language),
    'container-title': say('site', language),
    issued: { 'date-parts': [[year ?? 0, month ?? 1, day ?? 1]] },
    URL: url,
  };
}
