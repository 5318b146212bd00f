import { months, weekdays } from '../facts/arabicTime.ts';
import {
  according,
  documents,
  duals,
  given,
  organisations,
  places,
  rankWords,
  starters,
  states,
  titles,
  unnamed,
} from '../tables/arabic/lexicon.ts';
import { wordSet } from '../tables/table.ts';
import { isComma, isSign, isWord, keyAt, type Page } from '../text/page.ts';
import {
  afterAnd,
  headsContent,
  isAdjective,
  isCommon,
  isDefinite,
  openerOf,
  verbForms,
  withoutArticle,
} from './arabicWords.ts';

/** Who is named where: a title, a name, or both. Token numbers, ends exclusive. */
export interface NounPhrase {
  first: number;
  last: number;
  /** The personal or proper name in it. */
  name: [number, number] | null;
  /** Words of the title or description, name excluded. */
  title: [number, number] | null;
  /** Head noun of the title without its article. */
  head: string | null;
  kind: 'person' | 'organisation' | 'state' | 'document' | 'dual' | 'unnamed';
  definite: boolean;
  gender: 'm' | 'f';
  plural: boolean;
  /** The first word as read where a proclitic was taken off it (العراق of والعراق). */
  firstKey: string | null;
}

/** Surnames that look like a verb of the present. */
const surnamesInTa = wordSet(
  'ترامب تيلرسون تاونسند تبون تميم تمام تيمور توكاييف توسك تراس تشاووش تشاويش تركي تونغ توليدانو تايلور تينيت تكالا',
);
const LONGEST = 30;
const NAME_LONGEST = 5;
const TITLE_PREPOSITIONS = new Set([
  'في',
  'لدي',
  'الي',
  'من',
  'علي',
  'ل',
  'لـ',
  'عن',
  'ب',
  'شمال',
  'جنوب',
  'شرق',
  'غرب',
  'مع',
]);
const PRONOUN_OBJECTS = new Set([
  'به',
  'بها',
  'له',
  'لها',
  'فيه',
  'فيها',
  'عنه',
  'عنها',
  'منه',
  'لهم',
  'بهم',
]);
const TIME_WORDS = new Set([
  'امس',
  'اليوم',
  'غدا',
  'مساء',
  'صباح',
  'فجر',
  'ظهر',
  'عصر',
  'ليل',
  'ليله',
  'قبل',
  'بعد',
  'خلال',
  'منتصف',
  'مطلع',
  'اواخر',
  'اوائل',
  'نهايه',
  'يوم',
  'عام',
  'الليله',
]);

/**
 * Reads the noun phrase that names somebody, from token `at`, not past `end`. Null where none begins there.
 * `firstKey` is read for the first word, where a proclitic has been taken off (لوزارة).
 */
export function readNounPhrase(page: Page, at: number, end: number, firstKey?: string): NounPhrase | null {
  return new Reader(page, at, Math.min(end, at + LONGEST), firstKey).read();
}

class Reader {
  private at: number;
  private readonly page: Page;
  private readonly end: number;
  private readonly first: number;
  private head: string | null = null;
  private kind: NounPhrase['kind'] | null = null;
  private definite = false;
  private name: [number, number] | null = null;
  private titleEnd: number | null = null;
  private plural = false;
  private feminine = false;

  private readonly firstKey: string | undefined;

  constructor(page: Page, at: number, end: number, firstKey?: string) {
    this.page = page;
    this.firstKey = firstKey;
    let from = at;
    while (from < end && (PRONOUN_OBJECTS.has(keyAt(page, from)) || starters.has(keyAt(page, from))))
      from += 1;
    this.at = from;
    this.first = from;
    this.end = end;
  }

  read({ appositions = true } = {}): NounPhrase | null {
    if (!this.readHead()) return null;
    if (this.name === null) this.readModifiers();
    if (appositions) this.readAppositions();
    return {
      first: this.first,
      last: this.at,
      name: this.name,
      title: this.titleEnd === null ? null : [this.first, this.titleEnd],
      head: this.head,
      kind: this.kind ?? 'person',
      definite: this.definite || this.name !== null,
      gender: this.feminine ? 'f' : 'm',
      plural: this.plural,
      firstKey:
        this.firstKey !== undefined && this.firstKey !== keyAt(this.page, this.first) ? this.firstKey : null,
    };
  }

  private key(at = this.at): string {
    if (at === this.first && this.firstKey !== undefined) return this.firstKey;
    return at < this.end ? keyAt(this.page, at) : '';
  }

