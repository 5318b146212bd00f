import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../support/app.ts';
import { answered, everything, forEach } from './ask.ts';
import {
  actors,
  areas,
  asQuery,
  documents,
  type Event,
  eventOracle,
  events,
  expected,
  FIRST,
  figureOracle,
  figures,
  firstDay,
  firstPublished,
  LAST,
  lastDay,
  learn,
  modalities,
  type Question,
  quoteOracle,
  quotes,
  type Ref,
  reporting,
  slugsAbout,
  slugsIn,
  spokenBy,
} from './oracle.ts';

/** Every filter, alone and with others, against an oracle. */
const service = useApp();
beforeAll(() => learn(service));

const found = async (path: string, question: Question) => {
  const query = asQuery(question);
  const { data, page } = await answered(service, `${path}?limit=200&total=true&fields=id&${query}`);
  expect(page.total?.count).toBe(data.length);
  return data.map(({ id }) => id).sort();
};

/** Undated records that nothing dated reports; what a range of days makes of them is not settled here. */
const nowhere = () =>
  new Set(
    [...events.filter(({ sort }) => sort.basis === 'none'), ...quotes, ...figures].flatMap((record) => {
      if ('sort' in record) return [record.id];
      const [own, ids] =
        'said' in record
          ? [record.said, [record.document.id]]
          : [record.as_of, record.documents.map(({ id }) => id)];
      return own || firstPublished(ids) ? [] : [record.id];
    }),
  );

const settled = (ids: string[], question: Question) => {
  if (!question.from && !question.to) return ids;
  const apart = nowhere();
  return ids.filter((id) => !apart.has(id));
};

const defaultModality = () =>
  events.filter(({ modality }) => modality !== 'hypothetical' && modality !== 'cancelled');
const eventsAsked = (question: Question) => (question.modality ? events : defaultModality());

async function checkEvents(question: Question) {
  const wanted = expected(eventsAsked(question), eventOracle, question);
  expect(settled(await found('/v1/events', question), question), asQuery(question)).toEqual(
    settled(wanted, question),
  );
}
async function checkQuotes(question: Question) {
  const wanted = settled(expected(quotes, quoteOracle, question), question);
  expect(settled(await found('/v1/quotes', question), question), asQuery(question)).toEqual(wanted);
}
async function checkFigures(question: Question) {
  const wanted = settled(expected(figures, figureOracle, question), question);
  expect(settled(await found('/v1/figures', question), question), asQuery(question)).toEqual(wanted);
}

const unique = (values: (string | null | undefined)[]) => [
  ...new Set(values.filter((value): value is string => Boolean(value))),
];

const dates =
  '0001 2014 2017 2020-01 2020-01-03 2020-06-11 2021 2021-12 2023-08-05 2023-09 2024-02 2024-03-01 2024-12-08 2025 2025-03-16 2025-12-20 2030 9999'.split(
    ' ',
  );
const boxes = ['38,29,49,38', '-180,-90,180,90', '36,32,42,37', '170,-90,-60,90', '44,33,44.8,34', '0,0,1,1'];
const nearest = ['44.4,33.3', '38,34.8', '-77,38.9', '43.13,36.34', '0,90'];

/** Values for each filter, taken from the data and from the vocabularies. */
const eventValues = (): Record<string, string[]> => ({
  actor: unique(events.flatMap(slugsIn)),
  with: unique(events.flatMap(slugsIn)),
  role: unique(events.flatMap(({ participants }) => participants.map(({ role }) => role))),
  location: [...areas.keys()],
  country: unique(events.flatMap(({ locations }) => locations.map(({ location }) => location.country))),
  bbox: boxes,
  near: nearest,
  source: unique([...documents.values()].map(({ source }) => source?.slug)),
  document: [...documents.keys()],
  type: unique(events.map(({ type }) => type)),
  subtype: unique(events.map(({ subtype }) => subtype)),
  modality: modalities,
  context: unique(events.flatMap(({ contexts }) => contexts)),
  from: dates,
  to: dates,
  q: ['Palmyra', 'تدمر', 'UNITAD', 'إِيران', 'Najjar Syria', 'palmyra PALMYRA'],
  min_reports: ['1', '2', '3', '4'],
});

