import type { EdtfInput } from '../../../model/edtf.ts';
import type { DateFound } from '../facts/dates.ts';
import { judge } from '../facts/modality.ts';
import { isSign, type Page, spanOf, textOf } from '../text/page.ts';
import { between } from '../text/places.ts';
import type { ActorDraft, Mention, QuoteDraft, SpeakerKind } from '../types.ts';
import { Cast } from './cast.ts';
import type { Language } from './language.ts';
import type { NounPhrase } from './nounPhrase.ts';
import type { Report } from './report.ts';

/** One item's sentences: `body` in reading order, headlines apart, because they name people before the story does. */
export interface Scene {
  item: number;
  body: readonly number[];
  headlines: readonly number[];
  published: string | null;
}

interface Spoken {
  report: Report;
  speakers: number[];
  kind: SpeakerKind;
  how: string;
}

/** Finds out who speaks in each report of an item and makes the drafts. New actors are added to `actors`. */
export function draftQuotes(
  page: Page,
  language: Language,
  scene: Scene,
  reports: ReadonlyMap<number, Report[]>,
  mentions: readonly Mention[],
  dates: readonly DateFound[],
  actors: ActorDraft[],
): QuoteDraft[] {
  const stage = new Stage(page, language, scene, reports, mentions, dates, actors);
  const spoken: Spoken[] = [];
  for (const sentence of scene.body) spoken.push(...stage.play(sentence, reports.get(sentence) ?? [], false));
  for (const sentence of scene.headlines) {
    const list = reports.get(sentence) ?? [];
    spoken.push(
      ...stage.play(sentence, list.length > 0 ? list : unattributed(page, language, sentence), true),
    );
  }
  return stage.drafts(spoken);
}

/** Words between quotation marks in a headline that names no speaker. */
function unattributed(page: Page, language: Language, sentence: number): Report[] {
  const { first, last } = page.sentences[sentence] ?? { first: 0, last: 0 };
  const found: Report[] = [];
  for (let at = first; at < last; at++) {
    const index = page.opens[at] ?? -1;
    const mark = page.marks[index];
    if (!mark || mark.close === null || mark.last - mark.first < 3 || language.isNameMark(page, index))
      continue;
    found.push({
      sentence,
      kind: 'unattributed',
      cue: null,
      aux: null,
      clauseFrom: at,
      beside: true,
      act: 'inform',
      lemma: null,
      subject: null,
      gender: null,
      number: null,
      topic: false,
      by: 'unattributed',
      content: [mark.first, mark.last],
      skip: 0,
      mode: 'direct',
      pseudoDirect: false,
      direct: [],
      strength: 0.5,
    });
  }
  return found;
}

class Stage {
  private readonly page: Page;
  private readonly language: Language;
  private readonly scene: Scene;
  private readonly reports: ReadonlyMap<number, readonly Report[]>;
  private readonly mentionsIn: (start: number, end: number) => Mention[];
  private readonly datesIn: (start: number, end: number) => DateFound[];
  private readonly cast: Cast;
  /** Interviewer of the item, where one is named. */
  private host: number | null = null;

  constructor(
    page: Page,
    language: Language,
    scene: Scene,
    reports: ReadonlyMap<number, readonly Report[]>,
    mentions: readonly Mention[],
    dates: readonly DateFound[],
    actors: ActorDraft[],
  ) {
    this.page = page;
    this.language = language;
    this.scene = scene;
    this.reports = reports;
    this.mentionsIn = between(mentions, ({ span }) => span[0]);
    this.datesIn = between(dates, ({ first }) => first);
    this.cast = new Cast(scene.item, actors);
  }

  /** One sentence: everybody it names enters, then its reports find their speakers. */
  play(sentence: number, reports: readonly Report[], headline: boolean): Spoken[] {
    const { first, last } = this.page.sentences[sentence] ?? { first: 0, last: 0 };
    const spoken: Spoken[] = [];
    const subjects = new Map(
      reports.flatMap(({ subject }) => (subject ? [[subject.first, subject] as const] : [])),
    );
    let next = 0;
    const met: number[] = [];
    const together = this.together(first, last);
    for (let at = first; at < last; at++) {
      const subject = subjects.get(at);
      const phrase = subject ?? this.language.person(this.page, at, last);
      while (
        next < reports.length &&
        this.placeOf(reports[next]) <= at &&
        !(subject && reports[next]?.subject === subject)
      ) {
        spoken.push(this.speakerOf(reports[next] as Report, headline));
        next += 1;
      }
      if (!phrase) continue;
      const id = this.enter(phrase);
      if (id !== null && phrase.name !== null) met.push(id);
      if (phrase.last > at + 1 && phrase.name !== null) at = phrase.last - 1;
      if (together) this.cast.setCouple(met.slice(0, 2));
    }
    while (next < reports.length) {
      spoken.push(this.speakerOf(reports[next] as Report, headline));
      next += 1;
    }
    this.findHost(first, last);
    return spoken;
  }

