import { foldText } from '../fold.ts';
import { arabicNaming } from './attribution/arabicNaming.ts';
import { arabicReports } from './attribution/arabicReports.ts';
import { afterAnd, verbForms, withoutArticle } from './attribution/arabicWords.ts';
import type { Language } from './attribution/language.ts';
import { readNounPhrase } from './attribution/nounPhrase.ts';
import { isNameMark } from './attribution/speechMarks.ts';
import { arabicNumbers } from './facts/arabicNumbers.ts';
import { arabicTime } from './facts/arabicTime.ts';
import { eventWords } from './facts/events.ts';
import { modalityWords } from './facts/modality.ts';
import { eventTable, roleTable } from './tables/arabic/events.ts';
import { furnitureTable, photoCredits, sectionNames, teaserLabels } from './tables/arabic/furniture.ts';
import {
  according,
  documents,
  organisations,
  rankWords,
  states,
  titles,
  unnamed,
} from './tables/arabic/lexicon.ts';
import {
  conditions,
  contrasts,
  futures,
  lasting,
  negators,
  stillWords,
  subordinators,
} from './tables/arabic/particles.ts';
import { wordSet } from './tables/table.ts';
import { keyAt, type Page } from './text/page.ts';

const media = new Map(
  (
    [
      ['مقابلة', 'interview'],
      ['حوار', 'interview'],
      ['لقاء', 'interview'],
      ['حديث', 'interview'],
      ['مؤتمر', 'press_conference'],
      ['بيان', 'written_statement'],
      ['خطاب', 'speech'],
      ['كلمة', 'speech'],
      ['تغريدة', 'social_media_post'],
      ['منشور', 'social_media_post'],
      ['تدوينة', 'social_media_post'],
      ['إكس', 'social_media_post'],
      ['تويتر', 'social_media_post'],
      ['فيسبوك', 'social_media_post'],
      ['إفادة', 'testimony'],
      ['شهادة', 'testimony'],
      ['الاتصال', 'call'],
      ['مكالمة', 'call'],
      ['المكالمة', 'call'],
      ['اجتماع', 'meeting'],
      ['لقائه', 'meeting'],
      ['لقائها', 'meeting'],
      ['استقباله', 'meeting'],
    ] as const
  ).map(([word, medium]) => [foldText(word), medium] as const),
);

const bare = (key: string) => (titles.has(key) || media.has(key) ? key : (afterAnd(key) ?? key));

/** Titles, bodies and states as they stand in running text, with or without و ل ب on them. */
function person(page: Page, at: number, end: number) {
  const key = keyAt(page, at);
  const plain = /^[وفل]/.test(key) && !titles.has(key) && !organisations.has(key) ? key.slice(1) : key;
  const lam = key.startsWith('لل') ? `ال${key.slice(2)}` : plain;
  const head = withoutArticle(lam) ?? lam;
  const known =
    titles.has(head) ||
    organisations.has(head) ||
    rankWords.has(head) ||
    states.at([lam, keyAt(page, at + 1)], 0) !== null;
  if (!known || unnamed.has(lam) || documents.has(head)) return null;
  return readNounPhrase(page, at, end, lam);
}

/** Arabic, as news write it from Morocco to Iraq. */
export const arabic: Language = {
  lang: 'ar',
  layout: {
    teaserLabels,
    furniture: furnitureTable,
    photoCredits,
    sectionNames,
    goesOn: (key) =>
      key.startsWith('و') && (verbForms(key)?.joined === true || according.at([key.slice(1)], 0) !== null),
  },
  time: arabicTime,
  numbers: arabicNumbers,
  events: eventWords(eventTable, roleTable, (key) => {
    const plain = /^[وف]./.test(key) ? [key, key.slice(1)] : [key];
    return plain
      .flatMap((form) => [form, withoutArticle(form) ?? '', /^[بلك].{3}/.test(form) ? form.slice(1) : ''])
      .filter((form) => form.length > 2);
  }),
  modality: modalityWords(
    { negators, still: stillWords, contrasts, subordinators, conditions, lasting, futures },
    {
      joined: afterAnd,
      possible: (key, next) =>
        (key === 'قد' || key === 'وقد') && /^[يتن]/.test(next) && next.length > 3 && next !== 'تم',
      future: (key) =>
        /^[وف]?س[يتن][^ا]?.{3,}/.test(key) && !/^[وف]?(سياس|سيار|سياد|سيطر|سينا|سيرة|سينم|ستا)/.test(key),
    },
  ),
  reports: arabicReports,
  person,
  naming: arabicNaming,
  isNameMark,
  media,
  together: wordSet(
    `اتصال اتصالا مكالمة لقاء لقاءات التقى يلتقي التقيا اجتماع اجتماعات اجتمع استقبل مباحثات محادثات بحث ناقش تباحث قمة زيارة زار جدد جددت اتفق وقع وقعت لقائه استقباله`,
  ),
  secondPerson: /(لديكم|عليكم|لكم|منكم|عملكم|أنتم|كم(?=[\s؟!،.]|$))/,
  bare,
  acts: [
    [/(^|\s)(ستدافع|سندافع|سترد|سنرد|سيرد)\s|في حال تعرض/, 'warn'],
    [/^(ضرورة|وجوب|أهمية|يجب|ينبغي)(\s|$)/, 'appeal'],
    [/^(التزام|تعهد)/, 'promise'],
    [/^(دعم|تقدير|إشادة)/, 'praise'],
  ],
};
