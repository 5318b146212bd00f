import { foldText } from '../../../fold.ts';
import type { SpeechAct } from '../../types.ts';
import { phraseIndex, readRows, readWords, wordSet } from '../table.ts';
import { commonWords, contentHeads, namingHeads } from './content.ts';
import { nationTable, otherAdjectives, placeWords } from './nations.ts';
import { adverbials, afterReport, clauseStarters, negators, stillWords } from './particles.ts';
import {
  documentHeads,
  dualHeads,
  givenNames,
  organisationHeads,
  personTitles,
  ranks,
  unnamedHeads,
} from './titles.ts';
import { accordingTable, agentlessTable, nominalTable, verbTable } from './verbs.ts';

/** What a reporting verb takes as its content. */
export interface Frame {
  act: SpeechAct;
  /** A clause with أن or إن, a colon, a quotation. */
  clause: boolean;
  /** The words have other meanings. */
  strict: boolean;
  /** An addressee stands before the content and belongs to it. */
  whom: boolean;
  object: boolean;
  topicObject: boolean;
  prepositions: ReadonlySet<string>;
  topics: ReadonlySet<string>;
  /** A word that must follow. */
  needs: string | null;
}

/** A form of a reporting verb. */
export interface VerbForm extends Frame {
  lemma: string;
  tense: 'past' | 'present' | 'participle';
  gender: 'm' | 'f';
  number: 1 | 2 | 3;
}

function readFrame(takes: string, act: string): Frame {
  const words = takes.split(' ').filter((word) => word !== '');
  const known = new Set(['strict', 'whom', 'obj', '~obj', '-']);
  return {
    act: act as SpeechAct,
    clause: !words.includes('-'),
    strict: words.includes('strict'),
    whom: words.includes('whom'),
    object: words.includes('obj'),
    topicObject: words.includes('~obj'),
    prepositions: new Set(words.filter((word) => !known.has(word) && !/^[~+]/.test(word)).map(foldText)),
    needs: foldText(words.find((word) => word.startsWith('+'))?.slice(1) ?? '') || null,
    topics: new Set(
      words.filter((word) => word.startsWith('~') && word !== '~obj').map((word) => foldText(word.slice(1))),
    ),
  };
}

function* formsOf(
  past: string,
  present: string,
  participle: string,
): Generator<[string, VerbForm['tense'], 'm' | 'f', 1 | 2 | 3]> {
  const weak = /[ىا]$/.test(past);
  const stem = weak ? past.slice(0, -1) : past;
  yield [past, 'past', 'm', 1];
  yield [`${stem}ت`, 'past', 'f', 1];
  yield [weak ? `${stem}يا` : `${stem}ا`, 'past', 'm', 2];
  yield [`${stem}تا`, 'past', 'f', 2];
  yield [`${stem}وا`, 'past', 'm', 3];
  const root = present.slice(1);
  const bare = /[يىو]$/.test(root) ? root.slice(0, -1) : root;
  yield [`ي${root}`, 'present', 'm', 1];
  yield [`ت${root}`, 'present', 'f', 1];
  yield [`ي${/[ىي]$/.test(root) ? `${bare}ي` : root}ان`, 'present', 'm', 2];
  yield [`ي${bare}ون`, 'present', 'm', 3];
  const defective = /^(مدل|راو|حاك|مدع|مثن|موص|ناف|داع|شاك|مشتك|متبن|عاز|مبد|متمن|ماض|خاش)$/.test(participle);
  const base = defective ? `${participle}ي` : participle;
  yield [`${base}ا`, 'participle', 'm', 1];
  yield [`${base}ة`, 'participle', 'f', 1];
  yield [`${participle}ين`, 'participle', 'm', 3];
}

function readVerbs(): ReadonlyMap<string, VerbForm[]> {
  const forms = new Map<string, VerbForm[]>();
  for (const [past = '', present = '', participle = '', takes = '', act = 'inform'] of readRows(verbTable)) {
    const frame = readFrame(takes, act);
    for (const [form, tense, gender, number] of formsOf(past, present, participle)) {
      const key = foldText(form);
      const list = forms.get(key) ?? [];
      if (!list.some((other) => other.lemma === past && other.tense === tense))
        list.push({ ...frame, lemma: past, tense, gender, number });
      forms.set(key, list);
    }
  }
  return forms;
}