const quoteValues = (): Record<string, string[]> => ({
  speaker: unique(quotes.flatMap(({ speakers }) => speakers.map(({ slug }) => slug))),
  about: unique(quotes.flatMap(slugsAbout)),
  actor: unique(quotes.flatMap(slugsAbout)),
  location: [...areas.keys()],
  source: unique([...documents.values()].map(({ source }) => source?.slug)),
  document: [...documents.keys()],
  event: unique(quotes.map(({ event }) => event?.id)),
  utterance: unique(quotes.flatMap(({ utterances }) => utterances.map(({ id }) => id))),
  mode: ['direct', 'indirect', 'mixed'],
  speech_act: unique(quotes.map(({ speech_act }) => speech_act)),
  speaker_kind: unique(quotes.map(({ speaker_kind }) => speaker_kind)),
  medium: unique(quotes.map(({ medium }) => medium?.kind)),
  lang: ['ar', 'en'],
  from: dates,
  to: dates,
  q: ['Palmyra', 'Mozambique', 'مكاري', 'Kurdistan parliament'],
});

const figureValues = (): Record<string, string[]> => ({
  metric: unique(figures.map(({ metric }) => metric)),
  subject: unique(figures.map(({ subject }) => subject?.slug)),
  location: [...areas.keys()],
  unit: unique(figures.map(({ unit }) => unit)),
  attributed_to: unique(figures.map(({ attributed_to: by }) => by?.actor?.slug)),
  event: unique(figures.map(({ event }) => event)),
  document: [...documents.keys()],
  source: unique([...documents.values()].map(({ source }) => source?.slug)),
  from: dates,
  to: dates,
});

const several = new Set(
  'actor with role location country source document type subtype modality context speaker about event utterance mode speech_act speaker_kind medium lang metric subject unit attributed_to'.split(
    ' ',
  ),
);

/** Questions of a few filters at once; a range never ends before it begins. */
function questions(values: Record<string, string[]>): fc.Arbitrary<Question> {
  const one = Object.entries(values).filter(([, known]) => known.length > 0);
  const value = ([name, known]: [string, string[]]) =>
    several.has(name)
      ? fc
          .uniqueArray(fc.constantFrom(...known), { minLength: 1, maxLength: 3 })
          .map((chosen) => chosen.join(','))
      : fc.constantFrom(...known);
  return fc
    .record(
      {
        ...Object.fromEntries(one.map((entry) => [entry[0], value(entry)])),
        date_mode: fc.constantFrom('overlap', 'within'),
      },
      { requiredKeys: [] },
    )
    .chain((question: Question) =>
      fc
        .subarray(Object.keys(question), { maxLength: Math.min(4, Object.keys(question).length) })
        .map((names) => Object.fromEntries(names.map((name) => [name, question[name]])) as Question),
    )
    .filter(({ from, to }) => !from || !to || firstDay(from) <= lastDay(to));
}

describe('a filter of events alone', () => {
  it.each(
    'actor with role location country bbox near source document type subtype modality context from to q min_reports'.split(
      ' ',
    ),
  )('`%s` finds what it should, for every value', async (name) => {
    await forEach(eventValues()[name] ?? [], async (value) => checkEvents({ [name]: value }));
  });

  it('`role` with `actor` means that this actor has the role', async () => {
    for (const actor of ['usa', 'iraq', 'syrian-regime-assad', 'usa,iraq'])
      await forEach(eventValues().role ?? [], async (role) => checkEvents({ actor, role }));
  });

  it('`near` takes a radius, and 50 km unless told', async () => {
    for (const near of nearest)
      for (const radius_km of ['1', '49.5', '500', '20000', undefined])
        await checkEvents({ near, ...(radius_km ? { radius_km } : {}) });
  });

  it('`from` and `to` match what may lie in the range, `date_mode=within` only what is known to', async () => {
    for (const from of dates)
      await forEach(
        dates.filter((to) => firstDay(from) <= lastDay(to)),
        async (to) => {
          await checkEvents({ from, to });
          await checkEvents({ from, to, date_mode: 'within' });
        },
      );
  });

  it('hides hypothetical and cancelled events unless they are asked for', async () => {
    const shown = await found('/v1/events', {});
    expect(shown).toEqual(
      defaultModality()
        .map(({ id }) => id)
        .sort(),
    );
    expect(shown.length).toBeLessThan(events.length);
    expect(await found('/v1/events', { modality: 'hypothetical' })).toHaveLength(1);
  });

  it('`updated_since` has a bound that counts', async () => {
    const [{ updated_at } = { updated_at: '' }] = events;
    const later = new Date(Date.parse(updated_at) + 1000).toISOString();
    expect(await found('/v1/events', { updated_since: updated_at })).toHaveLength(defaultModality().length);
    expect(await found('/v1/events', { updated_since: '2020-01-01' })).toHaveLength(defaultModality().length);
    expect(await found('/v1/events', { updated_since: later })).toEqual([]);
  });

  it('`review` asks for states by name', async () => {
    expect(await found('/v1/events', { review: 'reviewed' })).toHaveLength(defaultModality().length);
    expect(await found('/v1/events', { review: 'disputed,retracted' })).toEqual([]);
  });

  it('takes ids, slugs and external ids alike, repeated or separated by commas', async () => {
    const ids = new Map(actors.map(({ slug, id }) => [slug, id]));
    const whole = await answered(service, '/v1/events?actor=ian-mccary,iraq&limit=200');
    for (const query of [
      `actor=${ids.get('ian-mccary')}&actor=iraq`,
      `actor=gold:ian_mccary,${ids.get('iraq')}`,
      `actor=iraq&actor=ian-mccary`,
      'actor=iraq&actor=iraq,ian-mccary',
    ])
      expect((await answered(service, `/v1/events?${query}&limit=200`)).data).toEqual(whole.data);
  });
});