  private placeOf(report: Report | undefined): number {
    if (!report) return Number.MAX_SAFE_INTEGER;
    return report.cue?.[0] ?? report.content[0];
  }

  private together(first: number, last: number): boolean {
    for (let at = first; at < last; at++)
      if (this.language.together.has(this.language.bare(this.page.keys[at] ?? ''))) return true;
    return false;
  }

  private enter(phrase: NounPhrase): number | null {
    if (phrase.kind === 'dual' || phrase.kind === 'unnamed') return null;
    if (phrase.name === null && !phrase.definite) return null;
    return this.cast.find(this.language.naming(this.page, phrase, this.knownActor(phrase))).id;
  }

  private knownActor(phrase: NounPhrase): string | null {
    const [from, to] = phrase.name ?? [phrase.first, phrase.last];
    const [start, end] = spanOf(this.page, from, to);
    const inside = this.mentionsIn(start - 1, end + 1)
      .filter(({ kind, span }) => kind === 'actor' && span[1] <= end + 1)
      .filter(({ span }) => phrase.kind === 'person' || span[1] - span[0] >= (end - start) * 0.6);
    return (
      inside.sort((a, b) => b.span[1] - b.span[0] - (a.span[1] - a.span[0]) || b.confidence - a.confidence)[0]
        ?.ref ?? null
    );
  }

  private speakerOf(report: Report, headline: boolean): Spoken {
    const found = this.whoSpeaks(report, headline);
    if (report.beside && report.kind !== 'question' && !headline && report.kind !== 'according')
      this.cast.speak(found.speakers);
    if (report.kind === 'according' && found.kind !== 'document') this.cast.speak(found.speakers);
    const [only] = found.speakers;
    if (
      only !== undefined &&
      report.subject &&
      report.gender &&
      report.kind === 'verb' &&
      this.cast.kindOf(only) === 'person' &&
      report.number === 1 &&
      report.subject.first >= (report.cue?.[1] ?? 0)
    )
      this.cast.setGender(only, report.gender);
    return { report, ...found };
  }

  private whoSpeaks(report: Report, headline: boolean): Omit<Spoken, 'report'> {
    const { subject } = report;
    if (report.kind === 'nominal' || report.kind === 'agentless')
      return { speakers: [], kind: 'unnamed', how: 'nobody is named' };
    if (report.kind === 'question')
      return {
        speakers: this.host === null ? [] : [this.host],
        kind: this.host === null ? 'unnamed' : 'organisation',
        how: 'whoever led the interview asked',
      };
    if (subject === null) return this.implicit(report, headline);
    if (subject.kind === 'dual') return this.both(subject);
    if (subject.kind === 'unnamed')
      return { speakers: [], kind: 'unnamed', how: 'the source is described and not named' };
    if (subject.kind === 'document') return this.document(subject);
    if (subject.kind === 'person' && subject.name === null && !subject.definite && !headline)
      return { speakers: [], kind: 'unnamed', how: 'an indefinite noun: nobody in particular' };
    const naming = this.language.naming(this.page, subject, this.knownActor(subject));
    const { id, how } = this.cast.find(naming);
    const kind = subject.kind === 'person' ? (subject.name === null ? 'office' : 'named') : 'organisation';
    return { speakers: [id], kind, how: how === 'new' ? 'named here' : how };
  }

  private implicit(report: Report, headline: boolean): Omit<Spoken, 'report'> {
    if (report.number === 2) {
      const pair = this.cast.pair();
      if (pair.length === 2)
        return { speakers: pair, kind: 'joint', how: 'a dual verb: the two who met or called' };
    }
    const speakers = headline
      ? this.cast.first()
      : this.cast.last(report.kind === 'verb' ? report.gender : null);
    const [only] = speakers;
    if (only === undefined) return { speakers: [], kind: 'unnamed', how: 'no speaker before it' };
    const names = speakers.map((id) => this.cast.describe(id)).join(' and ');
    const how = headline
      ? `the first speaker of the item: ${names}`
      : `continues the speaker before: ${names}`;
    if (speakers.length > 1) return { speakers, kind: 'joint', how };
    return {
      speakers,
      kind:
        this.cast.kindOf(only) === 'person'
          ? 'named'
          : this.cast.kindOf(only) === 'document'
            ? 'document'
            : 'organisation',
      how,
    };
  }

