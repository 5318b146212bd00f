import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { searchKey } from '../../src/arabic/searchKey.ts';
import { compile } from '../../src/db/answer.ts';
import { rows } from '../../src/db/database.ts';
import { findEvents } from '../../src/features/events/queries.ts';
import { SearchGroup } from '../../src/features/search/routes.ts';
import { pageStatement } from '../../src/filters/page.ts';
import { Event, TimelineEntry } from '../../src/model/event.ts';
import { Quote } from '../../src/model/quote.ts';
import { useApp } from '../support/app.ts';
import { useDesk } from '../support/desk.ts';
import { answered, ask, type ListAnswer, pages, problemOf } from './ask.ts';

const service = useApp();
const desk = useDesk(service);
const path = (route: string, parameters: Record<string, string>) =>
  `${route}?${new URLSearchParams(parameters)}`;
const idsOf = ({ data }: ListAnswer) => data.map(({ id }) => id);

/** Sentences of our own, in which nobody real says or does anything. */
const written = {
  towns: {
    ar: 'وصول قافلة إلى ديرالزور وبلدات الصواريخ القديمة',
    en: 'A convoy reaches the museum of rockets',
  },
  apart: { ar: 'افتتاح سوق في دير الزور', en: 'A market opens; organised by U.S. traders, 1,200 stalls' },
  numbers: { ar: '🎈🎈 معرض فيه ٣٬٥٠٠ بالون وبـ15 لونا', en: 'A show of F-16 kites' },
  bases: { ar: 'إلغاء مسابقة الخبراء بسورية', en: 'The contest of the experts is cancelled' },
};
const ids = {} as Record<keyof typeof written | 'draft' | 'page' | 'item' | 'quote', string>;
/** A word that stands nowhere but in the stored text. */
const SECRET = 'قرنفلية';
const PAGE = `بداية الصفحة عن السفر. كتبت ${SECRET} هنا مرة واحدة. نهاية الصفحة عن الطقس.`;

beforeAll(async () => {
  const create = async (kind: string, body: object) => {
    const made = await desk.send('editor', 'POST', `/v1/${kind}`, { body });
    expect([made.status, made.text.slice(0, 200)]).toEqual([201, expect.anything()]);
    return made.body.id as string;
  };
  for (const [name, title] of Object.entries(written))
    ids[name as keyof typeof written] = await create('events', {
      type: 'other',
      modality: 'occurred',
      title,
      date: { edtf: '2001-05-01', basis: 'stated' },
      review: 'reviewed',
    });
  ids.draft = await create('events', {
    type: 'other',
    modality: 'occurred',
    title: { en: 'A zebrafinch in a draft', ar: 'عصفور في مسودة' },
    review: 'draft',
  });
  ids.page = await create('documents', {
    lang: 'ar',
    title: { ar: 'صفحة مجربة' },
    text: PAGE,
    review: 'reviewed',
  });
  const start = Array.from(PAGE).indexOf('ن', 40);
  ids.item = await create('documents', {
    lang: 'ar',
    title: { ar: 'بند من الصفحة' },
    part_of: ids.page,
    extent: [start, Array.from(PAGE).length],
    review: 'reviewed',
  });
  ids.quote = await create('quotes', {
    document: ids.page,
    speaker_kind: 'unnamed',
    mode: 'indirect',
    lang: 'ar',
    text: 'الطيور 🕊 تعود إلى البحيرات، وبحيرتنا أولها',
    translations: [{ lang: 'en', value: 'The birds return to the lakes', kind: 'human' }],
    review: 'reviewed',
  });
});

describe('q finds', () => {
  it.each([
    ['دير الزور', ['towns', 'apart']],
    ['ديرالزور', ['towns', 'apart']],
    ['"دير الزور"', ['apart']],
    ['صاروخ', ['towns']],
    ['سوريا الخبير', ['bases']],
    ['الإلغاء', ['bases']],
    ['rocket', ['towns']],
    ['organized stall', ['apart']],
    ['USA traders', ['apart']],
    ['1200 stalls', ['apart']],
    ['convoy OR contest', ['bases', 'towns']],
    ['(convoy OR contest) -museum', ['bases']],
    ['ديرالزور -قافلة', ['apart']],
    ['"market opens"', ['apart']],
    ['"opens market"', []],
    ['convoy NOT market', ['towns']],
    ['market AND traders NOT (convoy OR museum)', ['apart']],
    ['3500', ['numbers']],
    ['"3,500 بالون"', ['numbers']],
    ['١٥ لون', ['numbers']],
    ['f16 kites', ['numbers']],
    ['convoy stalls', []],
    ['القديمة convoy', ['towns']],
    // A phrase does not run from the Arabic title into the English one.
    ['"القديمة convoy"', []],
  ] as [string, (keyof typeof written)[]][])('%s: %j', async (q, names) => {
    const found = await answered(service, path('/v1/events', { q, from: '2001', to: '2001' }));
    expect(idsOf(found).sort()).toEqual(names.map((name) => ids[name]).sort());
    const timeline = await answered(service, path('/v1/timeline', { q, from: '2001', to: '2001' }));
    expect(idsOf(timeline).sort()).toEqual(names.map((name) => ids[name]).sort());
  });

  it('quotes by their words and their translation', async () => {
    for (const q of ['بحيرة', 'الطير OR الطيور', 'lake birds'])
      expect(idsOf(await answered(service, path('/v1/quotes', { q }))), q).toEqual([ids.quote]);
  });
});