describe('a filter of quotes or figures alone', () => {
  it.each(
    'speaker about actor location source document event utterance mode speech_act speaker_kind medium lang from to q'.split(
      ' ',
    ),
  )('`%s` finds the quotes it should, for every value', async (name) => {
    await forEach(quoteValues()[name] ?? [], async (value) => checkQuotes({ [name]: value }));
  });

  it.each('metric subject location unit attributed_to event document source from to'.split(' '))(
    '`%s` finds the figures it should, for every value',
    async (name) => {
      await forEach(figureValues()[name] ?? [], async (value) => checkFigures({ [name]: value }));
    },
  );
});

describe('filters together', () => {
  const runs = { numRuns: 150, endOnFailure: false };

  it('mean AND, in the list, the timeline and the histogram of events', async () => {
    await fc.assert(
      fc.asyncProperty(questions(eventValues()), async (question) => {
        await checkEvents(question);
        const ids = await found('/v1/events', question);
        expect(await found('/v1/timeline', question)).toEqual(ids);
        const histogram = await answered<Histogram>(service, `/v1/timeline/histogram?${asQuery(question)}`);
        expect(total(histogram)).toBe(ids.length);
      }),
      runs,
    );
  });

  it('mean AND in the list of quotes', async () => {
    await fc.assert(fc.asyncProperty(questions(quoteValues()), checkQuotes), runs);
  });

  it('mean AND in the list of figures', async () => {
    await fc.assert(fc.asyncProperty(questions(figureValues()), checkFigures), runs);
  });

  it('page by page find no more and no less', async () => {
    await fc.assert(
      fc.asyncProperty(questions(eventValues()), fc.integer({ min: 1, max: 5 }), async (question, limit) => {
        const paged = await everything(service, `/v1/timeline?fields=id&${asQuery(question)}`, limit);
        expect(paged.map(({ id }) => id).sort()).toEqual(await found('/v1/timeline', question));
      }),
      { numRuns: 25 },
    );
  });
});

interface Histogram {
  data: { start: string; count: number; by?: Record<string, number> }[];
  undated: number;
}
const total = ({ data, undated }: Histogram) => data.reduce((sum, { count }) => sum + count, undated);

describe('GET /v1/timeline/histogram', () => {
  const startOf: Record<string, (day: string) => string> = {
    day: (day) => day,
    week: (day) => {
      const date = new Date(`${day}T00:00:00Z`);
      date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
      return date.toISOString().slice(0, 10);
    },
    month: (day) => `${day.slice(0, 7)}-01`,
    year: (day) => `${day.slice(0, 4)}-01-01`,
  };

  it.each(Object.keys(startOf))(
    'counts by %s the events that have a date, and the others apart',
    async (interval) => {
      const histogram = await answered<Histogram>(service, `/v1/timeline/histogram?interval=${interval}`);
      const counts = new Map<string, number>();
      const dated = defaultModality().filter(({ date }) => date?.from);
      for (const { date } of dated) {
        const start = startOf[interval]?.(date?.from ?? '') ?? '';
        counts.set(start, (counts.get(start) ?? 0) + 1);
      }
      expect(histogram.data).toEqual([...counts].sort().map(([start, count]) => ({ start, count })));
      expect(histogram.undated).toBe(defaultModality().length - dated.length);
    },
  );

  it.each(['type', 'location', 'source'])('breaks every count down by %s', async (by) => {
    const { data } = await answered<Histogram>(service, `/v1/timeline/histogram?by=${by}`);
    for (const { start, count, by: parts = {} } of data) {
      const inYear = defaultModality().filter(({ date }) => date?.from?.startsWith(start.slice(0, 4)));
      const keys = (event: Event): string[] => {
        if (by === 'type') return [event.type];
        const slugs =
          by === 'location'
            ? event.locations.map(({ location }) => location.slug)
            : reporting(event).map((id) => documents.get(id)?.source?.slug ?? 'none');
        return slugs.length > 0 ? [...new Set(slugs)] : ['none'];
      };
      const wanted: Record<string, number> = {};
      for (const key of inYear.flatMap(keys)) wanted[key] = (wanted[key] ?? 0) + 1;
      expect([start, count, parts]).toEqual([start, inYear.length, wanted]);
    }
  });
});

