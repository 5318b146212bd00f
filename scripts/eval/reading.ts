import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { foldText } from '../../src/arabic/fold.ts';
import { read } from '../../src/arabic/reading/read.ts';
import type { KnownName, QuoteDraft, Reading, Span } from '../../src/arabic/reading/types.ts';

/**
 * Judges the reading of articles against the gold annotation of ../shared/corpus: per task and per file, with the
 * errors. `--known` gives the reader the names of the knowledge base to link to, as the service does; without it
 * speakers are judged by the name they resolve to.
 */

const CORPUS = new URL('../../../shared/corpus/', import.meta.url);
const OVERLAP = 0.8;

interface GoldQuote {
  id: string;
  section: string;
  speakers: string[];
  speaker_mention: string | null;
  cue: string | null;
  cue_span: Span | null;
  mode: string;
  start: number;
  end: number;
  text: string;
  topic_only?: boolean;
  polarity?: string;
  modality?: string;
  said_on: { raw: string | null; edtf: string | null };
}
interface GoldFigure {
  id: string;
  start: number;
  end: number;
  text: string;
  value: number | null;
  min: number | null;
  max: number | null;
  qualifier: string | null;
  as_of: { raw: string | null; edtf: string | null };
}
interface GoldEvent {
  id: string;
  type: string;
  status: string | null;
  modality?: string;
  date: { raw: string | null; edtf: string | null } | null;
  evidence: { start: number; end: number; text: string }[];
}
interface Gold {
  article: { published: { iso: string } | null; sections: { section: string; start: number; end: number }[] };
  quotes: GoldQuote[];
  events: GoldEvent[];
  figures: GoldFigure[];
}
interface GoldActor {
  key: string;
  kind: string;
  name_ar: string;
  variants: { form: string }[];
}

/** Right, found and wanted; precision, recall and F1 follow. */
class Tally {
  right = 0;
  found = 0;
  wanted = 0;
  readonly errors: string[] = [];

  get precision() {
    return this.found === 0 ? 1 : this.right / this.found;
  }
  get recall() {
    return this.wanted === 0 ? 1 : this.right / this.wanted;
  }
  get f1() {
    const sum = this.found + this.wanted;
    return sum === 0 ? 1 : (2 * this.right) / sum;
  }
}

const tallies = new Map<string, Map<string, Tally>>();
function tally(task: string, file: string): Tally {
  const files = tallies.get(task) ?? new Map<string, Tally>();
  tallies.set(task, files);
  const own = files.get(file) ?? new Tally();
  files.set(file, own);
  return own;
}
/** One judgement that is right or wrong. */
function score(task: string, file: string, right: boolean, error: string) {
  const own = tally(task, file);
  own.found += 1;
  own.wanted += 1;
  if (right) own.right += 1;
  else own.errors.push(error);
}

/** Places of the words inside a span. */
function wordsIn(points: readonly string[], [start, end]: Span): Set<number> {
  const words = new Set<number>();
  let inside = false;
  for (let at = start; at < end; at++) {
    const letter = /[\p{L}\p{N}]/u.test(points[at] ?? '');
    if (letter && !inside) words.add(at);
    inside = letter || (/[\p{M}ـ]/u.test(points[at] ?? '') && inside);
  }
  return words;
}

function overlap(one: ReadonlySet<number>, other: ReadonlySet<number>): number {
  let both = 0;
  for (const word of one) if (other.has(word)) both += 1;
  return both / (one.size + other.size - both || 1);
}

/** Pairs of gold and draft, the best overlaps first. */
function align<G, D>(
  points: readonly string[],
  gold: readonly G[],
  drafts: readonly D[],
  spanOfGold: (gold: G) => Span,
  spanOfDraft: (draft: D) => Span,
  least: number,
): Map<G, D> {
  const pairs: { gold: G; draft: D; score: number }[] = [];
  const words = new Map(drafts.map((draft) => [draft, wordsIn(points, spanOfDraft(draft))] as const));
  for (const one of gold) {
    const own = wordsIn(points, spanOfGold(one));
    for (const draft of drafts) {
      const shared = overlap(own, words.get(draft) ?? new Set());
      if (shared >= least && shared > 0) pairs.push({ gold: one, draft, score: shared });
    }
  }
  const found = new Map<G, D>();
  const taken = new Set<D>();
  for (const { gold: one, draft } of pairs.sort((a, b) => b.score - a.score)) {
    if (found.has(one) || taken.has(draft)) continue;
    found.set(one, draft);
    taken.add(draft);
  }
  return found;
}

