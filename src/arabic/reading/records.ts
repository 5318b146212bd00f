import type { z } from 'zod';
import type { EventRecord } from '../../model/event.ts';
import type { EvidenceRecord } from '../../model/evidence.ts';
import type { FigureRecord } from '../../model/figure.ts';
import type { QuoteRecord } from '../../model/quote.ts';
import type { EventDraft, FigureDraft, QuoteDraft, Reading, Span } from './types.ts';

/** What accepting a draft needs beside it: the text and its document, and a reference for each actor of the reading. */
export interface Acceptance {
  /** The text that was read, as code points. */
  points: readonly string[];
  /** Reference of the document (id, slug or `scheme:value`). */
  document: string;
  reading: Reading;
  /** Reference of an actor of the reading, by its id; null where it has none yet. */
  actorOf: (id: number) => string | null;
}

/** Letters kept to either side of a passage, by which it is found again. */
const AROUND = 32;

/** W3C text selector of a span: position, exact words, and a little to either side. */
function selectorOf(points: readonly string[], [start, end]: Span) {
  const words = (from: number, to: number) => points.slice(Math.max(0, from), to).join('');
  return {
    start,
    end,
    exact: words(start, end),
    prefix: words(start - AROUND, start),
    suffix: words(end, end + AROUND),
  };
}

const evidence = (
  { points, document }: Acceptance,
  span: Span,
  denied: boolean,
): z.input<typeof EvidenceRecord> => ({
  document,
  selector: selectorOf(points, span),
  supports: [''],
  assertion: denied ? 'denies' : 'asserts',
});

/** The quote record that a draft becomes. A named speaker without a reference makes it one of an office. */
export function quoteRecord(draft: QuoteDraft, acceptance: Acceptance): z.input<typeof QuoteRecord> {
  const speakers = draft.speakers.flatMap((id) => acceptance.actorOf(id) ?? []);
  const [speaker = null] = speakers;
  const named = draft.speaker_kind === 'named' && speaker === null;
  return {
    record: 'quote',
    document: acceptance.document,
    speaker: draft.speaker_kind === 'unnamed' || speakers.length > 1 ? null : speaker,
    speakers,
    speaker_kind: named ? 'office' : draft.speaker_kind,
    speaker_as_reported: draft.speaker_as_reported,
    cue: draft.cue,
    speech_act: draft.speech_act,
    mode: draft.mode,
    pseudo_direct: draft.pseudo_direct,
    lang: acceptance.reading.lang,
    said: draft.said,
    medium: draft.medium && { kind: draft.medium },
    about: draft.about,
    selector: selectorOf(acceptance.points, draft.span),
    direct_spans: draft.direct_spans,
    topic_only: draft.topic_only,
    truncated: draft.truncated,
  };
}

/** The figure record that a draft becomes. */
export function figureRecord(draft: FigureDraft, acceptance: Acceptance): z.input<typeof FigureRecord> {
  const quote = draft.quote === null ? undefined : acceptance.reading.quotes[draft.quote];
  const [speaker] = quote?.speakers ?? [];
  const claimant = speaker === undefined ? null : acceptance.actorOf(speaker);
  return {
    record: 'figure',
    metric: draft.metric,
    value: draft.value,
    min: draft.min,
    max: draft.max,
    qualifier: draft.qualifier,
    unit: draft.unit,
    subject: draft.subject,
    location: draft.location,
    as_of: draft.as_of,
    attributed_to: claimant === null ? { document: acceptance.document } : { actor: claimant },
    evidence: [evidence(acceptance, draft.span, false)],
  };
}

/** The event record that a draft becomes; `title` is for a person to write. Participants without a reference are left out. */
export function eventRecord(
  draft: EventDraft,
  title: Record<string, string>,
  acceptance: Acceptance,
): z.input<typeof EventRecord> {
  return {
    record: 'event',
    type: draft.type,
    subtype: draft.subtype,
    modality: draft.modality,
    title,
    date: draft.date,
    participants: draft.participants.flatMap(({ role, actor }) => (actor === null ? [] : [{ role, actor }])),
    locations: draft.locations.map((location) => ({ role: 'place', location })),
    evidence: [evidence(acceptance, draft.span, draft.modality === 'denied')],
  };
}