  private word(at = this.at): boolean {
    return at < this.end && isWord(this.page, at);
  }

  /** A name in quotation marks, as one thing: index after its closing mark, or null. */
  private quotedName(at: number): number | null {
    const mark = this.page.marks[this.page.opens[at] ?? -1];
    if (!mark || mark.close === null || mark.close >= this.end) return null;
    const words = mark.last - mark.first;
    return words <= 4 && !verbForms(this.key(mark.first)) && !openerOf(this.key(mark.first))
      ? mark.close + 1
      : null;
  }

  private readHead(): boolean {
    const quoted = this.quotedName(this.at);
    if (quoted !== null) {
      this.kind = 'organisation';
      this.name = [this.at + 1, quoted - 1];
      this.definite = true;
      this.at = quoted;
      return true;
    }
    if (!this.word()) return false;
    const state = states.at([this.key(), this.key(this.at + 1), this.key(this.at + 2)], 0);
    if (state && this.at + state.length <= this.end) {
      this.kind = 'state';
      this.definite = true;
      this.name = [this.at, this.at + state.length];
      this.feminine = state.value !== 'العراق' && state.value !== 'لبنان';
      this.at += state.length;
      this.joinState();
      return true;
    }
    const key = this.key();
    const bare = withoutArticle(key) ?? key;
    if (duals.has(bare) && isDefinite(key)) return this.takeHead('dual', bare, key);
    if (documents.has(bare)) return this.takeHead('document', bare, key);
    if (unnamed.has(bare) && !isDefinite(key)) return this.takeHead('unnamed', bare, key);
    const title = titles.get(bare);
    if (title) {
      this.plural = title.plural;
      return this.takeHead('person', title.lemma, key);
    }
    if (organisations.has(bare) && (bare !== key || !given.has(key)))
      return this.takeHead('organisation', bare, key);
    return this.readName();
  }

  private takeHead(kind: NounPhrase['kind'], head: string, key: string): boolean {
    this.kind = kind;
    this.head = head;
    this.definite = isDefinite(key);
    this.feminine = /(ه|ات)$/.test(key);
    this.at += 1;
    this.titleEnd = this.at;
    return true;
  }

  /** الولايات المتحدة والعراق: two states speak together. */
  private joinState() {
    const key = afterAnd(this.key());
    if (key === null || this.name === null) return;
    const second = states.at([key, this.key(this.at + 1)], 0);
    if (second) {
      this.kind = 'dual';
      this.at += second.length;
      this.name = null;
      this.titleEnd = this.at;
      this.plural = true;
    }
  }

  /** Adjectives, genitives and prepositional phrases after a title, up to the name. */
  private readModifiers() {
    while (this.at < this.end) {
      const quoted = this.quotedName(this.at);
      if (quoted !== null && this.kind === 'person' && this.namesPerson(this.at + 1)) {
        this.name = [this.at + 1, quoted - 1];
        this.at = quoted;
        return;
      }
      if (quoted !== null) {
        this.at = quoted;
        this.titleEnd = this.at;
        this.definite = true;
        continue;
      }
      if (isSign(this.page, this.at, '(') && this.bracket() !== null) {
        this.at = this.bracket() ?? this.at;
        continue;
      }
      if (!this.word()) return;
      if (!this.modifier()) {
        if (this.kind === 'person' || this.kind === 'unnamed') this.readName();
        return;
      }
      this.at += 1;
      this.titleEnd = this.at;
    }
  }

  /** المتحدث «محمد …»: a name that stands between marks behind a title. */
  private namesPerson(at: number): boolean {
    const key = keyAt(this.page, at);
    return given.has(key) || rankWords.has(withoutArticle(key) ?? key);
  }

  private bracket(): number | null {
    for (let at = this.at + 1; at < Math.min(this.end, this.at + 9); at++)
      if (isSign(this.page, at, ')')) return at + 1;
    return null;
  }