describe('GET /v1/timeline', () => {
  it('gives up to 3 quotes with each event, or as many as asked, the first said first', async () => {
    for (const [query, most] of [
      ['', 3],
      ['&quotes=0', 0],
      ['&quotes=1', 1],
      ['&quotes=50', 50],
    ] as const)
      for (const event of await everything(service, `/v1/timeline?modality=${modalities}${query}`)) {
        const given = event.quotes as { id: string }[];
        const all = quotes.filter((quote) => quote.event?.id === event.id);
        expect(event.quotes_count).toBe(all.length);
        expect(given).toHaveLength(Math.min(most, all.length));
        for (const { id } of given) expect(all.map((quote) => quote.id)).toContain(id);
      }
  });

  it('summarises reports: documents, outlets, independent ones', async () => {
    for (const event of await everything(service, '/v1/timeline')) {
      const { documents: count, outlets, independent } = event.reports as Record<string, number>;
      const own = events.find(({ id }) => id === event.id);
      expect(count).toBe(own && reporting(own).length);
      expect(independent).toBeLessThanOrEqual(outlets ?? 0);
      expect(outlets).toBeLessThanOrEqual(count ?? 0);
    }
  });
});

const trackOf: Record<string, string> = {
  speaker: 'said',
  caller: 'did',
  mediator: 'did',
  perpetrator: 'did',
  deploying_force: 'did',
  withdrawing_force: 'did',
  provider: 'did',
  signatory: 'did',
  authority: 'did',
  target: 'affected',
  victim: 'affected',
  recipient: 'affected',
};

/** The parts that an actor has in an event. */
function partsOf(event: Event, slug: string): string[] {
  const roles = event.participants.filter(({ actor }) => actor.slug === slug);
  const quoted = quotes.some((quote) => quote.event?.id === event.id && spokenBy(quote, [slug]));
  const about = quotes.some((quote) => quote.event?.id === event.id && slugsAbout(quote).includes(slug));
  return [
    ...roles.map(({ role, claim }) => (claim?.status === 'denied' ? 'about' : (trackOf[role] ?? 'present'))),
    ...(quoted && roles.length > 0 ? ['said'] : []),
    ...(about ? ['about'] : []),
  ];
}

/** Those who stand for an actor, each with the days on which they do. */
function membersOf(slug: string): { slug: string; from: string; to: string }[] {
  const membership = ['member_of', 'part_of', 'represents', 'leads'];
  const bonds = actors.flatMap((actor) => [
    ...actor.roles.map(({ organisation, held }) => ({ actor: actor.slug, whole: organisation?.slug, held })),
    ...actor.relations
      .filter(({ predicate }) => membership.includes(predicate))
      .map(({ object, held }) => ({ actor: actor.slug, whole: object.slug, held })),
  ]);
  const spans = [{ slug, from: FIRST, to: LAST }];
  for (const span of spans)
    for (const { actor, whole, held } of bonds) {
      if (whole !== span.slug || spans.length > 2000) continue;
      const from = [span.from, held?.from ?? FIRST].sort()[1] ?? '';
      const to = [span.to, held?.to ?? LAST].sort()[0] ?? '';
      const known = spans.some((s) => s.slug === actor && s.from === from && s.to === to);
      if (from <= to && !known) spans.push({ slug: actor, from, to });
    }
  return spans;
}