const short = (text: string) => (text.length > 70 ? `${text.slice(0, 50)} … ${text.slice(-18)}` : text);
const keysOf = (text: string) =>
  foldText(text)
    .split(' ')
    .filter((word) => word !== '');

class Judge {
  private readonly file: string;
  private readonly points: readonly string[];
  private readonly gold: Gold;
  private readonly reading: Reading;
  private readonly actors: ReadonlyMap<string, GoldActor>;
  private readonly byRef: boolean;

  constructor(
    file: string,
    text: string,
    gold: Gold,
    reading: Reading,
    actors: ReadonlyMap<string, GoldActor>,
    byRef: boolean,
  ) {
    this.file = file;
    this.points = Array.from(text);
    this.gold = gold;
    this.reading = reading;
    this.actors = actors;
    this.byRef = byRef;
  }

  run() {
    this.quotes();
    this.figures();
    this.events();
    this.items();
  }

  private textOf([start, end]: Span) {
    return short(this.points.slice(start, end).join('').replaceAll('\n', ' '));
  }

  private quotes() {
    const { quotes } = this.gold;
    const found = align(
      this.points,
      quotes,
      this.reading.quotes,
      ({ start, end }): Span => [start, end],
      ({ span }) => span,
      OVERLAP,
    );
    const spans = tally('quotes: span', this.file);
    for (const quote of quotes) {
      const draft = found.get(quote);
      if (quote.topic_only) {
        if (draft) spans.found -= 1;
      } else {
        spans.wanted += 1;
        if (draft) spans.right += 1;
        else spans.errors.push(`missed ${quote.id} [${quote.cue}] ${short(quote.text)}`);
      }
      if (draft && !quote.topic_only) this.quote(quote, draft);
      if (!quote.topic_only) {
        const all = draft !== undefined && this.speakerIsRight(quote, draft) && this.cueIsRight(quote, draft);
        score('quotes: content, cue and speaker', this.file, all, quote.id);
      }
    }
    const taken = new Set(found.values());
    for (const draft of this.reading.quotes) {
      spans.found += 1;
      if (!taken.has(draft)) {
        const topic = draft.topic_only;
        if (topic) spans.found -= 1;
        else spans.errors.push(`extra [${draft.cue}] ${this.textOf(draft.span)} (${draft.reason})`);
      }
    }
    const flags = tally('denial and hypothesis', this.file);
    for (const quote of quotes) {
      const draft = found.get(quote);
      if (!draft || quote.topic_only) continue;
      const denial = /negated/.test(quote.polarity ?? '');
      const optional = /restrictive/.test(quote.polarity ?? '');
      const hypothesis = /conditional|possible/.test(quote.modality ?? '');
      for (const [wanted, given, name] of [
        [denial, draft.negated, 'denial'],
        [hypothesis, draft.hypothetical, 'hypothesis'],
      ] as const) {
        if (optional && name === 'denial') continue;
        if (wanted) flags.wanted += 1;
        if (given) flags.found += 1;
        if (wanted && given) flags.right += 1;
        if (wanted !== given)
          flags.errors.push(`${wanted ? 'missed' : 'extra'} ${name} ${quote.id} ${short(quote.text)}`);
      }
    }
  }

  private quote(quote: GoldQuote, draft: QuoteDraft) {
    const names = draft.speakers.map(
      (id) => this.reading.actors[id]?.name ?? this.reading.actors[id]?.titles[0] ?? '?',
    );
    score(
      'quotes: speaker',
      this.file,
      this.speakerIsRight(quote, draft),
      `${quote.id} is ${quote.speakers.join(' + ') || 'nobody'}, read ${names.join(' + ') || 'nobody'} (${draft.reason})`,
    );
    score(
      'quotes: mode',
      this.file,
      quote.mode === draft.mode,
      `${quote.id} is ${quote.mode}, read ${draft.mode} ${short(quote.text)}`,
    );
    score(
      'quotes: cue',
      this.file,
      this.cueIsRight(quote, draft),
      `${quote.id} is ${quote.cue}, read ${draft.cue}`,
    );
    score(
      'dates: said',
      this.file,
      (draft.said?.edtf ?? null) === quote.said_on.edtf,
      `${quote.id} is ${quote.said_on.edtf}, read ${draft.said?.edtf} (${quote.said_on.raw})`,
    );
  }

