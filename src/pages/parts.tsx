import type { ComponentChildren } from 'preact';
import type { z } from 'zod';
import { type CitationStyle, citationStyles, cite, languageOf } from '../citing/cite.ts';
import type { CslItem } from '../formats/csljson.ts';
import { permalink } from '../formats/format.ts';
import type { LangMap, RecordKind } from '../model/common.ts';
import { dateInWords } from '../model/dateInWords.ts';
import type { Disagreement } from '../model/disagreement.ts';
import type { EdtfDate } from '../model/edtf.ts';
import type { Anchor, Evidence, Selector } from '../model/evidence.ts';
import { directionOf, inLanguage, type Language } from '../model/language.ts';
import type { ActorRef, Claimant, DocumentRef } from '../model/references.ts';
import { labelOf } from '../model/vocabularies/index.ts';
import { say, type Word } from './say.ts';

/** What every part of a page knows of it. */
export interface Reading {
  base: string;
  language: Language;
}

export type Of<Schema extends z.ZodType> = z.infer<Schema>;
type Children = { children: ComponentChildren };

/** Text in its own language and direction. */
export const Text = ({ lang, children }: Children & { lang: string }) => (
  <bdi lang={lang} dir={directionOf(lang)}>
    {children}
  </bdi>
);

/** The best of several languages for this reader; `otherwise` where there is none. */
export function In({
  map,
  reading,
  otherwise = '',
}: {
  map: LangMap | null | undefined;
  reading: Reading;
  otherwise?: string;
}) {
  const found = inLanguage(map, reading.language);
  return found ? <Text lang={found.lang}>{found.text}</Text> : <>{otherwise}</>;
}

/** Another record of the knowledge base, by its page in the same language. */
export const To = ({
  kind,
  id,
  reading,
  children,
}: Children & { kind: RecordKind; id: string; reading: Reading }) => (
  <a href={`${permalink(reading.base, kind, id)}?language=${reading.language}`}>{children}</a>
);

/** An address elsewhere: a link only where a browser would ask a server for it, so that no text can run as a script. */
export const Outside = ({ url }: { url: string }) =>
  /^https?:\/\//i.test(url) ? (
    <a href={url} rel="noopener nofollow" dir="ltr">
      {url}
    </a>
  ) : (
    <bdi dir="ltr">{url}</bdi>
  );

/** One line of the facts; nothing where there is nothing to say. */
export function Fact({
  word,
  reading,
  children,
}: {
  word: Word;
  reading: Reading;
  children: ComponentChildren;
}) {
  const empty =
    children === null ||
    children === undefined ||
    children === false ||
    children === '' ||
    (Array.isArray(children) && children.length === 0);
  return empty ? null : (
    <>
      <dt>{say(word, reading.language)}</dt>
      <dd>{children}</dd>
    </>
  );
}

