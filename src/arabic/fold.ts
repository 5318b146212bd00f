const DROPPED =
  /[\u0300-\u036F\u0640\u064B-\u065F\u0670\u06D6-\u06ED\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF'`\u02BB-\u02BF\u2018\u2019]/g;
const SPACED =
  /[\t\n\v\f\r \u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000!"#%&()*,./:;<=>?@[\\\]^_{|}~\u00AB\u00BB\u060C\u061B\u061F\u066A-\u066C\u06D4\u2010-\u2015\u201A-\u201F\u2026-]+/g;
const ONE_FOR_ONE = new Map(
  Array.from('ٱىیکةς٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹').map((from, i) => [from, 'اييكهσ01234567890123456789'[i] ?? '']),
);

/**
 * The search key of a text: compatibility forms, vowel marks, hamza carriers, tatweel and direction marks, case,
 * digits and punctuation do not count (NFKD, then a short table). SQL has the same as `fold_text`.
 */
export function foldText(text: string): string {
  const bare = text.normalize('NFKD').replace(DROPPED, '').toLowerCase();
  const unified = Array.from(bare, (letter) => ONE_FOR_ONE.get(letter) ?? letter).join('');
  return unified.replace(SPACED, ' ').replace(/^ +| +$/g, '');
}