  private cueIsRight(quote: GoldQuote, draft: QuoteDraft) {
    if (quote.cue_span === null || quote.cue_span === undefined) return draft.cue_span === null;
    return (
      draft.cue_span !== null &&
      draft.cue_span[0] < quote.cue_span[1] &&
      draft.cue_span[1] > quote.cue_span[0]
    );
  }

  private speakerIsRight(quote: GoldQuote, draft: QuoteDraft) {
    if (quote.speakers.length !== draft.speakers.length) return false;
    return quote.speakers.every((key) => draft.speakers.some((id) => this.isActor(id, key)));
  }

  /** By reference where names are known; else by the name that the reading resolved the speaker to. */
  private isActor(id: number, key: string) {
    const read = this.reading.actors[id];
    const actor = this.actors.get(key);
    if (!read || !actor) return false;
    if (this.byRef && read.actor !== null) return read.actor === key;
    const printed = keysOf(read.name ?? read.titles[0] ?? '');
    const forms = [actor.name_ar, ...actor.variants.map(({ form }) => form)].map(keysOf);
    const proper = keysOf(actor.name_ar);
    const named = actor.kind === 'person' && forms.some((form) => this.names(form, proper));
    if (read.name !== null && actor.kind === 'person')
      return (
        printed.some((word) => proper.includes(word)) &&
        forms.some((form) => form.some((word) => printed.includes(word)))
      );
    if (named && this.nameIsPrinted(proper)) return false;
    return forms.some(
      (form) => form.every((word) => printed.includes(word)) || printed.every((word) => form.includes(word)),
    );
  }

  private names(form: readonly string[], proper: readonly string[]) {
    return form.some((word) => proper.includes(word));
  }

  private nameIsPrinted(proper: readonly string[]) {
    const last = proper.at(-1) ?? '';
    return keysOf(this.points.join('')).includes(last);
  }

  private figures() {
    const own = tally('figures', this.file);
    const found = align(
      this.points,
      this.gold.figures,
      this.reading.figures,
      ({ start, end }): Span => [start, end],
      ({ span }) => span,
      0.01,
    );
    own.wanted += this.gold.figures.length;
    own.found += this.reading.figures.length;
    const taken = new Set(found.values());
    for (const figure of this.gold.figures) {
      const draft = found.get(figure);
      const same =
        draft &&
        (['value', 'min', 'max'] as const).every((field) => figure[field] === draft[field]) &&
        (figure.qualifier?.replace(' ', '_') ?? null) === draft.qualifier;
      if (same) own.right += 1;
      else
        own.errors.push(
          `${draft ? 'wrong' : 'missed'} ${figure.id} ${figure.text}${draft ? `: ${draft.value} ${draft.min} ${draft.max} ${draft.qualifier}` : ''}`,
        );
    }
    for (const draft of this.reading.figures)
      if (!taken.has(draft)) own.errors.push(`extra ${this.textOf(draft.span)} ${draft.value}`);
  }

