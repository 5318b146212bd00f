import { createHash } from 'node:crypto';
import type { LangMap, RecordKind } from '../src/model/common.ts';
import type { EdtfInput } from '../src/model/edtf.ts';
import {
  codesOf,
  type EventType,
  type ParticipantRole,
  subtypesOf,
} from '../src/model/vocabularies/index.ts';
import type { Stored } from '../src/store/rows.ts';
import { type Chance, openChance, openZipf } from './random.ts';
import * as words from './words.ts';

/** Records of every kind as they are written, whole kinds in the order in which they refer to each other. */
export type Generated = { [K in RecordKind]: Stored<K> }[RecordKind];

/** How strongly activity is skewed towards few actors. */
const SKEW = 0.9;

const SPOKEN = 'statement';
const FIRST_DAY = Date.UTC(2010, 0, 1) / 86_400_000;
const LAST_DAY = Date.UTC(2025, 11, 31) / 86_400_000;

const types: readonly (readonly [EventType, number])[] = [
  [SPOKEN, 30],
  ['attack', 22],
  ['meeting', 12],
  ['deployment', 7],
  ['political', 6],
  ['arrest', 5],
  ['withdrawal', 4],
  ['aid', 4],
  ['call', 3],
  ['agreement', 2],
  ['coercion', 2],
  ['judicial', 1],
  ['territorial', 1],
  ['other', 1],
];

/** First the role of who acts, then those of who else is there. */
const roles: Record<EventType, [ParticipantRole, ParticipantRole]> = {
  statement: ['speaker', 'addressee'],
  call: ['caller', 'callee'],
  deployment: ['deploying_force', 'recipient'],
  attack: ['perpetrator', 'target'],
  meeting: ['host', 'participant'],
  agreement: ['signatory', 'signatory'],
  withdrawal: ['withdrawing_force', 'participant'],
  arrest: ['authority', 'subject'],
  aid: ['provider', 'recipient'],
  coercion: ['authority', 'target'],
  political: ['participant', 'participant'],
  judicial: ['authority', 'subject'],
  territorial: ['perpetrator', 'target'],
  other: ['participant', 'participant'],
};

/**
 * A knowledge base of `events` events, the same for the same number: 2.6 participants and 0.6 quotes an event,
 * one actor in forty events, a document in five, 330 places in three levels, 30 outlets, dates of 2010 to 2025.
 */
export function* generate(events: number, seed = 1): Generator<Generated> {
  const chance = openChance(seed);
  const sources = makeSources(chance);
  yield* sources;
  const locations = makeLocations(chance);
  yield* locations;
  const actors = makeActors(chance, Math.max(200, Math.round(events / 40)));
  yield* actors;
  const documents = makeDocuments(
    chance,
    Math.max(50, Math.round(events / 5)),
    sources.map(({ id }) => id),
  );
  yield* documents;

  const happening = openHappenings(chance, { sources, locations, actors, documents });
  const later: Generated[] = [];
  const spoken: Generated[] = [];
  let before: string | undefined;
  for (let i = 0; i < events; i += 1) {
    const made = happening(before);
    before = made.event.id;
    yield made.event;
    spoken.push(...made.quotes);
    later.push(...made.utterances, ...made.figures);
  }
  yield* spoken;
  yield* later.filter(({ record }) => record === 'utterance');
  yield* later.filter(({ record }) => record === 'figure');
}

interface Known {
  sources: Stored<'source'>[];
  locations: Stored<'location'>[];
  actors: Stored<'actor'>[];
  documents: Stored<'document'>[];
}

const both = ([en, ar]: readonly [string, string, ...string[]]): LangMap => ({ en, ar });
const slugOf = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
const isoDay = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);