  /** Whether the word at hand belongs to the title. Advances over the first word where two belong. */
  private modifier(): boolean {
    const key = this.key();
    const bare = withoutArticle(key) ?? key;
    if (openerOf(key) || weekdays.has(key) || TIME_WORDS.has(key) || according.at(this.page.keys, this.at))
      return false;
    if (key === 'بالانابه' || key === 'بالوكاله') return true;
    if (/^(باسم|بشوون|لشوون)$/.test(key)) {
      this.definite = false;
      return true;
    }
    if (TITLE_PREPOSITIONS.has(key)) return this.prepositional();
    if (isAdjective(key) && (isDefinite(key) || !this.definite || this.kind === 'unnamed')) {
      if (isDefinite(key)) this.definite = true;
      return true;
    }
    if (key.startsWith('ب') && organisations.has(withoutArticle(key) ?? key.slice(1))) {
      this.definite = isDefinite(key);
      return true;
    }
    const state = states.at(this.page.keys, this.at);
    if (state) {
      this.at += state.length - 1;
      this.definite = true;
      return true;
    }
    if (places.has(key) || places.has(bare)) {
      this.definite = true;
      return true;
    }
    const known = titles.has(bare) || organisations.has(bare) || documents.has(bare);
    if (known && (isDefinite(key) || !this.definite || rankWords.has(bare))) {
      if (isDefinite(key)) this.definite = true;
      return true;
    }
    if (
      /^(لل|ل)/.test(key) &&
      (withoutArticle(key) !== null ||
        titles.has(key.slice(1)) ||
        organisations.has(key.slice(1)) ||
        /^ل(شوون|محاربه|مكافحه|حقوق|سوريا|ليبيا|ايران|اليمن|لبنان)/.test(key))
    ) {
      this.definite = withoutArticle(key) !== null || states.at([key.slice(1), ''], 0) !== null;
      return true;
    }
    if (this.joined(key)) return true;
    if (this.definite) return false;
    if (isDefinite(key)) {
      if (headsContent(key.slice(2)) && this.kind === 'document') return false;
      this.definite = true;
      return true;
    }
    // An indefinite noun inside a genitive chain: رئيس مجلس إدارة الشركة.
    return !given.has(key) && !isCommon(key) && !verbForms(key) && !headsContent(key) && this.chained();
  }

  private chained(): boolean {
    const next = this.key(this.at + 1);
    return isDefinite(next) || states.at(this.page.keys, this.at + 1) !== null || organisations.has(next);
  }

  private prepositional(): boolean {
    const next = this.key(this.at + 1);
    const bare = withoutArticle(next) ?? next;
    const known = states.at(this.page.keys, this.at + 1);
    if (this.key() === 'علي' || this.key() === 'عن' || this.key() === 'مع') return false;
    if (known) {
      this.at += known.length;
      this.definite = true;
      return true;
    }
    if (places.has(next) || ((organisations.has(bare) || nationOfTitle(bare)) && this.key() !== 'الي')) {
      this.at += 1;
      this.definite = true;
      return true;
    }
    return false;
  }

  /** والأكاديمي, والمحلل السياسي: a second title of the same man. */
  private joined(key: string): boolean {
    const rest = afterAnd(key);
    if (rest === null) return false;
    const bare = withoutArticle(rest) ?? rest;
    return (
      (isDefinite(rest) && (titles.has(bare) || isAdjective(rest) || organisations.has(bare))) ||
      bare === 'المتحدث'
    );
  }

  /** Up to five words that no table knows, with عبد, أبو and the like. */
  private readName(): boolean {
    const from = this.at;
    let at = from;
    while (at < this.end && at - from < NAME_LONGEST && this.word(at) && this.nameWord(at, at === from))
      at += 1;
    if (at === from) return false;
    this.name = [from, at];
    this.definite = true;
    this.kind ??= 'person';
    if (this.kind === 'unnamed') this.kind = 'person';
    const key = keyAt(this.page, from);
    if (/ه$/.test(key) && !given.has(key)) this.feminine = false;
    this.at = at;
    return true;
  }

  private nameWord(at: number, first: boolean): boolean {
    const key = this.key(at);
    if (key === 'علي' && !this.writtenAli(at, first)) return false;
    if (given.has(key)) return true;
    if (
      /^ي..|^س[يت]../.test(key) ||
      (/^ت../.test(key) && !surnamesInTa.has(key) && (!first || this.head !== null))
    )
      return false;
    if (states.at(this.page.keys, at) && !(first && this.head === null)) return false;
    if (this.withPronoun(key) || this.joinedTitle(key)) return false;
    if (key.length < 2 || isCommon(key) || weekdays.has(key) || months.has(key) || TIME_WORDS.has(key))
      return false;
    if (PRONOUN_OBJECTS.has(key) || headsContent(key)) return false;
    const before = first ? '' : this.key(at - 1);
    if (before === 'ابو' || before === 'عبد' || before === 'بن' || before === 'ابن' || before === 'ال')
      return true;
    if (verbForms(key) && !isDefinite(key)) return false;
    const bare = withoutArticle(key) ?? key;
    if (bare !== key && !key.startsWith('ال')) return false;
    if (/^بال|^لل|^كال|^فال|^وال/.test(key)) return false;
    if (first && bare !== key)
      return (
        !titles.has(bare) &&
        !organisations.has(bare) &&
        /(ي|ار|ر|اد|ان|اني|ني|يم|ين|ل|د|س|ش|ع|ه)$/.test(key) &&
        !this.abstractNoun(bare)
      );
    if (!first && bare !== key && (isAdjective(key) || this.abstractNoun(bare)))
      return !this.looksAdjectival(at);
    if (titles.has(key) || organisations.has(key) || documents.has(key)) return false;
    return /^[بل]/.test(key) && !first ? !headsContent(key.slice(1)) : true;
  }