  private events() {
    const own = tally('events: type, by its words', this.file);
    const { events } = this.gold;
    const drafts = this.reading.events;
    const spanOfGold = ({ evidence }: GoldEvent): Span => [evidence[0]?.start ?? 0, evidence[0]?.end ?? 0];
    const taken = new Set<number>();
    own.wanted += events.length;
    for (const event of events) {
      const [start, end] = spanOfGold(event);
      const type = event.type === 'sanction' ? 'coercion' : event.type;
      const index = drafts.findIndex(
        (draft, place) =>
          !taken.has(place) &&
          draft.type === type &&
          event.evidence.some((words) => draft.span[0] < words.end && draft.span[1] > words.start),
      );
      if (index < 0) {
        own.errors.push(`missed ${event.id} ${event.type} ${this.textOf([start, end])}`);
        continue;
      }
      taken.add(index);
      own.right += 1;
      const draft = drafts[index];
      if (!draft) continue;
      const status = event.modality ?? event.status ?? 'hypothetical';
      score(
        'events: modality',
        this.file,
        draft.modality === status,
        `${event.id} is ${status}, read ${draft.modality} ${this.textOf(draft.span)}`,
      );
      if (event.date?.edtf || draft.date)
        score(
          'dates: events',
          this.file,
          (draft.date?.edtf ?? null) === (event.date?.edtf ?? null),
          `${event.id} is ${event.date?.edtf}, read ${draft.date?.edtf} (${event.date?.raw})`,
        );
      else score('dates: events', this.file, true, '');
    }
    own.found += drafts.length;
    for (const [index, draft] of drafts.entries())
      if (!taken.has(index)) own.errors.push(`extra ${draft.type} ${this.textOf(draft.span)}`);
  }

  private items() {
    const { sections } = this.gold.article;
    for (const section of sections) {
      if (section.section !== 'appended') continue;
      const near = this.reading.items.some(
        ({ kind, span }) => kind === 'appended' && Math.abs(span[0] - section.start) < 20,
      );
      score(
        'items: second item',
        this.file,
        near,
        `no item begins near ${section.start}; read ${JSON.stringify(this.reading.items.map(({ kind, span }) => [kind, span]))}`,
      );
    }
    for (const section of sections) {
      if (section.section !== 'teaser') continue;
      const quotes = this.reading.quotes.filter(
        ({ span }) => span[0] >= section.start && span[1] <= section.end,
      );
      for (const { item, span } of quotes)
        score(
          'items: teaser not main',
          this.file,
          this.reading.items[item]?.kind === 'teaser',
          this.textOf(span),
        );
    }
  }
}

function knownActors(actors: readonly GoldActor[]): KnownName[] {
  const described = /(المسؤول|المبعوث|مبعوث|الوزير|وزير|نظيره|بلاده|^التنظيم$|^رسول$)/;
  return actors.map(({ key, name_ar, variants }) => ({
    ref: key,
    names: [name_ar, ...variants.map(({ form }) => form).filter((form) => !described.test(form))],
  }));
}

/** Prints the figures of every task; with `verbose` the errors too. */
export function evaluateReading(verbose: boolean, linked: boolean): void {
  if (!existsSync(CORPUS)) {
    console.log('Nothing to judge the reading by: ../shared/corpus is not beside this checkout.');
    return;
  }
  tallies.clear();
  const json = <T>(name: string): T => JSON.parse(readFileSync(new URL(`gold/${name}`, CORPUS), 'utf8'));
  const actors = json<GoldActor[]>('actors.json');
  const byKey = new Map(actors.map((actor) => [actor.key, actor] as const));
  for (const name of readdirSync(new URL('articles/', CORPUS)).sort()) {
    const text = readFileSync(new URL(`articles/${name}`, CORPUS), 'utf8');
    const file = name.slice(0, 3);
    const gold = json<Gold>(`${file}.json`);
    const reading = read(text, linked ? { actors: knownActors(actors) } : {});
    new Judge(file, text, gold, reading, byKey, linked).run();
  }
  const rows = [...tallies].map(([task, files]) => {
    const all = new Tally();
    for (const own of files.values()) {
      all.right += own.right;
      all.found += own.found;
      all.wanted += own.wanted;
    }
    const row: Record<string, string> = {
      task,
      P: all.precision.toFixed(2),
      R: all.recall.toFixed(2),
      F1: all.f1.toFixed(3),
    };
    for (const [file, own] of files) row[file] = `${own.right}/${own.wanted}`;
    return row;
  });
  console.log(
    `Reading: five articles, ${linked ? 'names of the knowledge base known' : 'nothing known beforehand'}`,
  );
  console.table(rows);
  if (verbose)
    for (const [task, files] of tallies)
      for (const [file, { errors }] of files)
        for (const error of errors) console.log(`${task} ${file}: ${error}`);
}

if (process.argv[1]?.endsWith('reading.ts'))
  evaluateReading(!process.argv.includes('--brief'), process.argv.includes('--known'));