function makeSources(chance: Chance): Stored<'source'>[] {
  return Array.from({ length: 30 }, (_, i) => {
    const [en, ar, kind] = chance.pick(words.outlets);
    const [place, placeAr] = chance.pick(words.places);
    return {
      record: 'source',
      id: chance.id(),
      slug: slugOf(`${place} ${en} ${i}`),
      kind,
      name: { en: `${place} ${en} ${i}`, ar: `${ar} ${placeAr} ${i}` },
      url: `https://outlet${i}.example/`,
      country: chance.pick(['IQ', 'SY', 'JO', 'US']),
    };
  });
}

const countries = ['IQ', 'SY', 'JO', 'TR', 'IR', 'LB', 'KW', 'SA', 'US', 'FR'] as const;

function makeLocations(chance: Chance): Stored<'location'>[] {
  const made: Stored<'location'>[] = [];
  const add = (
    kind: 'country' | 'governorate' | 'town',
    country: string,
    parent: string | null,
    label: string,
  ) => {
    const [en, ar] = chance.pick(words.places);
    const id = chance.id();
    made.push({
      record: 'location',
      id,
      slug: slugOf(`${en} ${label}`),
      kind,
      name: { en: `${en} ${label}`, ar: `${ar} ${label}` },
      names: chance.happens(0.2)
        ? [{ value: `${ar} القديمة ${label}`, lang: 'ar', kind: 'alias' }]
        : undefined,
      parent,
      country,
      point: [Number((36 + chance.next() * 12).toFixed(4)), Number((29 + chance.next() * 8).toFixed(4))],
    });
    return id;
  };
  for (const country of countries) {
    const top = add('country', country, null, country);
    for (let g = 0; g < 5; g += 1) {
      const governorate = add('governorate', country, top, `${country} ${g}`);
      for (let t = 0; t < 5; t += 1) add('town', country, governorate, `${country} ${g} ${t}`);
    }
  }
  return made;
}

function makeActors(chance: Chance, count: number): Stored<'actor'>[] {
  const organisations: string[] = [];
  return Array.from({ length: count }, (_, i): Stored<'actor'> => {
    const id = chance.id();
    if (i < 5 || chance.happens(0.4)) {
      organisations.push(id);
      const [en, ar, kind] = chance.pick(words.bodies);
      return {
        record: 'actor',
        id,
        slug: slugOf(`${en} ${i}`),
        kind,
        name: { en: `${en} ${i}`, ar: `${ar} ${i}` },
        names: chance.happens(0.3)
          ? [{ value: `${ar} في العراق ${i}`, lang: 'ar', kind: 'alias' }]
          : undefined,
        country: chance.pick(countries),
        relations:
          organisations.length > 1 && chance.happens(0.2)
            ? [{ predicate: 'part_of', object: organisations[0] as string }]
            : undefined,
      };
    }
    const [given, givenAr] = chance.pick(words.givenNames);
    const [family, familyAr] = chance.pick(words.familyNames);
    const begun = chance.between(2008, 2018);
    return {
      record: 'actor',
      id,
      slug: slugOf(`${given} ${family} ${i}`),
      kind: 'person',
      name: { en: `${given} ${family} ${i}`, ar: `${givenAr} ${familyAr} ${i}` },
      names: chance.happens(0.3) ? [{ value: `أبو ${givenAr} ${i}`, lang: 'ar', kind: 'alias' }] : undefined,
      country: chance.pick(countries),
      roles: chance.happens(0.8)
        ? [
            {
              office: both(chance.pick(words.offices)),
              organisation: chance.pick(organisations),
              held: { edtf: `${begun}/${begun + chance.between(2, 7)}`, basis: 'inferred' },
            },
          ]
        : undefined,
    };
  });
}

