/** What a word is to a name: `name` tells persons apart, a `particle` or a `title` hardly does. */
type Part = 'name' | 'particle' | 'title';

/** One word of a name. `readings` are the forms it can be compared in; the first is the usual one. */
export interface Word {
  part: Part;
  readings: string[];
}

const words = (text: string) => new Set(text.split(' '));

/** The Arabic article before a word in Latin script, also assimilated (ash-Shaykh) or in Persian ezafe (ur-Rahman). */
const ARTICLES = words('al el ul il ال');
const ASSIMILATED = words('ar ur er as us es ash esh an un en ad ud ed at ut et az uz ez');

const PARTICLES = new Map(
  Object.entries({
    bin: 'bin ben ibn ibne b bn بن ابن',
    bint: 'bint bent بنت',
    ould: 'ould wuld weld oulad ولد',
    abu: 'abu abou abo aboul abul abi aba bou bu ابو ابي ابا بو',
    umm: 'umm oum um om ام',
    abd: 'abd abdal abdel abdul abdol abdoul abdu abdi abde abdur abdus abder abdes عبد',
  }).flatMap(([particle, forms]) => forms.split(' ').map((form) => [form, particle] as const)),
);

const TITLES = words(
  'dr doctor prof professor mr mrs ms sheikh sheik shaykh shaikh cheikh haji hajji hadj hajj mullah mulla molla maulawi mawlawi qari ' +
    'general gen colonel col major captain admiral brigadier lieutenant president minister ambassador king prince ' +
    'الشيخ شيخ الدكتور دكتور د الحاج حاجي حجي الملا ملا مولوي قاري اللواء لواء العميد عميد العقيد عقيد الفريق فريق المقدم الرائد النقيب الجنرال جنرال الرييس رييس الوزير وزير السفير سفير الملك الامير امير',
);

/** A name's folded words as what they are to it: articles gone, particles and titles known as such, “Abdurrahman” taken apart. */
export function readName(given: string[]): Word[] {
  const read = given.flatMap((word, i) => readWord(word, i, given));
  return read.some(({ part }) => part === 'name') ? read : read.map((word) => ({ ...word, part: 'name' }));
}

function readWord(word: string, i: number, all: string[]): Word[] {
  if (all.length > 1) {
    const next = all[i + 1];
    if (ARTICLES.has(word) && next !== undefined) return [];
    if (ASSIMILATED.has(word) && i > 0 && next?.startsWith(word.slice(1))) return [];
    const particle = PARTICLES.get(word);
    if (particle) return [{ part: 'particle', readings: [particle] }];
    if (TITLES.has(word)) return [{ part: 'title', readings: readingsOf(word) }];
  }
  const servant = servantOf(word);
  if (servant)
    return [
      { part: 'particle', readings: ['abd'] },
      { part: 'name', readings: servant },
    ];
  const father = /^(?:ابو|abou|abu)(?:ال|l(?=[^aeiouy]))?(.{4,})$/.exec(word)?.[1];
  if (father)
    return [
      { part: 'particle', readings: ['abu'] },
      { part: 'name', readings: readingsOf(father) },
    ];
  return [{ part: 'name', readings: readingsOf(word) }];
}

/** What follows عبد in one word, in the forms it may have: Abdullah, Abdelaziz, Abdurrahman, عبدالله, عبدفتاح. */
function servantOf(word: string): string[] | undefined {
  const arabic = /^عبد(?:ال)?(.{2,})$/.exec(word)?.[1];
  if (arabic) return arabic.length > 2 || word.startsWith('عبدال') ? readingsOf(arabic) : undefined;
  if (/^abd(ou|[aeiou])?ll?ah?$/.test(word)) return ['lah'];
  const rest = /^abd(?:ou|[aeiou])?(?!h)(.{3,})$/.exec(word)?.[1];
  if (!rest) return undefined;
  const single = rest.replace(/^([^aeiou])\1/, '$1');
  if (single !== rest) return [single];
  if (/^l[^aeiou]/.test(rest)) return [rest.slice(1)];
  return rest.startsWith('l') ? [rest.slice(1), rest] : [rest];
}

/**
 * A word as it stands, without an article that is written as part of it (الحكيم, Alhakim, Elsayed, Ennouri), and with
 * a final ى read both ways (مصطفى, حقانى).
 */
function readingsOf(word: string): string[] {
  if (/^ال../.test(word)) return readingsOf(word.slice(2));
  if (/^[\u0621-\u064A]{3,}ي$/.test(word)) return [word, `${word.slice(0, -1)}ا`];
  if (/^[ae]l[^aeiouyl].{2,}$/.test(word)) return [word, word.slice(2)];
  if (/^[ae]([^aeioul])\1.{2,}$/.test(word)) return [word, word.slice(2)];
  return [word];
}