describe('order=relevance', () => {
  it.each(['/v1/events', '/v1/timeline', '/v1/quotes', '/v1/actors/global-coalition/timeline'])(
    'of %s is the same whatever the size of a page, and finds what dates find',
    async (route) => {
      const url = path(route, { q: 'Coalition OR التحالف', order: 'relevance' });
      const all = (await pages(service, url)).flatMap(idsOf);
      expect(all.length).toBeGreaterThan(10);
      expect((await pages(service, url, 3)).flatMap(idsOf)).toEqual(all);
      const dated = (await pages(service, url.replace('relevance', 'desc'))).flatMap(idsOf);
      expect([...all].sort()).toEqual([...dated].sort());
      expect(all).not.toEqual(dated);
    },
  );

  it('puts the title before the summary, and the newest first among equals', async () => {
    const { data } = await answered(service, path('/v1/events', { q: 'Palmyra', order: 'relevance' }));
    const inTitle = data.map(({ title }) => JSON.stringify(title).includes('Palmyra'));
    expect(inTitle).toEqual([...inTitle].sort((a, b) => Number(b) - Number(a)));
  });

  it('needs q, and is counted', async () => {
    const refused = await ask(service, '/v1/events?order=relevance');
    expect(problemOf(refused, '/v1/events?order=relevance').errors?.[0]?.parameter).toBe('order');
    const { page, data } = await answered(
      service,
      path('/v1/events', { q: 'Coalition', order: 'relevance', total: 'true', limit: '200' }),
    );
    expect(page.total).toEqual({ count: data.length, exact: true });
  });
});

describe('highlight=true', () => {
  it('shows where the words stand, in code points', async () => {
    const url = path('/v1/quotes', { q: '"تعود إلى" بحيرة birds', highlight: 'true' });
    const [quote] = z.array(Quote).parse((await answered(service, url)).data);
    const text = Array.from(quote?.text.value ?? '');
    const marked = quote?.highlights?.map(({ pointer, start, end }) => [
      pointer,
      (pointer === '/text/value' ? text : Array.from(quote.translations[0]?.value ?? ''))
        .slice(start, end)
        .join(''),
    ]);
    expect(marked).toEqual([
      ['/text/value', 'تعود إلى'],
      ['/text/value', 'البحيرات'],
      ['/text/value', 'وبحيرتنا'],
      ['/translations/0/value', 'birds'],
    ]);
  });

  it.each([
    ['3500 بالون', ['٣٬٥٠٠', 'بالون']],
    ['"3500 بالون" 15', ['٣٬٥٠٠ بالون', 'وبـ15']],
    ['F16', ['F-16']],
  ])('%s marks numbers as they are written, also after characters beyond the BMP', async (q, marked) => {
    const url = path('/v1/events', { q, highlight: 'true', from: '2001', to: '2001' });
    const [event] = z.array(Event).parse((await answered(service, url)).data);
    const textAt = (pointer: string | null) => Array.from(event?.title[`${pointer}`.slice(7)] ?? '');
    expect(
      event?.highlights?.map(({ pointer, start, end }) => textAt(pointer).slice(start, end).join('')),
    ).toEqual(marked);
  });

  it.each([
    ['/v1/events', Event],
    ['/v1/timeline', TimelineEntry],
  ] as [string, z.ZodType][])('in every answer of %s, page and stream', async (route, schema) => {
    const parameters = { q: 'Iraqi OR عراقية', highlight: 'true' };
    const { data } = await answered(service, path(route, parameters));
    expect(data.length).toBeGreaterThan(10);
    for (const entry of data) {
      schema.parse(entry);
      expect((entry.highlights as unknown[]).length, JSON.stringify(entry.title)).toBeGreaterThan(0);
    }
    const streamed = await ask(service, path(route, { ...parameters, format: 'ndjson' }));
    expect(JSON.parse(streamed.body.split('\n')[0] ?? '')).toEqual(data[0]);
  });

  it.each(['/v1/events?highlight=true', '/v1/events?q=iraq&highlight=true&format=csv'])(
    '%s is refused',
    async (url) => {
      expect(problemOf(await ask(service, url), url).errors?.[0]?.parameter).toBe('highlight');
    },
  );

  it('can be trimmed like any field', async () => {
    const url = path('/v1/events', { q: 'Palmyra', highlight: 'true', fields: 'id,highlights', limit: '1' });
    expect(Object.keys((await answered(service, url)).data[0] ?? {})).toEqual(['id', 'highlights']);
  });
});