function makeDocuments(chance: Chance, count: number, sources: string[]): Stored<'document'>[] {
  const made: Stored<'document'>[] = [];
  for (let i = 0; i < count; i += 1) {
    const [en, ar] = chance.pick(words.phrases);
    const copied = i > 0 && chance.happens(0.1) ? chance.pick(made) : undefined;
    made.push({
      record: 'document',
      id: chance.id(),
      source: chance.pick(sources),
      url: `https://outlet.example/news/${i}`,
      title: chance.happens(0.5) ? { ar } : { ar, en },
      lang: 'ar',
      published: chance.happens(0.95)
        ? { edtf: isoDay(chance.between(FIRST_DAY, LAST_DAY)), basis: 'stated' }
        : undefined,
      text_sha256: copied ? copied.text_sha256 : chance.hex(64),
      text_length: copied ? copied.text_length : chance.between(800, 6000),
      syndicated_from: copied ? { document: copied.id } : undefined,
    });
  }
  return made;
}

/** Draws one event after the other, each with its quotes, utterances and figures. */
function openHappenings(chance: Chance, { sources, locations, actors, documents }: Known) {
  const actorRank = openZipf(chance, actors.length, SKEW);
  const placeRank = openZipf(chance, locations.length, 0.8);
  const someActor = () => actors[actorRank()] as Stored<'actor'>;
  const somePlace = () => locations[placeRank()] as Stored<'location'>;
  const someDocument = () => chance.pick(documents).id;

  const selector = (words?: string) => {
    const start = chance.between(0, 4000);
    return {
      start,
      end: start + (words ? [...words].length : chance.between(30, 200)),
      sha256: words ? createHash('sha256').update(words).digest('hex') : chance.hex(64),
    };
  };
  const evidence = (supports: string[]) =>
    Array.from({ length: chance.happens(0.4) ? 2 : 1 }, () => ({
      document: someDocument(),
      selector: selector(),
      supports,
    }));
  const sentence = () => {
    const [first, second] = [chance.pick(words.phrases), chance.pick(words.phrases)];
    return { en: `${first[0]}, and ${second[0]}.`, ar: `${first[1]}، و${second[1]}.` };
  };

  const makeEvent = (before: string | undefined): Stored<'event'> => {
    const type = chance.weighted(types);
    const cast = new Set<Stored<'actor'>>();
    const wanted = chance.weighted([
      [1, 15],
      [2, 35],
      [3, 30],
      [4, 15],
      [5, 5],
    ]);
    while (cast.size < wanted) cast.add(someActor());
    const [actor] = cast as unknown as [Stored<'actor'>];
    const place = somePlace();
    const [says, saysAr] = words.happenings[type];
    return {
      record: 'event',
      id: chance.id(),
      review: chance.weighted([
        [undefined, 97],
        ['disputed', 2],
        ['draft', 1],
      ]),
      type,
      subtype: subtypesOf[type].length > 0 ? chance.pick(subtypesOf[type]) : undefined,
      modality: chance.weighted([
        ['occurred', 86],
        ['alleged', 4],
        ['announced', 3],
        ['planned', 3],
        ['denied', 2],
        ['hypothetical', 1],
        ['cancelled', 1],
      ]),
      contexts: [...new Set([chance.pick(codesOf('contexts')), chance.pick(codesOf('contexts'))])],
      title: {
        en: `${actor.name.en} ${says} ${place.name.en}`,
        ar: `${actor.name.ar} ${saysAr} ${place.name.ar}`,
      },
      summary: chance.happens(0.6) ? sentence() : undefined,
      date: makeDate(chance),
      participants: [...cast].map(({ id }, i) => ({
        role: roles[type][i === 0 ? 0 : 1],
        actor: id,
        claim: chance.happens(0.03)
          ? { by: { source: chance.pick(sources).id }, status: 'asserted' as const }
          : undefined,
      })),
      locations: (chance.happens(0.95) ? (chance.happens(0.2) ? [place, somePlace()] : [place]) : []).map(
        ({ id }, i) => ({
          role: i === 0 ? ('place' as const) : ('target' as const),
          location: id,
          precision: chance.happens(0.8) ? ('exact' as const) : ('near' as const),
        }),
      ),
      relations: before && chance.happens(0.05) ? [{ predicate: 'follows', event: before }] : undefined,
      evidence: evidence(['/date', '/participants']),
    };
  };

  const makeQuote = (event: Stored<'event'>, said: EdtfInput | undefined): Stored<'quote'> => {
    const speaker = chance.happens(0.7) ? (event.participants?.[0]?.actor as string) : someActor().id;
    const anonymous = chance.happens(0.06);
    const text = sentence();
    const loaded = chance.happens(0.9);
    return {
      record: 'quote',
      id: chance.id(),
      speaker: anonymous ? undefined : speaker,
      speakers: !anonymous && chance.happens(0.05) ? [speaker, someActor().id] : undefined,
      speaker_kind: anonymous ? 'unnamed' : 'named',
      speaker_as_reported: chance.happens(0.7) ? chance.pick(words.offices)[1] : undefined,
      cue: chance.pick(words.cues),
      speech_act: chance.pick(codesOf('speech-acts')),
      mode: chance.pick(codesOf('quote-modes')),
      lang: 'ar',
      text: loaded ? text.ar : undefined,
      translations: chance.happens(0.8) ? [{ lang: 'en', value: text.en, kind: 'human' }] : undefined,
      said,
      medium: chance.happens(0.5)
        ? {
            kind: chance.pick(codesOf('medium-kinds')),
            source: chance.happens(0.4) ? chance.pick(sources).id : undefined,
          }
        : undefined,
      chain: chance.happens(0.15)
        ? [{ who: { source: chance.pick(sources).id }, act: 'published' }]
        : undefined,
      about: [
        ...Array.from({ length: chance.between(0, 2) }, () => ({ actor: someActor().id })),
        ...(chance.happens(0.2) ? [{ location: somePlace().id }] : []),
      ],
      event: event.id,
      document: chance.happens(0.7) ? (event.evidence?.[0]?.document as string) : someDocument(),
      selector: selector(text.ar),
    };
  };

  return (before: string | undefined) => {
    const event = makeEvent(before);
    const said = chance.happens(0.7) && event.date ? event.date : undefined;
    const quotes = Array.from(
      {
        length: chance.weighted([
          [0, 67],
          [1, 17],
          [2, 9],
          [3, 4],
          [4, 2],
          [5, 1],
        ]),
      },
      () => makeQuote(event, said),
    );
    const [first, second] = quotes;
    const utterances: Stored<'utterance'>[] =
      first?.speaker && second?.speaker === first.speaker
        ? [
            {
              record: 'utterance',
              id: chance.id(),
              speakers: [first.speaker],
              event: event.id,
              said,
              gist: sentence(),
              quotes: [{ quote: first.id }, { quote: second.id }],
            },
          ]
        : [];
    const figures: Stored<'figure'>[] = chance.happens(0.15)
      ? [
          {
            record: 'figure',
            id: chance.id(),
            metric: chance.pick(['killed', 'injured', 'troops_deployed', 'displaced']),
            value: chance.between(1, 500),
            unit: 'people',
            subject: someActor().id,
            event: event.id,
            as_of: event.date,
            attributed_to: { source: chance.pick(sources).id },
            evidence: evidence(['/value']),
          },
        ]
      : [];
    return { event, quotes, utterances, figures };
  };
}

/** Mostly an exact day; some months, years and intervals, and a few without a date. */
function makeDate(chance: Chance): EdtfInput | undefined {
  const day = chance.between(FIRST_DAY, LAST_DAY);
  const shape = chance.weighted([
    ['day', 84],
    ['month', 6],
    ['interval', 4],
    ['year', 3],
    ['undated', 3],
  ]);
  const iso = isoDay(day);
  switch (shape) {
    case 'day':
      return { edtf: iso, basis: 'stated' };
    case 'month':
      return { edtf: iso.slice(0, 7), basis: 'stated' };
    case 'year':
      return { edtf: iso.slice(0, 4), basis: 'resolved' };
    case 'interval':
      return { edtf: `${iso}/${isoDay(day + chance.between(1, 20))}`, basis: 'inferred' };
    default:
      return undefined;
  }
}
