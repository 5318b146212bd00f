import type { QuoteMode, SpeechAct } from '../types.ts';
import type { NounPhrase } from './nounPhrase.ts';

/** A report of speech as its sentence shows it, before anybody knows who the speaker is. Token numbers, ends exclusive. */
export interface Report {
  sentence: number;
  kind: 'verb' | 'participle' | 'according' | 'nominal' | 'agentless' | 'colon' | 'question' | 'unattributed';
  cue: [number, number] | null;
  /** Second part of a cue in two parts. */
  aux: number | null;
  /** First token of the clause that the cue begins: where the content of a report before it ends. */
  clauseFrom: number;
  /** It stands beside, not inside, the report before it. */
  beside: boolean;
  act: SpeechAct;
  lemma: string | null;
  subject: NounPhrase | null;
  /** Person and number of the verb, for an implicit subject. */
  gender: 'm' | 'f' | null;
  number: 1 | 2 | 3 | null;
  topic: boolean;
  /** How the content is joined to the cue, for the reason. */
  by: string;
  content: [number, number];
  /** Letters of a preposition written on the first word, which are not content. */
  skip: number;
  mode: QuoteMode;
  pseudoDirect: boolean;
  direct: [number, number][];
  strength: number;
}
