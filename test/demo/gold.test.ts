import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { byGold, demo, lines } from './bundle.ts';
import { corpusIsHere, type GoldDate, readArticles, readGold } from './gold-corpus.ts';

const sha256 = (text: string | Buffer) => createHash('sha256').update(text).digest('hex');
const ref = (key: string) => `gold:${key}`;

/** Expressions that give a date only together with the document's own. */
const relative = ['الليلة الماضية', 'منتصف شباط فبراير'];

/** The gold's date as the bundle writes it: `[edtf, basis]`, or undefined. */
function dateOf(date: GoldDate | null) {
  if (date?.edtf) return [date.edtf, relative.includes(date.raw ?? '') ? 'resolved' : 'stated'];
  return date?.edtf_inferred ? [date.edtf_inferred, 'inferred'] : undefined;
}
const written = (date: { edtf: string; basis: string } | null | undefined) =>
  date ? [date.edtf, date.basis] : undefined;

interface Selection {
  document: string;
  start: number;
  end: number;
  sha256: string;
}

/** Every selector of the bundle with the document it stands in. */
function* selections(value: unknown): Generator<Selection> {
  if (typeof value !== 'object' || value === null) return;
  const { document, selector } = value as { document?: string; selector?: Omit<Selection, 'document'> };
  if (document && selector) yield { document, ...selector };
  for (const inner of Object.values(value)) yield* selections(inner);
}

describe.skipIf(!corpusIsHere)('the bundle against the gold annotation (needs ../shared)', () => {
  const gold = corpusIsHere ? readGold() : undefined;
  const articles = corpusIsHere ? readArticles() : new Map<string, never>();
  const documents = byGold('document');
  const quotes = byGold('quote');
  const pageOf = (document: string) => document.replace(/^gold:/, '').slice(0, 3);
  const wordsAt = (document: string, start: number, end: number) =>
    articles.get(pageOf(document))?.points.slice(start, end).join('') ?? '';

  it('has every actor, location, quote and figure of the gold, by its key', () => {
    const ids = (kind: Parameters<typeof demo>[0]) => [...byGold(kind).keys()].sort();
    expect(ids('actor')).toEqual(gold?.actors.map(({ key }) => key).sort());
    expect(ids('location')).toEqual(gold?.locations.map(({ key }) => key).sort());
    expect(ids('quote')).toEqual(gold?.quotes.map(({ id }) => id).sort());
    expect(ids('figure')).toEqual(gold?.figures.map(({ id }) => id).sort());
    const counts = (['source', 'location', 'actor', 'document', 'quote', 'figure'] as const).map(
      (kind) => demo(kind).length,
    );
    expect(counts).toEqual([5, 24, 72, 12, 113, 18]);
    for (const record of [...demo('actor'), ...demo('location'), ...demo('source')])
      expect(record.slug).toBe(record.external_ids.gold[0].replaceAll('_', '-'));
  });

  it('identifies the text of every page by bytes and length', () => {
    for (const [id, { name, bytes, points }] of articles) {
      expect(documents.get(id)).toMatchObject({
        text_sha256: sha256(bytes),
        text_length: points.length,
        external_ids: { gold: [id], file: [name] },
      });
      expect(documents.get(id)?.extent).toBeUndefined();
    }
  });

  it('gives every further item of a page its stretch, from the first to the last letter of a line', () => {
    for (const { part_of, extent } of demo('document').filter(({ part_of }) => part_of)) {
      if (!extent || !part_of) throw new Error('A part needs an extent.');
      expect(wordsAt(part_of, extent[0] - 1, extent[0])).toBe('\n');
      expect(['\n', '']).toContain(wordsAt(part_of, extent[1], extent[1] + 1));
      expect(wordsAt(part_of, ...extent).trim()).toBe(wordsAt(part_of, ...extent));
    }
  });

  it('anchors every selector on words with exactly this hash, inside its item', () => {
    const all = lines.flatMap((line) => [...selections(line)]);
    expect(all.length).toBeGreaterThan(113 + 95 + 18);
    for (const { document, start, end, sha256: expected } of all) {
      expect(sha256(wordsAt(document, start, end)), `${document} ${start}`).toBe(expected);
      const record = documents.get(document.slice('gold:'.length));
      const [from, to] = record?.extent ?? [0, Number.POSITIVE_INFINITY];
      expect(from <= start && end <= to, `${document} ${start}`).toBe(true);
    }
  });

  it('says of every quote what the gold says', () => {
    for (const expected of gold?.quotes ?? []) {
      const quote = quotes.get(expected.id);
      expect({
        id: expected.id,
        at: [quote?.selector?.start, quote?.selector?.end],
        page: pageOf(quote?.document ?? ''),
        mode: quote?.mode,
        cue: quote?.cue ?? null,
        speakers: quote?.speakers ?? [],
        speaker: quote?.speaker,
        said: written(quote?.said),
        en: quote?.translations?.map(({ lang, value, kind }) => [lang, value, kind]),
        direct: quote?.direct_spans,
        flags: [quote?.pseudo_direct, quote?.topic_only, quote?.truncated],
        about: [...new Set(quote?.about?.map(({ actor, location }) => actor ?? location))].sort(),
      }).toEqual({
        id: expected.id,
        at: [expected.start, expected.end],
        page: expected.id.slice(0, 3),
        mode: expected.mode,
        cue: expected.cue,
        speakers: expected.speakers.map(ref),
        speaker: expected.speakers.length === 1 ? ref(expected.speakers[0] ?? '') : undefined,
        said: dateOf(expected.said_on),
        en: [['en', expected.en, 'human']],
        direct: expected.direct_spans,
        flags: [expected.pseudo_direct, expected.topic_only, expected.truncated],
        about: expected.about.map(ref).sort(),
      });
      if (expected.polarity?.startsWith('negated')) expect(quote?.speech_act, expected.id).toBe('deny');
    }
  });

  it('prints each speaker as the article does', () => {
    for (const { document, speaker_as_reported, speaker_kind, speakers } of demo('quote')) {
      if (speaker_as_reported) {
        const [from, to] = documents.get(document.slice('gold:'.length))?.extent ?? [0, undefined];
        expect(wordsAt(document, from, to ?? 99_999)).toContain(speaker_as_reported);
      }
      const several = speaker_kind === 'joint' || speaker_kind === 'document';
      expect(speakers?.length).toBe(speaker_kind === 'unnamed' ? undefined : several ? 2 : 1);
    }
  });

  it('ends every chain at the document of the quote', () => {
    for (const { chain, document } of demo('quote'))
      expect(chain?.at(-1)).toEqual({ who: { document }, act: 'published' });
  });

  it('keeps the numbers of every figure, and unknown ones absent', () => {
    const figures = byGold('figure');
    for (const expected of gold?.figures ?? []) {
      const figure = figures.get(expected.id);
      expect({
        id: expected.id,
        numbers: [figure?.value ?? null, figure?.min ?? null, figure?.max ?? null],
        qualifier: figure?.qualifier?.replace('_', ' ') ?? null,
        as_of: written(figure?.as_of),
        by: figure?.attributed_to?.actor ?? 'outlet',
        subset_of: figure?.subset_of,
        at: figure?.evidence?.map(({ selector }) => [selector?.start, selector?.end]),
      }).toEqual({
        id: expected.id,
        numbers: [expected.value, expected.min, expected.max],
        qualifier: expected.qualifier,
        as_of: dateOf(expected.as_of),
        by: expected.attributed_to === 'outlet' ? 'outlet' : ref(expected.attributed_to),
        subset_of: expected.subset_of && ref(expected.subset_of),
        at: [[expected.start, expected.end]],
      });
    }
  });

  it('lets the three counts of US troops in Iraq be compared, and not those of the whole Coalition', () => {
    const figures = byGold('figure');
    const counted = (id: string) => {
      const { metric, subject, location, unit } = figures.get(id) ?? {};
      return JSON.stringify([metric, subject, location, unit]);
    };
    expect(new Set(['000:f01', '001:f01', '004:f02'].map(counted)).size).toBe(1);
    expect(new Set(['000:f02', '001:f02'].map(counted)).size).toBe(1);
    expect(new Set(['003:f04', '003:f02', '003:f03', '004:f02', '004:f03'].map(counted)).size).toBe(5);
    expect(counted('002:f01')).not.toBe(counted('002:f03'));
  });
});

