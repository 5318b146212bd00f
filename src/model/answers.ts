import type { z } from 'zod';
import { Actor } from './actor.ts';
import type { RecordKind } from './common.ts';
import { Document } from './document.ts';
import { Event } from './event.ts';
import { Figure } from './figure.ts';
import { Location } from './location.ts';
import { Quote } from './quote.ts';
import { Source } from './source.ts';
import { Utterance } from './utterance.ts';

/** What the API answers with for one record of each kind. */
export const answerSchemas: Record<RecordKind, z.ZodType> = {
  source: Source,
  location: Location,
  actor: Actor,
  document: Document,
  event: Event,
  quote: Quote,
  utterance: Utterance,
  figure: Figure,
};
