import { z } from 'zod';
import { citationStyles } from '../../citing/cite.ts';
import { DateBound } from '../../model/edtf.ts';
import { codesOf } from '../../model/vocabularies/index.ts';

/**
 * The tools of an assistant. Each is a question to /v1, asked as its caller could ask it, so it sees, costs and
 * refuses what the API does.
 */
export interface Tool {
  name: string;
  title: string;
  description: string;
  input: z.ZodObject;
  /** The address of the question under /v1; `input` has passed the schema. */
  ask(input: Record<string, unknown>): string;
}

/** What its caller is told once, before the tools. */
export const instructions = `Sijill is a knowledge base of a conflict: who said or did what, when, where, and who
reported it in which words, in Arabic and English. Begin with find_actors; use the slugs and ids of answers in the
other tools. Dates are EDTF: ? is uncertain, ~ approximate, and their basis says how they are known. A quote is what
an outlet reports that somebody said: name both, and say if it is indirect or translated. Where accounts differ, give
every position with who holds it and pick no winner. Where text.value is null the printed words are not shown;
translations are somebody's wording of them. Cite with the tool cite.`;

/** Not `.` nor `..`, which lead elsewhere in an address. */
const reference = z.string().max(300).regex(/[^.]/, 'an id, a slug or scheme:value');
const actor = reference.describe('Id or slug, from find_actors');
const limit = z.int().min(1).max(20).default(10).describe('Answers in one page');
const cursor = z
  .string()
  .max(500)
  .optional()
  .describe('page.next_cursor of the answer before, for the same question');
const dates = {
  from: DateBound.optional().describe('Not before: 2024, 2024-03 or 2024-03-01'),
  to: DateBound.optional().describe('Not after'),
};

/** A tool whose `ask` knows the type of its input. */
const tool = <Input extends z.ZodObject>(
  definition: Omit<Tool, 'input' | 'ask'> & { input: Input; ask(input: z.infer<Input>): string },
): Tool => ({
  ...definition,
  // Sound: the SDK parses with this very schema before it calls.
  ask: (input) => definition.ask(input as z.infer<Input>),
});

type Value = string | number | undefined;

const address = (path: string[], query: Record<string, Value>) => {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as [string, string]],
  );
  const steps = path.map((step) => encodeURIComponent(step)).join('/');
  return `/v1/${steps}${given.length > 0 ? `?${new URLSearchParams(given)}` : ''}`;
};

const fields = (...names: string[]) => names.join(',');

const quoteFields = fields(
  'id',
  'speaker.slug',
  'speaker.name',
  'speaker_as_reported',
  'speaker_office.office',
  'speech_act',
  'mode',
  'text',
  'translations',
  'said',
  'chain',
  'event.id',
  'event.title',
  'utterance',
  'document.id',
  'document.title',
  'document.url',
  'document.published',
  'document.source.name',
);

export const tools: readonly Tool[] = [
  tool({
    name: 'find_actors',
    title: 'Find actors by name',
    description:
      'People, states, bodies, forces, groups and outlets by a name in Arabic or English, or part of one; `match` says why each was found and how well.',
    input: z.strictObject({
      name: z.string().trim().min(1).max(200),
      kind: z.enum(codesOf('actor-kinds')).optional(),
      limit,
      cursor,
    }),
    ask: ({ name, ...rest }) =>
      address(['actors'], {
        q: name,
        ...rest,
        fields: fields(
          'id',
          'slug',
          'kind',
          'name',
          'description',
          'country',
          'roles.office',
          'roles.held',
          'activity',
          'match',
        ),
      }),
  }),
  tool({
    name: 'timeline',
    title: 'Timeline of events',
    description:
      'Events in date order, of everyone or of one actor (`track` then says whether it said, did, suffered, attended or was mentioned). `disagreements` names the points on which accounts of an event differ.',
    input: z.strictObject({
      actor: actor.optional(),
      location: reference.optional().describe('Slug of a place, with everything inside it: syria'),
      type: z.enum(codesOf('event-types')).optional(),
      q: z.string().trim().min(1).max(200).optional().describe('Every word stands in the title or summary'),
      ...dates,
      order: z.enum(['desc', 'asc']).optional().describe('Newest first (desc) unless told'),
      limit,
      cursor,
    }),
    ask: ({ actor: of, ...query }) =>
      address(of ? ['actors', of, 'timeline'] : ['timeline'], {
        ...query,
        quotes: 0,
        fields: fields(
          'id',
          'type',
          'subtype',
          'modality',
          'title',
          'summary',
          'date',
          'participants.role',
          'participants.actor.slug',
          'participants.actor.name',
          'participants.claim',
          'locations.role',
          'locations.location.slug',
          'locations.location.name',
          'disagreements.aspect',
          'reports',
          'quotes_count',
          ...(of ? ['track'] : []),
        ),
      }),
  }),
  tool({
    name: 'quotes',
    title: 'What was said',
    description:
      'What outlets report that somebody said, with the outlet, the date and the words or their translation.',
    input: z.strictObject({
      speaker: actor.optional(),
      about: actor.optional().describe('Mentions this actor'),
      event: reference.optional().describe('Said in this event'),
      speech_act: z.enum(codesOf('speech-acts')).optional(),
      ...dates,
      order: z.enum(['desc', 'asc']).optional().describe('Newest first (desc) unless told'),
      limit,
      cursor,
    }),
    ask: (query) => address(['quotes'], { ...query, fields: quoteFields }),
  }),
  tool({
    name: 'event_disagreements',
    title: 'Where accounts of an event differ',
    description:
      'The points on which accounts of one event differ: every position with who holds it, and the figures that were given.',
    input: z.strictObject({ event: reference.describe('Id from timeline') }),
    ask: ({ event }) =>
      address(['events', event], {
        fields: fields('id', 'title', 'date', 'disagreements', 'figures', 'reports'),
      }),
  }),
  tool({
    name: 'wordings',
    title: 'One statement in every wording',
    description:
      'One thing said once, as each outlet worded it, where the wordings differ and what is disagreed about it.',
    input: z.strictObject({ utterance: reference.describe('`utterance` of a quote') }),
    ask: ({ utterance }) =>
      address(['utterances', utterance], {
        fields: fields(
          'id',
          'gist',
          'speakers.slug',
          'speakers.name',
          'said',
          'variants.words',
          'variants.quote.id',
          'variants.quote.mode',
          'variants.quote.translations',
          'variants.quote.document.title',
          'variants.quote.document.url',
          'variants.quote.document.source.name',
          'disagreements',
          'differences',
        ),
      }),
  }),
  tool({
    name: 'cite',
    title: 'How to cite a quote',
    description:
      'A ready line of a bibliography for the document that prints the quote, who translated it, and the permanent address of the record.',
    input: z.strictObject({
      quote: reference.describe('Id from quotes'),
      style: z.enum(citationStyles).default('apa').describe('apa and chicago are in English'),
    }),
    ask: ({ quote, style }) => address(['quotes', quote, 'citation'], { style }),
  }),
];
