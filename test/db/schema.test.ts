import { getTableColumns, getTableName, is, sql } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foldText } from '../../src/arabic/fold.ts';
import { rows } from '../../src/db/database.ts';
import * as happenings from '../../src/db/tables/happenings.ts';
import * as things from '../../src/db/tables/things.ts';
import { changeOps } from '../../src/model/change.ts';
import { recordKinds } from '../../src/model/common.ts';
import { anchorStates } from '../../src/model/evidence.ts';
import { codesOf, type SchemeName, subtypesOf } from '../../src/model/vocabularies/index.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());
const ask = <T extends object>(query: ReturnType<typeof sql>) => rows<T>(opened.database.db, query);

/** The quoted values of a check's definition. */
const listed = (definition: string) => [...definition.matchAll(/'([^']*)'::text/g)].map(([, code]) => code);

describe('the closed vocabularies in the database', () => {
  const domains: Record<string, SchemeName> = {
    event_type: 'event-types',
    modality: 'modalities',
    participant_role: 'participant-roles',
    speech_act: 'speech-acts',
    quote_mode: 'quote-modes',
    speaker_kind: 'speaker-kinds',
    figure_metric: 'figure-metrics',
    figure_qualifier: 'figure-qualifiers',
    actor_kind: 'actor-kinds',
    name_kind: 'actor-name-kinds',
    actor_relation: 'actor-relations',
    location_kind: 'location-kinds',
    location_role: 'location-roles',
    location_precision: 'location-precisions',
    source_kind: 'source-kinds',
    medium_kind: 'medium-kinds',
    chain_act: 'chain-acts',
    assertion: 'assertions',
    claim_status: 'claim-statuses',
    review_state: 'review-states',
    event_relation: 'event-relations',
    disagreement_aspect: 'disagreement-aspects',
    date_basis: 'date-bases',
  };
  /** Domains that check a form, not a list. */
  const forms = ['edtf', 'lang_map', 'country_code'];
  let checks: Map<string, string>;

  beforeAll(async () => {
    const found = await ask<{ name: string; definition: string }>(
      sql`select t.typname as name, pg_get_constraintdef(c.oid) as definition
          from pg_type t join pg_constraint c on c.contypid = t.oid where t.typtype = 'd'
            and t.typnamespace = 'public'::regnamespace`,
    );
    checks = new Map(found.map(({ name, definition }) => [name, definition]));
  });

  it.each(Object.entries(domains))('%s holds the codes of %s', (domain, scheme) => {
    expect(listed(checks.get(domain) ?? '').sort()).toEqual([...codesOf(scheme)].sort());
  });

  it('there is no other domain of codes, and every vocabulary but two stands in one', () => {
    expect([...checks.keys()].sort()).toEqual([...Object.keys(domains), ...forms, 'record_kind'].sort());
    expect(listed(checks.get('record_kind') ?? '').sort()).toEqual([...recordKinds].sort());
  });

  it('contexts, subtypes, operations and anchor states are the same lists', async () => {
    const [contexts] = await ask<{ codes: string[] }>(sql`select context_codes() as codes`);
    expect(contexts?.codes).toEqual(codesOf('contexts'));

    const pairs = codesOf('event-types').flatMap((type) =>
      codesOf('event-subtypes').map((code) => [type, code.split('.').pop() ?? '']),
    );
    const allowed = await ask<{ type: string; subtype: string }>(
      sql`select distinct p->>0 as type, p->>1 as subtype from json_array_elements(${JSON.stringify(pairs)}::json) p
          where is_event_subtype(p->>0, p->>1)`,
    );
    const wanted = Object.entries(subtypesOf).flatMap(([type, subtypes]) =>
      subtypes.map((subtype) => `${type}.${subtype}`),
    );
    expect(allowed.map(({ type, subtype }) => `${type}.${subtype}`).sort()).toEqual(wanted.sort());

    const checkOf = async (table: string, column: string) => {
      const [found] = await ask<{ definition: string }>(
        sql`select pg_get_constraintdef(oid) as definition from pg_constraint
            where conname = ${`${table}_${column}_check`}`,
      );
      return listed(found?.definition ?? '').sort();
    };
    expect(await checkOf('changes', 'op')).toEqual([...changeOps].sort());
    expect(await checkOf('quotes', 'anchor')).toEqual([...anchorStates].sort());
    expect(await checkOf('evidence', 'anchor')).toEqual([...anchorStates].sort());
  });
});