  /** علي the name, not على the preposition: its last letter carries dots, or another name stands before it. */
  private writtenAli(at: number, first: boolean): boolean {
    const dotted = /[يی]$/u.test(this.page.tokens[at]?.text ?? '');
    return (dotted || !first) && !openerOf(this.key(at + 1)) && (dotted || given.has(this.key(at - 1)));
  }

  /** خلاله, أمامها: a preposition with its pronoun. */
  private withPronoun(key: string): boolean {
    const bare = key.replace(/(هما|هم|ها|ه)$/, '');
    return bare !== key && (isCommon(bare) || /^(خلال|امام|ضد|لدي|عند|بين|حول|عبر|تجاه|نحو)$/.test(bare));
  }

  /** ومستشار, والسفير: the next person begins. */
  private joinedTitle(key: string): boolean {
    const rest = afterAnd(key);
    if (rest === null || given.has(key)) return false;
    return (
      isDefinite(rest) ||
      titles.has(rest) ||
      organisations.has(rest) ||
      states.at([rest, ''], 0) !== null ||
      given.has(rest)
    );
  }

  /** التطورات, الشراكة: plural and verbal nouns with the article are no surnames. */
  private abstractNoun(bare: string): boolean {
    return /(ات|يه|ين|ون)$/.test(bare) || headsContent(bare) || (/ه$/.test(bare) && bare.length > 4);
  }

  /** After two words of a name, an adjective of relation ends it unless nothing but a sign or أن follows. */
  private looksAdjectival(at: number): boolean {
    const key = this.key(at);
    return isAdjective(key) && titles.has(withoutArticle(this.key(at - 1)) ?? '');
  }

  /** Commas and brackets with a name or a second title: رئيس الوزراء، محمد …، */
  private readAppositions() {
    for (let round = 0; round < 3; round++) {
      const comma = isComma(this.page, this.at) || isSign(this.page, this.at, '-–—');
      if (!comma || this.at >= this.end) return;
      const inner = new Reader(this.page, this.at + 1, Math.min(this.end, this.at + 16));
      if (
        keyAt(this.page, this.at + 1).startsWith('و') &&
        !given.has(this.key(this.at + 1)) &&
        !titles.has(this.key(this.at + 1))
      )
        return;
      const phrase = inner.word() ? inner.read({ appositions: false }) : null;
      if (!phrase || (this.name !== null && phrase.name !== null)) return;
      if (phrase.kind !== 'person' || (phrase.name === null && !phrase.definite)) return;
      const closed =
        isComma(this.page, phrase.last) ||
        isSign(this.page, phrase.last, '-–—:') ||
        this.followsReport(phrase.last);
      if (!closed) return;
      if (this.name === null) {
        if (this.kind !== 'person' && this.kind !== 'unnamed') return;
        this.kind = 'person';
        this.name = phrase.name;
      }
      this.at = phrase.last;
      if (!isComma(this.page, this.at) && !isSign(this.page, this.at, '-–—')) return;
      const next = this.at + 1;
      if (
        openerOf(keyAt(this.page, next)) ||
        isSign(this.page, next, ':') ||
        (this.page.opens[next] ?? -1) >= 0
      )
        return;
    }
  }

  private followsReport(at: number): boolean {
    const key = keyAt(this.page, at);
    return (
      openerOf(key) !== null ||
      isCommon(key) ||
      headsContent(key) ||
      TIME_WORDS.has(key) ||
      (this.page.opens[at] ?? -1) >= 0 ||
      this.page.tokens[at] === undefined ||
      verbForms(key) !== null
    );
  }
}

const nationOfTitle = (bare: string) => titles.has(bare);