describe('GET /v1/actors/{ref}/timeline', () => {
  const tracks = ['did', 'said', 'affected', 'present', 'about'];

  it('has every event that the actor takes part in or is mentioned in, with its part', async () => {
    await forEach(actors, async ({ slug }) => {
      const entries = await everything(service, `/v1/actors/${slug}/timeline`);
      const wanted = defaultModality().filter((event) => partsOf(event, slug).length > 0);
      expect(entries.map(({ id }) => id).sort(), slug).toEqual(wanted.map(({ id }) => id).sort());
      for (const { id, track } of entries) {
        const event = events.find((known) => known.id === id);
        const parts = event ? partsOf(event, slug) : [];
        expect(track, `${slug} in ${id}`).toBe(tracks.find((name) => parts.includes(name)));
      }
    });
  });

  it('`track` keeps the events in which the actor has one of these parts', async () => {
    for (const slug of ['usa', 'iraq', 'ian-mccary', 'global-coalition', 'isis'])
      await forEach([...tracks, 'said,did', 'about,affected'], async (track) => {
        const entries = await everything(service, `/v1/actors/${slug}/timeline?track=${track}`);
        const wanted = defaultModality().filter((event) =>
          partsOf(event, slug).some((part) => track.split(',').includes(part)),
        );
        expect(entries.map(({ id }) => id).sort(), `${slug} ${track}`).toEqual(
          wanted.map(({ id }) => id).sort(),
        );
      });
  });

  it('`include_members` rolls up all who stood for the actor on the day of the event', async () => {
    await forEach(actors, async ({ slug }) => {
      const entries = await everything(service, `/v1/actors/${slug}/timeline?include_members=true`);
      const members = membersOf(slug);
      const wanted = defaultModality().flatMap((event) => {
        const days = event.date ?? firstPublished(reporting(event)) ?? { from: FIRST, to: FIRST };
        const through = members.filter(
          (member) =>
            member.slug !== slug &&
            slugsIn(event).includes(member.slug) &&
            (days.from ?? FIRST) <= member.to &&
            (days.to ?? LAST) >= member.from,
        );
        const slugs = [...new Set(through.map((member) => member.slug))].sort();
        return partsOf(event, slug).length > 0 || slugs.length > 0 ? [{ id: event.id, slugs }] : [];
      });
      const given = entries.map(({ id, through }) => ({
        id,
        slugs: (through as { actor: Ref }[]).map(({ actor }) => actor.slug).sort(),
      }));
      const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
      expect(given.sort(byId), slug).toEqual(wanted.sort(byId));
    });
  });

  it('takes the filters of the timeline', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('usa', 'iraq', 'global-coalition'),
        questions(eventValues()).filter(({ role }) => role === undefined),
        async (slug, question) => {
          const ids = await found(`/v1/actors/${slug}/timeline`, question);
          const wanted = expected(
            eventsAsked(question).filter((event) => partsOf(event, slug).length > 0),
            eventOracle,
            question,
          );
          expect(settled(ids, question), asQuery(question)).toEqual(settled(wanted, question));
        },
      ),
      { numRuns: 60 },
    );
  });
});

/** Planned, denied and alleged events make no neighbours and no activity. */
const tookPlace = ({ modality }: Event) => ['occurred', 'ongoing'].includes(modality);

describe('GET /v1/actors/{ref}/network and /mentions', () => {
  it('counts those who take part in the same events', async () => {
    await forEach(actors, async ({ slug }) => {
      const given = await everything(service, `/v1/actors/${slug}/network`);
      const shared = new Map<string, Event[]>();
      for (const event of events.filter((known) => tookPlace(known) && slugsIn(known).includes(slug)))
        for (const other of new Set(slugsIn(event)))
          if (other !== slug) shared.set(other, [...(shared.get(other) ?? []), event]);
      const counts = given.map(({ actor, events: count }) => [(actor as Ref).slug, count]);
      expect(counts.toSorted(), slug).toEqual(
        [...shared].map(([other, together]) => [other, together.length]).sort(),
      );
      const most = given.map(({ events: count }) => count as number);
      expect(most).toEqual(most.toSorted((a, b) => b - a));
      for (const { actor, events: count, first, types } of given) {
        const together = shared.get((actor as Ref).slug) ?? [];
        const days = together.flatMap(({ date }) => (date?.from ? [date.from] : [])).sort();
        expect(first).toBe(days[0] ?? null);
        expect(Object.values(types as Record<string, number>).reduce((sum, n) => sum + n, 0)).toBe(count);
      }
    });
  });

  it('lists the quotes in which the actor is mentioned', async () => {
    await forEach(actors, async ({ slug }) => {
      const given = await everything(service, `/v1/actors/${slug}/mentions`);
      const wanted = quotes.filter((quote) => slugsAbout(quote).includes(slug));
      expect(given.map(({ quote }) => quote).toSorted(), slug).toEqual(wanted.map(({ id }) => id).sort());
    });
  });

  it('lists the quotes that the actor speaks', async () => {
    await forEach(actors, async ({ slug }) => {
      const given = await everything(service, `/v1/actors/${slug}/quotes`);
      expect(given, slug).toEqual(await everything(service, `/v1/quotes?speaker=${slug}`));
      expect(given).toHaveLength(quotes.filter((quote) => spokenBy(quote, [slug])).length);
    });
  });

  it('counts in an actor’s record the events it takes part in and the quotes it speaks', async () => {
    for (const actor of await everything(service, '/v1/actors')) {
      const { slug, activity } = actor as unknown as { slug: string; activity: Record<string, number> };
      expect(activity.events, slug).toBe(
        events.filter((event) => tookPlace(event) && slugsIn(event).includes(slug)).length,
      );
      expect(activity.quotes, slug).toBe(quotes.filter((quote) => spokenBy(quote, [slug])).length);
    }
  });
});