describe('the tables as TypeScript writes them', () => {
  interface Column {
    table: string;
    name: string;
    type: string;
    required: boolean;
    generated: boolean;
    preset: boolean;
  }
  let stored: Column[];
  beforeAll(async () => {
    stored = await ask<Column>(sql`select c.relname as table, a.attname as name, a.attnotnull as required,
        format_type(coalesce(nullif(t.typbasetype, 0), a.atttypid), null) as type,
        a.attgenerated <> '' as generated, a.atthasdef as preset
      from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_type t on t.oid = a.atttypid
      where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attnum > 0 and not a.attisdropped`);
  });
  const tables = [...Object.values(things), ...Object.values(happenings)].filter((entry) =>
    is(entry, PgTable),
  );

  it.each(tables.map((table) => [getTableName(table), table] as const))('%s', (name, table) => {
    const columns = stored.filter((column) => column.table === name && !column.generated);
    const written = Object.values(getTableColumns(table));
    const wanted = written.map((column) => ({
      name: column.name,
      type: column.getSQLType().replace(/\(.*\)/, ''),
      required: column.notNull || column.primary,
    }));
    const mapped = new Set(written.map((column) => column.name));
    const known = columns
      .filter((column) => mapped.has(column.name))
      .map((column) => ({
        name: column.name,
        type: column.type,
        required: column.required,
      }));
    const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
    expect(wanted.sort(byName)).toEqual(known.sort(byName));
    // What TypeScript does not write has to fill itself.
    expect(columns.filter((column) => !mapped.has(column.name) && column.required && !column.preset)).toEqual(
      [],
    );
  });

  it('only what is derived or is no record is written by SQL alone', () => {
    const written = new Set<string>(tables.map((table) => getTableName(table)));
    const others = new Set(stored.map(({ table }) => table).filter((table) => !written.has(table)));
    expect([...others].sort()).toEqual([
      'api_keys',
      'data_version',
      'distinct_pairs',
      'document_signatures',
      'document_texts',
      'drafts',
      'event_actors',
      'event_areas',
      'event_reports',
      'former_texts',
      'idempotent_answers',
      'location_ancestors',
      'refused_names',
      'webhook_failures',
      'webhooks',
    ]);
  });
});