  private both(subject: NounPhrase): Omit<Spoken, 'report'> {
    if (subject.head === null) {
      const ids = this.statesIn(subject);
      this.cast.setCouple(ids);
      return { speakers: ids, kind: 'joint', how: 'two speak together' };
    }
    const pair = this.cast.pair();
    return {
      speakers: pair,
      kind: 'joint',
      how:
        pair.length > 0
          ? `the two sides: ${pair.map((id) => this.cast.describe(id)).join(' and ')}`
          : 'two sides that are not named',
    };
  }

  private statesIn(subject: NounPhrase): number[] {
    const ids: number[] = [];
    for (let at = subject.first; at < subject.last; at++) {
      const two = this.language.person(this.page, at, Math.min(subject.last, at + 2));
      const phrase = two?.kind === 'state' ? two : this.language.person(this.page, at, at + 1);
      if (phrase?.kind !== 'state') continue;
      ids.push(this.enter(phrase) ?? -1);
      at = phrase.last - 1;
    }
    return ids.filter((id) => id >= 0);
  }

  /** A statement speaks for those who issued it: both sides where it is joint, else whoever spoke last. */
  private document(subject: NounPhrase): Omit<Spoken, 'report'> {
    const text = textOf(this.page, spanOf(this.page, subject.first, subject.last));
    const pair = this.cast.pair();
    const joint = /مشترك|joint/.test(text);
    const last = this.cast.last(null);
    if (joint && pair.length === 2)
      return { speakers: pair, kind: 'document', how: 'a joint statement of the two who met' };
    if (!joint && subject.definite && subject.last - subject.first <= 2 && last.length > 0)
      return {
        speakers: last,
        kind: 'document',
        how: `the statement of ${last.map((id) => this.cast.describe(id)).join(' and ')}`,
      };
    const { id } = this.cast.find(this.language.naming(this.page, subject, this.knownActor(subject)));
    return { speakers: [id], kind: 'document', how: 'a document speaks' };
  }

  /** قناة …, صحيفة … after "an interview with": who asks the questions. */
  private findHost(first: number, last: number) {
    for (let at = first; at < last; at++) {
      if (this.language.media.get(this.language.bare(this.page.keys[at] ?? '')) !== 'interview') continue;
      for (let next = at + 1; next < Math.min(last, at + 8); next++) {
        const phrase = this.language.person(this.page, next, last);
        if (phrase?.kind !== 'organisation') continue;
        this.host = this.enter(phrase);
        return;
      }
    }
  }

  drafts(spoken: readonly Spoken[]): QuoteDraft[] {
    const drafts = spoken.map((entry) => this.draft(entry));
    this.shareOccasions(drafts);
    // A question of the interview is asked where it is answered.
    const answered = drafts.find(({ said, medium }) => said !== null && medium === 'interview')?.said ?? null;
    for (const draft of drafts) {
      const asked =
        draft.speech_act === 'ask' &&
        draft.said === null &&
        this.host !== null &&
        draft.speakers[0] === this.host;
      if (asked) draft.said = answered;
    }
    return drafts;
  }

  private draft({ report, speakers, kind, how }: Spoken): QuoteDraft {
    const { page } = this;
    const whole = spanOf(page, report.content[0], report.content[1]);
    const span: [number, number] = [whole[0] + report.skip, whole[1]];
    const judged = judge(page, this.language.modality, report.content[0], report.content[1]);
    const cueSpan = report.cue && spanOf(page, report.cue[0], report.cue[1]);
    const nameSpan =
      report.subject && spanOf(page, ...(report.subject.name ?? [report.subject.first, report.subject.last]));
    const truncated =
      isSign(page, report.content[1] - 1, '…') ||
      isSign(page, report.content[1], '…') ||
      (isSign(page, report.content[1], '.') && isSign(page, report.content[1] + 1, '.'));
    const cue = cueSpan && textOf(page, cueSpan);
    return {
      span,
      item: this.scene.item,
      confidence: round(
        report.strength *
          (speakers.length === 0 && kind !== 'unnamed' ? 0.7 : 1) *
          (report.subject === null && kind !== 'unnamed' ? 0.97 : 1),
      ),
      reason: `${joins[report.by] ?? report.by}${cue ? ` “${cue}”` : ''}; speaker: ${how}`,
      speakers,
      speaker_kind: kind,
      speaker_as_reported: nameSpan && textOf(page, nameSpan),
      speaker_span: nameSpan,
      cue,
      cue_span: cueSpan,
      cue_aux: report.aux === null ? null : (page.tokens[report.aux]?.text ?? null),
      speech_act: this.actOf(report, judged.negated, span),
      mode: this.modeOf(report),
      pseudo_direct: report.mode === 'direct' && report.pseudoDirect,
      direct_spans:
        report.mode === 'mixed' ? report.direct.map(([first, last]) => spanOf(page, first, last)) : [],
      topic_only: report.topic,
      truncated,
      negated: judged.negated,
      hypothetical: judged.hypothetical,
      said: this.saidIn(report),
      medium: this.mediumOf(report),
      about: this.mentionsIn(span[0], span[1])
        .filter(({ span: at }) => at[1] <= span[1])
        .map(({ kind: what, ref }) => (what === 'actor' ? { actor: ref } : { location: ref }))
        .filter(
          (entry, index, all) =>
            all.findIndex((other) => other.actor === entry.actor && other.location === entry.location) ===
            index,
        ),
      inside: null,
    };
  }

