import type { QuoteDraft, Reading, Span } from './types.ts';

/** A reading as a person checks it: items, then who says what with reasons, figures, dates and events. */
export function readingReport(text: string, reading: Reading): string {
  const points = Array.from(text);
  const words = ([start, end]: Span) => points.slice(start, end).join('').replace(/\s+/g, ' ');
  const who = (quote: QuoteDraft) =>
    quote.speakers
      .map((id) => reading.actors[id]?.name ?? reading.actors[id]?.titles[0] ?? '?')
      .join(' + ') || quote.speaker_kind;
  const lines = reading.items.map(
    ({ kind, span, published, reason }, index) =>
      `item ${index}: ${kind} [${span.join(':')}] ${published?.edtf ?? 'undated'} (${reason})`,
  );
  for (const quote of reading.quotes)
    lines.push(
      `quote [${quote.span.join(':')}] ${quote.confidence} ${who(quote)} ${quote.cue ?? '(no cue)'} ${quote.mode} ${quote.speech_act}${quote.said ? ` ${quote.said.edtf}` : ''}`,
      `  ${words(quote.span)}`,
      `  ${quote.reason}`,
    );
  for (const figure of reading.figures)
    lines.push(
      `figure [${figure.span.join(':')}] ${figure.confidence} ${figure.metric} ${figure.value ?? `${figure.min ?? '…'}–${figure.max ?? '…'}`} ${figure.unit ?? ''}: ${figure.text}`,
    );
  for (const date of reading.dates)
    lines.push(`date [${date.span.join(':')}] ${date.confidence} ${date.date?.edtf ?? '?'}: ${date.text}`);
  for (const event of reading.events)
    lines.push(
      `event [${event.span.join(':')}] ${event.confidence} ${event.type}${event.subtype ? `.${event.subtype}` : ''} ${event.modality}: ${event.text.replace(/\s+/g, ' ')}`,
    );
  return lines.join('\n');
}

/** One draft a line, each with its kind, for NDJSON. */
export function* readingLines(reading: Reading): Generator<Record<string, unknown>> {
  for (const [kind, drafts] of [
    ['item', reading.items],
    ['furniture', reading.furniture],
    ['actor', reading.actors],
    ['quote', reading.quotes],
    ['figure', reading.figures],
    ['date', reading.dates],
    ['mention', reading.mentions],
    ['event', reading.events],
  ] as const)
    for (const draft of drafts) yield { draft: kind, ...draft };
}