describe('constraints refuse', () => {
  const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
  const stamp = `'reviewed', 1, now(), now()`;
  const record = (n: number, kind: string, slug?: string) =>
    `insert into records (id, kind, slug) values ('${id(n)}', '${kind}', ${slug ? `'${slug}'` : 'null'})`;
  const actor = (n: number, slug: string) => [
    record(n, 'actor', slug),
    `insert into actors (id, slug, kind, name, review, version, created_at, updated_at)
       values ('${id(n)}', '${slug}', 'person', '{"en": "A"}', ${stamp})`,
  ];
  const source = (n: number, slug: string) => [
    record(n, 'source', slug),
    `insert into sources (id, slug, kind, name, review, version, created_at, updated_at)
       values ('${id(n)}', '${slug}', 'agency', '{"en": "S"}', ${stamp})`,
  ];
  const event = (n: number, given: Partial<Record<string, string>> = {}) => {
    const values = {
      type: `'attack'`,
      subtype: 'null',
      modality: `'occurred'`,
      contexts: `'{}'`,
      title: `'{"en": "E"}'`,
      date_edtf: `'2024-03'`,
      date_basis: `'stated'`,
      starts: `'2024-03-01'`,
      ends: `'2024-03-31'`,
      sort_basis: `'event'`,
      ...given,
    };
    return [
      record(n, 'event'),
      `insert into events (id, ${Object.keys(values).join(', ')}, review, version, created_at, updated_at)
         values ('${id(n)}', ${Object.values(values).join(', ')}, ${stamp})`,
    ];
  };
  const location = (n: number, lon: number, lat: number | string) => [
    record(n, 'location', `place-${n}`),
    `insert into locations (id, slug, kind, name, lon, lat, review, version, created_at, updated_at)
       values ('${id(n)}', 'place-${n}', 'city', '{"en": "L"}', ${lon}, ${lat}, ${stamp})`,
  ];
  const document = (n: number) => [
    record(n, 'document'),
    `insert into documents (id, lang, review, version, created_at, updated_at) values ('${id(n)}', 'ar', ${stamp})`,
  ];
  const quote = (n: number, kind: string, more: Record<string, string> = {}) => [
    record(n, 'quote'),
    `insert into quotes (id, speaker_kind, speech_act, mode, lang, starts, ends, document_id
         ${Object.keys(more)
           .map((name) => `, ${name}`)
           .join('')}, review, version, created_at, updated_at)
       values ('${id(n)}', '${kind}', 'inform', 'direct', 'ar', '-infinity', '-infinity', '${id(90)}'
         ${Object.values(more)
           .map((value) => `, ${value}`)
           .join('')}, ${stamp})`,
  ];
  const hash = `'${'a'.repeat(64)}'`;

  /** The code with which the statements fail, null where they and the deferred checks pass; nothing is kept. */
  async function failure(statements: string[]): Promise<string | null> {
    const undo = new Error('undo');
    try {
      await opened.database.db.transaction(async (tx) => {
        for (const statement of [...statements, 'set constraints all immediate'])
          await tx.execute(sql.raw(statement));
        throw undo;
      });
    } catch (error) {
      if (error === undo) return null;
      const { cause } = error as { cause?: { code?: string } };
      return cause?.code ?? String(error);
    }
    return null;
  }
  const CHECK = '23514';
  const UNIQUE = '23505';
  const REFERENCE = '23503';
  const WRONG_DATE = '22007';

  it('nothing that is right', async () => {
    expect(
      await failure([
        ...actor(1, 'a'),
        ...actor(2, 'b'),
        ...source(3, 's'),
        ...location(4, 180, -90),
        ...document(90),
        ...event(5, { subtype: `'ied'`, contexts: `'{military}'` }),
        ...event(6, {
          date_edtf: 'null',
          date_basis: 'null',
          starts: `'-infinity'`,
          ends: `'-infinity'`,
          sort_basis: `'none'`,
        }),
        ...event(7, { date_edtf: `'2024/..'`, starts: `'2024-01-01'`, ends: `'infinity'` }),
        ...quote(8, 'named', {
          speaker_id: `'${id(1)}'`,
          start_at: '0',
          end_at: '1',
          sha256: hash,
          anchor: `'unverified'`,
        }),
        ...quote(9, 'unnamed'),
        `insert into participants (event_id, ord, role, actor_id, claim_status, claim_source)
           values ('${id(5)}', 0, 'perpetrator', '${id(1)}', 'asserted', '${id(3)}')`,
        `update records set merged_into = '${id(2)}', merged_directly = '${id(2)}' where id = '${id(1)}'`,
      ]),
    ).toBeNull();
  });

  const refused: [what: string, code: string, statements: string[]][] = [
    ['a date that is no EDTF', WRONG_DATE, event(1, { date_edtf: `'2024-13'` })],
    ['a date that no calendar has', WRONG_DATE, event(1, { date_edtf: `'2023-02-29'` })],
    ['a date without what it rests on', CHECK, event(1, { date_basis: 'null' })],
    ['a start that is not the date’s', CHECK, event(1, { starts: `'2024-03-02'` })],
    ['an end that is not the date’s', CHECK, event(1, { ends: `'2024-03-30'` })],
    ['an open end that is closed', CHECK, event(1, { date_edtf: `'2024-03/..'`, ends: `'2024-03-31'` })],
    ['a dated event found by its report', CHECK, event(1, { sort_basis: `'reported'` })],
    ['a subtype of another type', CHECK, event(1, { type: `'call'`, subtype: `'ied'` })],
    ['an unknown type', CHECK, event(1, { type: `'war'` })],
    ['an unknown modality', CHECK, event(1, { modality: `'probable'` })],
    ['a context outside the list', CHECK, event(1, { contexts: `'{military,sports}'` })],
    ['a title without a language', CHECK, event(1, { title: `'{}'` })],
    ['a title in no language', CHECK, event(1, { title: `'{"English": "E"}'` })],
    ['a title that is empty', CHECK, event(1, { title: `'{"en": ""}'` })],
    ['a point beyond the poles', CHECK, location(1, 0, 90.01)],
    ['a point beyond the date line', CHECK, location(1, -180.5, 0)],
    ['half a point', CHECK, location(1, 0, 'null')],
    [
      'a country that is no code',
      CHECK,
      [...actor(1, 'a'), `update actors set country = 'Irak' where id = '${id(1)}'`],
    ],
    ['a slug with capitals', CHECK, actor(1, 'A')],
    ['a slug twice', UNIQUE, [...actor(1, 'a'), ...actor(2, 'a')]],
    [
      'a row whose slug is not the record’s',
      REFERENCE,
      [...actor(1, 'a'), `update actors set slug = 'b' where id = '${id(1)}'`],
    ],
    ['a row without its record', REFERENCE, actor(1, 'a').slice(1)],
    [
      'a merge into itself',
      CHECK,
      [...actor(1, 'a'), `update records set merged_into = id, merged_directly = id where id = '${id(1)}'`],
    ],
    [
      'a merge into another kind',
      REFERENCE,
      [
        ...actor(1, 'a'),
        ...source(2, 'b'),
        `update records set merged_into = '${id(2)}', merged_directly = '${id(2)}' where id = '${id(1)}'`,
      ],
    ],
    [
      'an external id twice',
      UNIQUE,
      [
        ...actor(1, 'a'),
        ...actor(2, 'b'),
        ...[1, 2].map(
          (n) =>
            `insert into external_ids (kind, scheme, value, record_id) values ('actor', 'wikidata', 'Q1', '${id(n)}')`,
        ),
      ],
    ],
    [
      'an external id of another kind than its record',
      REFERENCE,
      [...actor(1, 'a'), `insert into external_ids values ('event', 'wikidata', 'Q1', '${id(1)}')`],
    ],
    [
      'a participant that is nobody',
      REFERENCE,
      [
        ...event(1),
        `insert into participants (event_id, ord, role, actor_id) values ('${id(1)}', 0, 'host', '${id(2)}')`,
      ],
    ],
    [
      'a claim by two',
      CHECK,
      [
        ...event(1),
        ...actor(2, 'a'),
        ...source(3, 's'),
        `insert into participants (event_id, ord, role, actor_id, claim_status, claim_actor, claim_source)
           values ('${id(1)}', 0, 'perpetrator', '${id(2)}', 'asserted', '${id(2)}', '${id(3)}')`,
      ],
    ],
    [
      'a claim by nobody',
      CHECK,
      [
        ...event(1),
        ...actor(2, 'a'),
        `insert into participants (event_id, ord, role, actor_id, claim_status)
           values ('${id(1)}', 0, 'perpetrator', '${id(2)}', 'asserted')`,
      ],
    ],
    [
      'an event related to one that is not there (at commit)',
      REFERENCE,
      [
        ...event(1),
        `insert into event_relations (event_id, ord, predicate, object_id) values ('${id(1)}', 0, 'follows', '${id(2)}')`,
      ],
    ],
    [
      'an event related to itself',
      CHECK,
      [
        ...event(1),
        `insert into event_relations (event_id, ord, predicate, object_id) values ('${id(1)}', 0, 'follows', '${id(1)}')`,
      ],
    ],
    [
      'a place inside itself',
      CHECK,
      [...location(1, 0, 0), `update locations set parent_id = id where id = '${id(1)}'`],
    ],
    ['a named speaker without a name', CHECK, [...document(90), ...quote(1, 'named')]],
    [
      'an unnamed speaker with one',
      CHECK,
      [...document(90), ...actor(2, 'a'), ...quote(1, 'unnamed', { speaker_id: `'${id(2)}'` })],
    ],
    [
      'words that end before they start',
      CHECK,
      [
        ...document(90),
        ...quote(1, 'unnamed', { start_at: '5', end_at: '5', sha256: hash, anchor: `'unverified'` }),
      ],
    ],
    [
      'a place of words without their hash',
      CHECK,
      [...document(90), ...quote(1, 'unnamed', { start_at: '0', end_at: '5' })],
    ],
    [
      'a quote about two things at once',
      CHECK,
      [
        ...document(90),
        ...actor(2, 'a'),
        ...location(3, 0, 0),
        ...quote(1, 'unnamed'),
        `insert into quote_about (quote_id, ord, actor_id, location_id, starts)
           values ('${id(1)}', 0, '${id(2)}', '${id(3)}', '-infinity')`,
      ],
    ],
    [
      'a copy of a day that is not the quote’s',
      REFERENCE,
      [
        ...document(90),
        ...actor(2, 'a'),
        ...quote(1, 'unnamed'),
        `insert into quote_about (quote_id, ord, actor_id, starts) values ('${id(1)}', 0, '${id(2)}', '2024-03-01')`,
      ],
    ],
    [
      'a copy of a day that is not the event’s',
      REFERENCE,
      [
        ...event(1),
        ...actor(2, 'a'),
        `insert into event_actors (actor_id, event_id, starts, tracks) values ('${id(2)}', '${id(1)}', '2024-03-02', 1)`,
      ],
    ],
    [
      'a figure whose least is above its most',
      CHECK,
      [
        record(1, 'figure'),
        `insert into figures (id, metric, min, max, starts, ends, review, version, created_at, updated_at)
           values ('${id(1)}', 'killed', 3, 2, '-infinity', '-infinity', ${stamp})`,
      ],
    ],
    [
      'a figure given by two',
      CHECK,
      [
        ...actor(2, 'a'),
        ...source(3, 's'),
        record(1, 'figure'),
        `insert into figures (id, metric, value, by_actor, by_source, starts, ends, review, version, created_at, updated_at)
           values ('${id(1)}', 'killed', 3, '${id(2)}', '${id(3)}', '-infinity', '-infinity', ${stamp})`,
      ],
    ],
    [
      'a version twice',
      UNIQUE,
      [
        ...actor(1, 'a'),
        ...[1, 2].map(
          (n) =>
            `insert into changes (position, record_id, kind, version, op) values (${n}, '${id(1)}', 'actor', 1, 'created')`,
        ),
      ],
    ],
    ['a second data version', UNIQUE, ['insert into data_version default values']],
  ];

  it.each(refused)('%s', async (_, code, statements) => {
    expect(await failure(statements)).toBe(code);
  });
});