  /** A headline's colon is the outlet's wording, unless it speaks to somebody. */
  private modeOf(report: Report): QuoteDraft['mode'] {
    if (report.mode !== 'indirect') return report.mode;
    const text = textOf(this.page, spanOf(this.page, report.content[0], report.content[1]));
    if (report.by !== 'colon') return 'indirect';
    const line = this.page.sentences[report.sentence]?.line ?? 0;
    const headline = report.kind === 'colon' || this.headlineLine(line);
    return !headline || this.language.secondPerson.test(text) ? 'direct' : 'indirect';
  }

  private headlineLine(line: number): boolean {
    return this.scene.headlines.some((sentence) => this.page.sentences[sentence]?.line === line);
  }

  private actOf(report: Report, negated: boolean, span: [number, number]): QuoteDraft['speech_act'] {
    if (report.act !== 'inform' && report.act !== 'announce') return report.act;
    if (negated) return 'deny';
    const text = textOf(this.page, span);
    return this.language.acts.find(([pattern]) => pattern.test(text))?.[1] ?? report.act;
  }

  /** A date in the sentence of the cue, outside of what is said. */
  private saidIn(report: Report): EdtfInput | null {
    const { first, last } = this.page.sentences[report.sentence] ?? { first: 0, last: 0 };
    for (const date of this.datesIn(first, last)) {
      if (this.told(report.sentence, date.first)) continue;
      const cue = report.cue?.[0] ?? report.clauseFrom;
      if (Math.abs(date.first - cue) > 20) continue;
      const resolved = date.resolve(this.scene.published);
      if (resolved) return { edtf: resolved.edtf, basis: resolved.basis };
    }
    return null;
  }

  /** Whether a token of a sentence stands in something that is said in it. */
  private told(sentence: number, at: number): boolean {
    return (this.reports.get(sentence) ?? []).some(({ content }) => at >= content[0] && at < content[1]);
  }

  private mediumOf(report: Report): QuoteDraft['medium'] {
    const { first, last } = this.page.sentences[report.sentence] ?? { first: 0, last: 0 };
    if (report.kind === 'colon') return 'headline';
    for (let at = first; at < last; at++) {
      if (this.told(report.sentence, at)) continue;
      const medium = this.language.media.get(this.language.bare(this.page.keys[at] ?? ''));
      if (medium) return medium;
    }
    return null;
  }

  /** What one speaker says in one item was said on one occasion, until a sentence names another. */
  private shareOccasions(drafts: QuoteDraft[]) {
    const occasions = new Map<string, { said: EdtfInput | null; medium: QuoteDraft['medium'] }>();
    const keyOf = (draft: QuoteDraft) => draft.speakers.join(',');
    for (const draft of drafts) {
      if (draft.speakers.length === 0) continue;
      const known = occasions.get(keyOf(draft));
      if (!known) occasions.set(keyOf(draft), { said: draft.said, medium: draft.medium });
      else {
        known.said ??= draft.said;
        known.medium ??= draft.medium;
      }
    }
    for (const draft of drafts) {
      const occasion = occasions.get(keyOf(draft));
      if (!occasion || draft.speakers.length === 0) continue;
      draft.said ??= occasion.said;
      draft.medium ??= occasion.medium;
      if (draft.medium === 'headline' && occasion.medium !== 'headline')
        draft.medium = occasion.medium ?? 'headline';
    }
  }
}

const round = (value: number) => Math.round(value * 100) / 100;

const joins: Record<string, string> = {
  clause: 'a clause with أن or إن follows',
  quotation: 'a quotation follows',
  colon: 'a colon after the speaker',
  preposition: 'the preposition of the verb follows',
  object: 'a verbal noun follows as object of',
  before: 'a quotation stands before',
  according: 'sourced with',
  unattributed: 'a quotation in a headline that names no speaker',
  nominal: 'a noun or passive that reports',
  question: 'a question of the interviewer',
  that: 'a clause follows',
};
