import type { RecordKind } from '../model/common.ts';
import { actorJson } from './actor.ts';
import { documentJson } from './document.ts';
import { eventJson, type Visible } from './event.ts';
import { figureJson } from './figure.ts';
import { locationJson } from './location.ts';
import { quoteJson } from './quote.ts';
import { sourceJson } from './source.ts';
import { utteranceJson } from './utterance.ts';

/** The table of each kind of record, the alias its shape reads, and the shape: the whole record as JSON. */
export const recordShapes: Record<
  RecordKind,
  { table: string; row: string; json: (visible: Visible) => string }
> = {
  source: { table: 'sources', row: 's', json: sourceJson },
  location: { table: 'locations', row: 'l', json: () => locationJson() },
  actor: {
    table: 'actors',
    row: 'a',
    json: (visible) => actorJson(visible, { evidence: true, activity: 'anew' }),
  },
  document: { table: 'documents', row: 'd', json: documentJson },
  event: { table: 'events', row: 'e', json: (visible) => eventJson(visible, { evidence: true }) },
  quote: { table: 'quotes', row: 'q', json: () => quoteJson },
  utterance: { table: 'utterances', row: 'u', json: utteranceJson },
  figure: { table: 'figures', row: 'f', json: () => figureJson({ evidence: true }) },
};