describe('migrations', () => {
  it('run again change nothing, and two at once do not hinder each other', async () => {
    const state = () =>
      ask(sql`select (select count(*) from drizzle.__drizzle_migrations) as migrations,
        (select count(*) from concepts) as concepts, (select version from data_version) as version`);
    const before = await state();
    await opened.database.migrate();
    await Promise.all([opened.database.migrate(), opened.database.migrate()]);
    expect(await state()).toEqual(before);
  });
});

describe('the search key', () => {
  const folded = async (texts: string[]) => {
    const found = await ask<{ key: string }>(
      sql`select fold_text(t.value) as key from json_array_elements_text(${JSON.stringify(texts)}::json)
          with ordinality t(value, n) order by t.n`,
    );
    return found.map(({ key }) => key);
  };

  /**
   * Scripts and signs that names and titles are printed in. Not all of Unicode: a server and Node may know different
   * versions of it, and a letter that only one of them knows is folded by one alone.
   */
  const ranges: [first: number, last: number][] = [
    [0x01, 0x84], // control characters and ASCII; U+0085 is a space to some servers only
    [0x86, 0x2af], // Latin with diacritics, IPA
    [0x2b0, 0x36f], // modifier letters and combining marks
    [0x400, 0x45f], // Cyrillic
    [0x5d0, 0x5ea], // Hebrew letters
    [0x600, 0x6ff], // Arabic, with Persian, Urdu and Kurdish letters, vowel marks, digits
    [0x750, 0x77f], // Arabic Supplement
    [0x1e00, 0x1eff], // Latin Extended Additional
    [0x2000, 0x206f], // spaces, dashes, quotation marks, direction marks
    [0x2070, 0x209c], // superscripts and subscripts
    [0x20a0, 0x20bf], // currencies
    [0x2100, 0x214f], // letter-like signs
    [0x3000, 0x303f], // CJK punctuation
    [0xfb00, 0xfb06], // Latin ligatures
    [0xfb50, 0xfdfb], // Arabic presentation forms A
    [0xfe70, 0xfefc], // Arabic presentation forms B
    [0xfeff, 0xfeff], // byte order mark
    [0xff01, 0xff5e], // full-width forms
    [0x1f600, 0x1f64f], // emoji
  ];
  const points = ranges.flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, i) => first + i),
  );

  it('is the same in SQL and TypeScript for each single character of the scripts that matter', async () => {
    const texts = points.map((point) => `a${String.fromCodePoint(point)}b`);
    const keys = await folded(texts);
    const different = texts.flatMap((text, i) =>
      keys[i] === foldText(text)
        ? []
        : [{ point: points[i]?.toString(16), sql: keys[i], ts: foldText(text) }],
    );
    expect(different).toEqual([]);
  });

  it('and for any text made of them', async () => {
    const character = fc.oneof(
      fc.constantFrom(...points.map((point) => String.fromCodePoint(point))),
      fc.constantFrom(...' \t\n-_.,«»“”()اأإآىيةهکیـًَُِّ٠١٢abcÉé'),
    );
    const text = fc.array(character, { maxLength: 40 }).map((characters) => characters.join(''));
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 50 }), async (texts) => {
        expect(await folded(texts)).toEqual(texts.map(foldText));
      }),
      { numRuns: 40 },
    );
  });

  it('folding twice is folding once', () => {
    const text = fc.array(fc.constantFrom(...points.map((point) => String.fromCodePoint(point))));
    fc.assert(
      fc.property(text, (characters) => {
        const key = foldText(characters.join(''));
        expect(foldText(key)).toBe(key);
      }),
      { numRuns: 500 },
    );
  });
});