describe('who may find what', () => {
  it('drafts are found by nobody who may not list them', async () => {
    for (const route of ['/v1/events', '/v1/timeline', '/v1/search'])
      expect(JSON.stringify((await answered(service, path(route, { q: 'zebrafinch' }))).data)).not.toContain(
        ids.draft,
      );
    const { body } = await desk.send(
      'editor',
      'GET',
      path('/v1/events', { q: 'zebrafinch', review: 'draft' }),
    );
    expect(body.data.map(({ id }: { id: string }) => id)).toEqual([ids.draft]);
  });

  it('stored texts are searched for editors, item by item', async () => {
    const found = async (as: 'none' | 'contributor' | 'editor', q: string) => {
      const { body } = await desk.send(as, 'GET', path('/v1/documents', { q }));
      return body.data.map(({ id }: { id: string }) => id).sort();
    };
    expect(await found('editor', SECRET)).toEqual([ids.page]);
    expect(await found('editor', 'الطقس')).toEqual([ids.page, ids.item].sort());
    // A word of the title and one of the text.
    expect(await found('editor', `مجربة ${SECRET}`)).toEqual([ids.page]);
    expect(await found('editor', `(مجربة OR بند) -${SECRET}`)).toEqual([ids.item]);
    for (const as of ['none', 'contributor'] as const) {
      expect(await found(as, SECRET), as).toEqual([]);
      expect(await found(as, `بند OR ${SECRET}`), as).toEqual([ids.item]);
    }
  });

  it('nor do highlights show a stored text to others', async () => {
    for (const as of ['none', 'contributor', 'editor'] as const) {
      const url = path('/v1/documents', { q: `مجربة OR ${SECRET}`, highlight: 'true', order: 'relevance' });
      const { text, body } = await desk.send(as, 'GET', url);
      expect(text.includes(SECRET, text.indexOf('highlights')), as).toBe(
        as === 'editor' || text.indexOf(SECRET) > text.indexOf('"meta"'),
      );
      expect(body.data[0]).not.toHaveProperty('stored_text');
      const marked = body.data[0].highlights.filter(({ pointer }: { pointer: unknown }) => pointer === null);
      expect(marked.length, as).toBe(as === 'editor' ? 1 : 0);
      if (as !== 'editor') continue;
      expect(Array.from(PAGE).slice(marked[0].start, marked[0].end).join('')).toBe(SECRET);
      expect(marked[0].excerpt).toContain(SECRET);
    }
    const everywhere = await ask(service, path('/v1/search', { q: SECRET }));
    expect(everywhere.json().data.flatMap(({ data }: { data: unknown[] }) => data)).toEqual([]);
  });
});

describe('a question that cannot be read', () => {
  it.each([
    ['iraq "open', 5],
    ['iraq OR', 5],
    ['(iraq', 0],
    ['العراق -', 7],
    ['-iraq', 0],
    ['!!', 0],
    ['iraq NOT', 5],
    ['iraq AND', 5],
  ])('%s is a 400 that shows where', async (q, position) => {
    for (const route of ['/v1/events', '/v1/timeline', '/v1/quotes', '/v1/documents', '/v1/search']) {
      const response = await ask(service, path(route, { q }));
      const problem = problemOf(response, path(route, { q }));
      expect(problem.status).toBe(400);
      expect(problem.errors).toMatchObject([{ parameter: 'q', code: 'malformed_query', position }]);
      expect(problem.errors?.[0]?.detail).toContain(`At character ${position + 1}`);
    }
  });

  it('whatever is asked, it is answered or refused', async () => {
    const piece = fc.constantFrom(
      '"',
      '-',
      ' OR ',
      '(',
      ')',
      ' ',
      '«',
      '»',
      'القوات',
      'iraq',
      "'",
      '\\',
      '&',
      '|',
      '!',
      ':*',
      '<->',
      '\u0000',
      '٣',
      'ـ',
      'ً',
      '🕊',
      'عبدالله',
      'U.S.',
      '1,200',
    );
    const q = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 20 }),
      fc.array(piece, { maxLength: 12 }).map((parts) => parts.join('')),
    );
    const route = fc.constantFrom('/v1/events', '/v1/quotes', '/v1/documents', '/v1/search');
    await fc.assert(
      fc.asyncProperty(q, route, fc.boolean(), async (text, where, relevance) => {
        const parameters = {
          q: text,
          ...(relevance && where !== '/v1/search' ? { order: 'relevance', highlight: 'true' } : {}),
        };
        const response = await ask(service, path(where, parameters));
        expect([200, 400], `${where} ${JSON.stringify(text)}: ${response.body}`).toContain(
          response.statusCode,
        );
      }),
      { numRuns: 300 },
    );
  });
});