describe('GET /v1/quotes?collapse=utterance', () => {
  it.each(['to=2024-06', 'from=2024-01&to=2025', 'from=2024&date_mode=within'])(
    'takes the days of what was said for those asked for: %s',
    async (range) => {
      const said = (await everything(service, `/v1/utterances?${range}`)).map(({ id }) => id);
      expect(said.length).toBeGreaterThan(0);
      const collapsed = (await everything(service, `/v1/quotes?collapse=utterance&${range}`)) as unknown as {
        utterance: { id: string } | null;
      }[];
      expect(collapsed.flatMap(({ utterance }) => utterance?.id ?? []).sort()).toEqual([...said].sort());
    },
  );

  it('has every quote, those of one utterance together', async () => {
    const collapsed = (await everything(service, '/v1/quotes?collapse=utterance', 7)) as unknown as {
      utterance: { id: string } | null;
      variants: { quote: { id: string } }[];
    }[];
    const shown = collapsed.flatMap(({ variants }) => variants.map(({ quote }) => quote.id));
    expect([...new Set(shown)].sort()).toEqual(quotes.map(({ id }) => id).sort());
    const utterances = collapsed.flatMap(({ utterance }) => utterance?.id ?? []);
    expect(utterances).toHaveLength(18);
    expect(new Set(utterances).size).toBe(18);
    for (const { utterance, variants } of collapsed) if (!utterance) expect(variants).toHaveLength(1);
  });
});

describe('GET /v1/figures?series=true', () => {
  it('has every figure in one series, with the spread at each date', async () => {
    const series = (await everything(service, '/v1/figures?series=true', 3)) as unknown as {
      metric: string;
      points: {
        low: number | null;
        high: number | null;
        figures: { id: string; value: number | null; min: number | null; max: number | null }[];
      }[];
    }[];
    const shown = series.flatMap(({ points: at }) =>
      at.flatMap((point) => point.figures.map(({ id }) => id)),
    );
    expect(shown.toSorted()).toEqual(figures.map(({ id }) => id).sort());
    for (const { points: at } of series)
      for (const { low, high, figures: reports } of at) {
        const lows = reports.flatMap(({ value, min }) => value ?? min ?? []);
        const highs = reports.flatMap(({ value, max }) => value ?? max ?? []);
        expect(low).toBe(lows.length > 0 ? Math.min(...lows) : null);
        expect(high).toBe(highs.length > 0 ? Math.max(...highs) : null);
      }
  });
});

describe('finding by name', () => {
  it.each([
    ['/v1/actors', 'Ian McCary', 'ian-mccary', 'exact'],
    ['/v1/actors', 'ian mccary', 'ian-mccary', 'folded'],
    ['/v1/actors', 'إيان مكاري', 'ian-mccary', 'exact'],
    ['/v1/actors', 'ايان مكاري', 'ian-mccary', 'folded'],
    ['/v1/locations', 'Palmyra', 'palmyra', 'exact'],
    ['/v1/locations', 'تَدمُر', 'palmyra', 'folded'],
  ])('%s?q=%s finds %s first', async (path, q, slug, rule) => {
    const { data } = await answered(service, `${path}?q=${encodeURIComponent(q)}`);
    expect(data[0]).toMatchObject({ slug, match: { rule, name: expect.any(String) } });
    const scores = data.map(({ match }) => (match as { score: number }).score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  });
});