export const verbs = readVerbs();
export const nominals: ReadonlyMap<string, Frame> = new Map(
  readRows(nominalTable).map(
    ([noun = '', takes = '', act = 'inform']) => [foldText(noun), readFrame(takes, act)] as const,
  ),
);
export const agentless: ReadonlyMap<string, SpeechAct> = new Map(
  readRows(agentlessTable).map(([form = '', act = 'inform']) => [foldText(form), act as SpeechAct] as const),
);

const lineEntries = (table: string) => readRows(table).map(([phrase = '']) => [phrase, phrase] as const);
export const according = phraseIndex(lineEntries(accordingTable));
export const afterReports = phraseIndex(lineEntries(afterReport));
export const stills = phraseIndex(lineEntries(stillWords));

export const negations = wordSet(negators);
export const prepositions = wordSet(adverbials);
export const starters = wordSet(clauseStarters);
export const heads = wordSet(contentHeads);
export const common = wordSet(commonWords);
export const naming = wordSet(namingHeads);
export const organisations = wordSet(organisationHeads);
export const documents = wordSet(documentHeads);
export const duals = wordSet(dualHeads);
export const given = wordSet(givenNames);
export const rankWords = wordSet(ranks);
export const unnamed = wordSet(unnamedHeads);
export const places = wordSet(placeWords);

const titleForms = new Map<string, { lemma: string; any: boolean; plural: boolean }>();
for (const [base = '', others = '', any = ''] of readRows(personTitles)) {
  const entry = { lemma: foldText(base), any: any === 'any' };
  titleForms.set(foldText(base), { ...entry, plural: false });
  for (const form of readWords(others)) {
    const key = foldText(form);
    titleForms.set(key, { ...entry, plural: !/[هي]$/.test(key) });
  }
}
export const titles: ReadonlyMap<string, { lemma: string; any: boolean; plural: boolean }> = titleForms;

/** Adjective and name of a nation -> the key of its name. */
export const nationOf = new Map<string, string>();
/** Phrases that name a state, its capital among them. */
const stateNames: [string, string][] = [];
for (const [name = '', others = '', stems = ''] of readRows(nationTable)) {
  const key = foldText(name);
  for (const phrase of [name, ...others.split(' ').filter((word) => word !== '')])
    stateNames.push([phrase, key]);
  stateNames.push([others, key]);
  for (const stem of readWords(stems))
    for (const ending of ['ي', 'ية', 'يون', 'يين', 'يان', 'يتان', 'يتين'])
      nationOf.set(foldText(stem + ending), key);
}
export const states = phraseIndex(stateNames);
const adjectives = new Set<string>(
  readWords(otherAdjectives).flatMap((stem) =>
    ['ي', 'ية', 'يون', 'يين', 'يان'].map((ending) => foldText(stem + ending)),
  ),
);
for (const word of readWords(
  `سابق سابقة أسبق حالي حالية جديد جديدة أعلى عليا عام عامة خاص خاصة مشترك مشتركة متحدة متحد مسلحة مسلح مؤقت مؤقتة مستقل مستقلة مكلف معين منتخب راحل أول أولى كبير كبيرة ثاني ثانية وطني وطنية شعبي شعبية انتقالي انتقالية تنفيذي تنفيذية فني دائم دائمة مساعد مناوب مفوض مقيم معارض معارضة أسود أبيض أحمر بارز بارزة رفيع مسؤول محلي محلية مركزي مركزية اتحادي اتحادية فدرالي فدرالية ديمقراطي ديمقراطية جمهوري جمهورية إسلامي بالوكالة مدني مدنية جوي جوية بري برية بحري بحرية خارجي خارجية داخلي داخلية قومي`,
))
  adjectives.add(foldText(word));
export const adjectiveWords: ReadonlySet<string> = adjectives;