export const Lines = ({ lines }: { lines: ComponentChildren[] }) =>
  lines.length === 1 ? (
    <>{lines[0]}</>
  ) : (
    <ul>
      {lines.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  );

export function When({ date, reading }: { date: Of<typeof EdtfDate> | null; reading: Reading }) {
  if (!date) return null;
  return (
    <>
      {dateInWords(date, reading.language)} <span class="soft">({say(date.basis, reading.language)})</span>
      {date.note ? (
        <div class="soft" dir="auto">
          {date.note}
        </div>
      ) : null}
    </>
  );
}

export const Actor = ({ actor, reading }: { actor: Of<typeof ActorRef>; reading: Reading }) => (
  <To kind="actor" id={actor.id} reading={reading}>
    <In map={actor.name} reading={reading} otherwise={actor.slug} />
  </To>
);

export function Document({ document, reading }: { document: Of<typeof DocumentRef>; reading: Reading }) {
  const { language } = reading;
  return (
    <>
      <To kind="document" id={document.id} reading={reading}>
        <In map={document.title} reading={reading} otherwise={say('untitled', language)} />
      </To>
      <div class="soft">
        {document.source ? (
          <To kind="source" id={document.source.id} reading={reading}>
            <In map={document.source.name} reading={reading} />
          </To>
        ) : (
          say('outletUnknown', language)
        )}
        {document.published
          ? `، ${dateInWords(document.published, language)}`.replace('، ', language === 'ar' ? '، ' : ', ')
          : ''}
      </div>
      {document.url ? <Outside url={document.url} /> : null}
    </>
  );
}

export function By({ by, reading }: { by: Of<typeof Claimant> | null; reading: Reading }) {
  if (!by) return null;
  return (
    <span class="soft">
      {' '}
      {say('saidBy', reading.language)} {by.actor ? <Actor actor={by.actor} reading={reading} /> : null}
      {by.source ? (
        <To kind="source" id={by.source.id} reading={reading}>
          <In map={by.source.name} reading={reading} />
        </To>
      ) : null}
      {by.document ? (
        <To kind="document" id={by.document.id} reading={reading}>
          <In map={by.document.title} reading={reading} otherwise={say('untitled', reading.language)} />
        </To>
      ) : null}
    </span>
  );
}

/** Where the words stand, and whether they were found there. */
export function Place({
  selector,
  anchor,
  reading,
}: {
  selector: Of<typeof Selector> | null;
  anchor: Of<typeof Anchor> | null;
  reading: Reading;
}) {
  if (!selector) return null;
  const { language } = reading;
  return (
    <div class="soft">
      {say('characters', language)} <bdi dir="ltr">{`${selector.start}–${selector.end}`}</bdi>
      {anchor ? ` · ${say(anchor.state, language)}` : ''}
    </div>
  );
}

export function EvidenceList({
  evidence,
  reading,
}: {
  evidence: Of<typeof Evidence>[] | undefined;
  reading: Reading;
}) {
  const { language } = reading;
  if (!evidence) return null;
  return (
    <section>
      <h2>{say('evidence', language)}</h2>
      {evidence.length === 0 ? <p class="soft">{say('noEvidence', language)}</p> : null}
      <ul>
        {evidence.map(({ document, selector, anchor, assertion, attributed_to: by }) => (
          <li>
            <Document document={document} reading={reading} />
            {assertion === 'asserts' ? null : <div>{labelOf('assertions', assertion, language)}</div>}
            {by ? <By by={{ actor: by, source: null, document: null }} reading={reading} /> : null}
            {selector?.exact ? (
              <blockquote class="second" dir="auto">
                {selector.exact}
              </blockquote>
            ) : null}
            <Place selector={selector} anchor={anchor} reading={reading} />
          </li>
        ))}
      </ul>
    </section>
  );
}

export const Disagreements = ({
  disagreements,
  reading,
}: {
  disagreements: Of<typeof Disagreement>[];
  reading: Reading;
}) =>
  disagreements.length === 0 ? null : (
    <section>
      <h2>{say('disagreements', reading.language)}</h2>
      {disagreements.map(({ aspect, note, positions }) => (
        <>
          <p class="kind">{labelOf('disagreement-aspects', aspect, reading.language)}</p>
          {note ? (
            <p>
              <In map={note} reading={reading} />
            </p>
          ) : null}
          <ul>
            {positions.map(({ value, by, documents }) => (
              <li>
                <In map={value} reading={reading} />
                <By by={by} reading={reading} />
                {documents.map((document) => (
                  <div class="soft">
                    <To kind="document" id={document.id} reading={reading}>
                      <In
                        map={document.title}
                        reading={reading}
                        otherwise={say('untitled', reading.language)}
                      />
                    </To>
                  </div>
                ))}
              </li>
            ))}
          </ul>
        </>
      ))}
    </section>
  );

/** A citation whose address keeps its direction, also where it is cut in the middle of an Arabic line. */
function Line({ item, style }: { item: CslItem; style: CitationStyle }) {
  const [before = '', ...after] = cite(item, style).split(item.URL);
  return (
    <>
      {before}
      {after.length > 0 ? <bdi dir="ltr">{item.URL}</bdi> : null}
      {after.join(item.URL)}
    </>
  );
}

/** Ready lines, the reader's own language first. */
export function Citations({ item, reading }: { item: (language: Language) => CslItem; reading: Reading }) {
  const mine = (style: CitationStyle) => (languageOf(style) === reading.language ? 0 : 1);
  return (
    <section class="cite">
      <h2>{say('cite', reading.language)}</h2>
      {[...citationStyles]
        .sort((a, b) => mine(a) - mine(b))
        .map((style) => (
          <>
            <p class="kind">{say(style, reading.language)}</p>
            <p dir={directionOf(languageOf(style))} lang={languageOf(style)}>
              <Line item={item(languageOf(style))} style={style} />
            </p>
          </>
        ))}
    </section>
  );
}