describe('/v1/search', () => {
  it('answers by kind, names and words alike', async () => {
    const { data } = await answered(service, path('/v1/search', { q: 'Iraq', limit: '2' }));
    const groups = z.array(SearchGroup).parse(data);
    expect(groups.map(({ kind }) => kind)).toEqual([
      'actor',
      'location',
      'source',
      'event',
      'quote',
      'document',
    ]);
    for (const { kind, data: found, more, list } of groups) {
      expect(found.length, kind).toBeLessThanOrEqual(2);
      const whole = await answered(service, list);
      expect(more, kind).toBe(whole.data.length > found.length);
      if (kind !== 'actor' && kind !== 'location')
        expect(
          found.map(({ id }) => id),
          kind,
        ).toEqual(idsOf(whole).slice(0, 2));
    }
  });

  it('asks only the kinds that are wanted', async () => {
    const { data } = await answered(service, path('/v1/search', { q: 'مكاري', kind: 'actor,quote' }));
    const groups = z.array(SearchGroup).parse(data);
    expect(groups.map(({ kind }) => kind)).toEqual(['actor', 'quote']);
    expect(groups[0]?.data[0]).toMatchObject({ slug: 'ian-mccary' });
  });

  it('looks up names on both sides of OR, and none that is excluded', async () => {
    const found = async (q: string) => {
      const { data } = await answered(service, path('/v1/search', { q, kind: 'location', limit: '20' }));
      return (
        z
          .array(SearchGroup)
          .parse(data)[0]
          ?.data.map((hit) => 'slug' in hit && hit.slug) ?? []
      );
    };
    expect(await found('Baghdad OR Mosul')).toEqual(expect.arrayContaining(['baghdad', 'mosul']));
    expect(await found('Baghdad -Mosul')).not.toContain('mosul');
  });
});

describe('the index', () => {
  it('has the key that questions are asked with, whatever the text', async () => {
    const letter = fc.constantFrom(
      ...'ابتةهوفكلنميى ءأإؤئ ١٢٣ ,.٬ U.S. abc Éé «»-ـًپگ',
      'ال',
      'وال',
      'ها',
      'ات',
      'ين',
      ' ',
    );
    const text = fc.array(letter, { maxLength: 30 }).map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 40 }), async (texts) => {
        const keys = await rows<{ key: string }>(
          service.database.db,
          sql`select search_key(t.value) as key from json_array_elements_text(${JSON.stringify(texts)}::json)
              with ordinality t(value, n) order by t.n`,
        );
        expect(keys.map(({ key }) => key)).toEqual(texts.map(searchKey));
      }),
      { numRuns: 30 },
    );
  });

  it.each([
    ['events', 'events_found'],
    ['quotes', 'quotes_found'],
    ['documents', 'documents_words'],
    ['document_texts', 'document_texts_words'],
  ])('on the words of %s can be used', async (table, index) => {
    await service.database.db.transaction(async (tx) => {
      await tx.execute(sql`set local enable_seqscan = off`);
      const plan = await tx.execute(
        sql.raw(`explain select from ${table} where words @@ search_any(array['عراق', 'وعراق', 'force'])`),
      );
      expect(JSON.stringify(plan.rows)).toContain(index);
    });
  });

  it('on the words is open to the whole statement of a page', async () => {
    const { sql: text, params } = compile(
      pageStatement(findEvents({ q: 'zzzqx' }, 'desc', { evidence: false, documents: false }), 50),
    );
    const inlined = text.replace(/\$(\d+)/g, (_, place: string) => {
      const value = params[Number(place) - 1];
      return typeof value === 'number' ? `${value}` : `'${Array.isArray(value) ? `{${value}}` : value}'`;
    });
    await service.database.db.transaction(async (tx) => {
      await tx.execute(sql`set local enable_seqscan = off`);
      await tx.execute(sql`set local enable_indexscan = off`);
      expect(JSON.stringify((await tx.execute(sql.raw(`explain ${inlined}`))).rows)).toContain(
        'events_found',
      );
    });
  });
});