describe('references inside the bundle', () => {
  const kindOfField = {
    source: 'source',
    ...{ location: 'location', parent: 'location' },
    ...{ actor: 'actor', speaker: 'actor', speakers: 'actor', organisation: 'actor', object: 'actor' },
    ...{ subject: 'actor', attributed_to: 'actor' },
    ...{ document: 'document', documents: 'document', part_of: 'document' },
    ...{ event: 'event', quote: 'quote', quotes: 'quote', subset_of: 'figure' },
  } as const satisfies Record<string, Parameters<typeof demo>[0]>;

  function* referencesIn(value: unknown, field: string): Generator<[string, string]> {
    if (typeof value === 'string' && value.startsWith('gold:')) yield [field, value];
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value))
      yield* referencesIn(inner, Array.isArray(value) ? field : key);
  }

  it('all name a record of the right kind', () => {
    const known = new Map(Object.entries(kindOfField).map(([field, kind]) => [field, byGold(kind)]));
    const broken = lines
      .flatMap((line) => [...referencesIn(line, '')])
      .filter(([field, value]) => !known.get(field)?.has(value.slice('gold:'.length)));
    expect(broken).toEqual([]);
  });

  it.each(['usa', 'iraq'])('lead from everyone who speaks or acts for the state to it: %s', (state) => {
    const members: Record<string, string[]> = {
      usa: 'ian_mccary pete_hegseth matthew_miller lloyd_austin jake_sullivan joe_biden donald_trump us_ambassador_to_iraq us_state_department us_department_of_defense us_forces'.split(
        ' ',
      ),
      iraq: 'mohammed_shia_al_sudani mustafa_al_kadhimi yahya_rasool thabit_al_abbasi faiq_zaidan peshawa_hawramani iraqi_government iraqi_forces higher_military_committee federal_supreme_court_iraq'.split(
        ' ',
      ),
    };
    const actors = byGold('actor');
    const membership = ['member_of', 'part_of', 'represents', 'leads'];
    const reaches = (key: string): boolean => {
      if (key === state) return true;
      const { relations = [], roles = [] } = actors.get(key) ?? {};
      return [
        ...relations.filter(({ predicate }) => membership.includes(predicate)).map(({ object }) => object),
        ...roles.flatMap(({ organisation }) => organisation ?? []),
      ].some((next) => reaches(next.slice('gold:'.length)));
    };
    expect(members[state]?.filter((key) => !reaches(key))).toEqual([]);
  });
});
