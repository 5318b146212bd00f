import { foldText } from '../fold.ts';
import type { Naming } from './attribution/cast.ts';
import { englishReports, isNameMark, person } from './attribution/englishReports.ts';
import type { Language } from './attribution/language.ts';
import type { NounPhrase } from './attribution/nounPhrase.ts';
import { eventWords } from './facts/events.ts';
import { modalityWords } from './facts/modality.ts';
import { numberWords } from './facts/numberWords.ts';
import { timeWords } from './facts/timeWords.ts';
import { roleTable } from './tables/arabic/events.ts';
import { furnitureTable, photoCredits, sectionNames, teaserLabels } from './tables/english/furniture.ts';
import * as words from './tables/english/words.ts';
import { wordSet } from './tables/table.ts';
import { type Page, spanOf, textOf } from './text/page.ts';

const titles = wordSet(words.titleWords);
const generic = wordSet(
  'official spokesman spokeswoman spokesperson minister president general leader envoy commander',
);
const small = wordSet('the a an of for to in and us s');

function naming(page: Page, phrase: NounPhrase, actor: string | null): Naming {
  const keys = (range: [number, number] | null) =>
    range ? page.keys.slice(...range).filter((key) => !small.has(key)) : [];
  const text = (range: [number, number] | null) => (range ? textOf(page, spanOf(page, ...range)) : null);
  const name = phrase.kind === 'person' ? phrase.name : (phrase.name ?? phrase.title);
  return {
    kind: phrase.kind,
    span: spanOf(page, phrase.first, phrase.last),
    text: textOf(page, spanOf(page, phrase.first, phrase.last)),
    name: text(name),
    nameKeys: keys(name).filter((key) => !titles.has(key)),
    title: text(phrase.title),
    titleKeys: keys(phrase.title),
    head: phrase.head,
    anyHead:
      phrase.head !== null &&
      generic.has(phrase.head) &&
      (phrase.title?.[1] ?? 0) - (phrase.title?.[0] ?? 0) <= 2,
    nations: [],
    definite: phrase.definite,
    gender: null,
    actor,
  };
}

/** English, as news write it. */
export const english: Language = {
  lang: 'en',
  layout: { teaserLabels, furniture: furnitureTable, photoCredits, sectionNames, goesOn: () => false },
  time: timeWords({
    months: words.monthTable,
    hijriMonths: '',
    weekdays: words.weekdayTable,
    parts: words.partTable,
    relatives: words.relativeTable,
    spans: words.spanTable,
    ordinals: '',
    last: 'last',
    next: 'next',
    current: 'this',
    year: 'year',
    ago: 'ago',
    monthFirst: true,
  }),
  numbers: numberWords(
    {
      values: words.numberTable,
      teens: '',
      scales: words.scaleTable,
      dualScales: '',
      fractions: words.fractionTable,
      before: words.qualifierTable,
      after: '',
      naming: words.namingWords,
      nouns: words.unitTable,
      metrics: words.metricTable,
      between: 'between',
      to: 'to',
    },
    { and: (key) => (key === 'and' ? '' : null), bare: () => null },
    () => false,
  ),
  events: eventWords(words.eventTable, roleTable, (key) => [key]),
  modality: modalityWords(
    {
      negators: words.negators,
      still: words.still,
      contrasts: words.contrasts,
      subordinators: words.subordinators,
      conditions: words.conditions,
      lasting: words.lasting,
      futures: words.futures,
    },
    { joined: () => null, possible: () => false, future: (key) => key === 'll' },
  ),
  reports: englishReports,
  person,
  naming,
  isNameMark,
  media: new Map(
    (
      [
        ['interview', 'interview'],
        ['conference', 'press_conference'],
        ['statement', 'written_statement'],
        ['speech', 'speech'],
        ['tweet', 'social_media_post'],
        ['post', 'social_media_post'],
        ['call', 'call'],
        ['meeting', 'meeting'],
      ] as const
    ).map(([word, medium]) => [foldText(word), medium] as const),
  ),
  together: wordSet('met meeting call talks agreed signed'),
  secondPerson: /\b(you|your)\b/i,
  bare: (key) => key,
  acts: [[/^(must|should|need)\b/i, 'appeal']],
};
