import type { EventWords } from '../facts/events.ts';
import type { ModalityWords } from '../facts/modality.ts';
import type { NumberWords } from '../facts/numberWords.ts';
import type { TimeWords } from '../facts/timeWords.ts';
import type { LayoutWords } from '../text/layout.ts';
import type { Page } from '../text/page.ts';
import type { Naming } from './cast.ts';
import type { NounPhrase } from './nounPhrase.ts';
import type { Report } from './report.ts';

/** What the pipeline asks of a language: its tables, and the grammar of its reports. */
export interface Language {
  lang: 'ar' | 'en';
  layout: LayoutWords;
  time: TimeWords;
  numbers: NumberWords;
  events: EventWords;
  modality: ModalityWords;
  reports: (page: Page, sentence: number) => Report[];
  /** A noun phrase that names somebody, at a token; null where none begins there. */
  person: (page: Page, at: number, end: number) => NounPhrase | null;
  naming: (page: Page, phrase: NounPhrase, actor: string | null) => Naming;
  /** Whether a pair of quotation marks encloses a name or a title. */
  isNameMark: (page: Page, index: number) => boolean;
  /** Words that say in what medium somebody spoke: key -> medium. */
  media: ReadonlyMap<
    string,
    | 'interview'
    | 'press_conference'
    | 'written_statement'
    | 'joint_statement'
    | 'speech'
    | 'social_media_post'
    | 'testimony'
    | 'call'
    | 'meeting'
  >;
  /** Two parties meet, call or agree. */
  together: ReadonlySet<string>;
  /** Second person: whoever says it speaks to somebody. */
  secondPerson: RegExp;
  /** Key of a word without conjunctions, for the tables. */
  bare: (key: string) => string;
  /** Content of one of these is asked, praised … by its words: first match decides. */
  acts: readonly (readonly [RegExp, Report['act']])[];
}
