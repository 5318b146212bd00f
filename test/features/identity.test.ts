import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Db, row, rows } from '../../src/db/database.ts';
import { resolveReferences } from '../../src/db/resolve.ts';
import { AppError } from '../../src/errors.ts';
import type { RecordKind } from '../../src/model/common.ts';
import type { AnyRecord } from '../../src/model/records.ts';
import { createRecord, patchRecord, revertRecord } from '../../src/store/edit.ts';
import { keepApart, type MergeableKind, merge, mergeableKinds, unmerge } from '../../src/store/identity.ts';
import { showAgain } from '../../src/store/show.ts';
import { withdraw } from '../../src/store/withdraw.ts';
import { useApp } from '../support/app.ts';
import { engine } from '../support/database.ts';

const service = useApp({ demo: false, cacheBytes: 0 });
const by = { by: 'test', reason: 'test' };

const change = <T>(work: (db: Db) => Promise<T>) =>
  service.database.change((tx) => work(tx as unknown as Db));

/** Every table that shows something; all are worked out from the change log and from what is merged into what. */
const shown = [
  'sources locations location_ancestors actors names name_keys actor_roles actor_relations documents events',
  'participants',
  'event_locations event_relations event_actors event_areas event_reports quotes quote_speakers quote_about quote_chain',
  'utterances utterance_speakers utterance_quotes figures evidence disagreements disagreement_positions',
  'disagreement_holders',
].flatMap((line) => line.split(' '));

type Dump = Record<string, Record<string, unknown>[]>;

async function dump(db: Db): Promise<Dump> {
  const fields = shown.map((table) => `'${table}', (select json_agg(t order by t::text) from ${table} t)`);
  // json_build_object takes 100 arguments.
  const found = await row<{ dump: Dump }>(
    db,
    sql.raw(`select json_build_object(${fields.join(', ')}) as dump`),
  );
  return found?.dump ?? {};
}

/** The same without what says which version of one record is shown. */
const regardless = (tables: Dump, id: string): Dump =>
  JSON.parse(JSON.stringify(tables), (_key, value) => {
    if (value?.id !== id) return value;
    const { version: _, updated_at: __, ...rest } = value;
    return rest;
  });

class Undone extends Error {}

/** What the tables would show if they were made anew from the newest versions; changes nothing. */
async function projectedAnew(): Promise<Dump> {
  let anew: Dump = {};
  await change(async (db) => {
    await db.execute(sql.raw(`truncate ${shown.join(', ')} cascade`));
    const all = await rows<{ id: string }>(db, sql`select id from records`);
    await showAgain(
      db,
      all.map(({ id }) => id),
    );
    anew = await dump(db);
    throw new Undone();
  }).catch((error) => {
    if (!(error instanceof Undone)) throw error;
  });
  return anew;
}

/** What the test knows of the records it wrote, beside the database. */
class Model {
  names = new Map<string, { kind: RecordKind; slug?: string; external: string }>();
  into = new Map<string, string>();
  gone = new Set<string>();
  count = 0;

  of(kind: RecordKind): string[] {
    return [...this.names].flatMap(([id, record]) =>
      record.kind === kind && !this.gone.has(id) ? [id] : [],
    );
  }
  final(id: string): string {
    const next = this.into.get(id);
    return next ? this.final(next) : id;
  }
}

const pick = <T>(from: T[], n: number): T | undefined => from[n % Math.max(from.length, 1)];
const some = <T>(value: T | undefined) => (value === undefined ? [] : [value]);
const days = ['2024-01-01', '2024-02', '2024'];

const kinds = ['source', 'location', 'actor', 'document', 'event', 'quote', 'utterance', 'figure'] as const;

/** What the words of quotes and evidence are looked up in; the last has `word` elsewhere than it is looked for. */
const texts = ['The word was said.', 'Any word is heard, they say.', 'No one has the word of it.'];
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
const selector = (n: number) => (n % 2 ? { start: 4, end: 8, sha256: hashOf('word') } : undefined);

/** What a record of a kind says, worked out from numbers; it may name any record, merged ones too. */
function content(model: Model, kind: (typeof kinds)[number], numbers: number[]): object {
  const [a = 0, b = 0, c = 0, d = 0] = numbers;
  const any = (of: RecordKind, n: number) => (n % 4 === 0 ? undefined : pick(model.of(of), n));
  const name = { en: `Name ${a}` };
  const date = b % 2 ? { edtf: pick(days, c) ?? '2024', basis: 'stated' } : undefined;
  switch (kind) {
    case 'source':
      return { kind: 'website', name, actor: any('actor', b) };
    case 'location':
      return { kind: 'site', name, parent: any('location', b) };
    case 'actor':
      return {
        kind: 'group',
        name,
        names: [{ value: `Alias ${b}`, lang: 'en', kind: 'alias' }],
        roles: some(any('actor', c)).map((organisation) => ({ office: { en: 'Head' }, organisation })),
        relations: some(any('actor', d)).map((object) => ({ predicate: 'part_of', object })),
      };
    case 'document':
      // A page's text is its own: the same words twice are the same document.
      return {
        lang: 'ar',
        source: any('source', a),
        published: date,
        ...(c % 3 ? { text: `${pick(texts, c)} ${a}.${d}` } : {}),
      };
    case 'event':
      return {
        type: 'other',
        modality: 'occurred',
        title: name,
        date,
        participants: some(any('actor', a)).map((actor) => ({ role: 'participant', actor })),
        locations: some(any('location', b)).map((location) => ({ role: 'place', location })),
        relations: some(any('event', c)).map((event) => ({ predicate: 'follows', event })),
        evidence: some(any('document', d)).map((document) => ({ document, attributed_to: any('actor', c) })),
      };
    case 'quote': {
      const speaker = any('actor', a);
      return {
        speaker,
        speaker_kind: speaker ? 'named' : 'unnamed',
        mode: 'indirect',
        lang: 'ar',
        said: date,
        document: pick(model.of('document'), d),
        selector: selector(b),
        event: any('event', b),
        about: [
          ...some(any('actor', c)).map((actor) => ({ actor })),
          ...some(any('location', d)).map((location) => ({ location })),
        ],
        chain: some(any('source', c)).map((source) => ({ who: { source }, act: 'published' })),
      };
    }
    case 'utterance':
      return {
        gist: name,
        speakers: some(any('actor', a)),
        event: any('event', b),
        quotes: some(pick(model.of('quote'), c)).map((quote) => ({ quote })),
      };
    case 'figure':
      return {
        metric: 'killed',
        value: a,
        as_of: date,
        subject: any('actor', a),
        location: any('location', b),
        event: any('event', c),
        subset_of: any('figure', d),
        evidence: some(any('document', d)).map((document) => ({ document, selector: selector(c) })),
      };
  }
}

async function create(
  model: Model,
  kind: (typeof kinds)[number],
  numbers: number[],
): Promise<string | undefined> {
  model.count += 1;
  const slug = ['source', 'location', 'actor'].includes(kind) ? `${kind}-${model.count}` : undefined;
  const external = `n${model.count}`;
  const body = {
    record: kind,
    ...(slug ? { slug } : {}),
    external_ids: { t: [external] },
    ...content(model, kind, numbers),
  };
  if (kind === 'quote' && model.of('document').length === 0) return undefined;
  if (kind === 'utterance' && model.of('quote').length === 0) return undefined;
  const id = await change((db) => createRecord(db, body as unknown as AnyRecord, by));
  model.names.set(id, { kind, external, ...(slug ? { slug } : {}) });
  return id;
}

const ops = [
  'create',
  'create',
  'patch',
  'patch',
  'merge',
  'merge',
  'unmerge',
  'revert',
  'withdraw',
  'undo',
] as const;

async function perform(model: Model, op: (typeof ops)[number], numbers: number[]): Promise<void> {
  const [a = 0, b = 0, c = 0] = numbers;
  const kind = pick([...kinds], a) ?? 'actor';
  const mergeable: MergeableKind = pick([...mergeableKinds], a) ?? 'actor';
  const everyone = [...model.names.keys()];
  switch (op) {
    case 'create':
      await create(model, kind, numbers);
      return;
    case 'patch': {
      const id = pick(model.of(kind), b);
      if (id)
        await change((db) => patchRecord(db, kind, id, { ...content(model, kind, numbers) }, 'any', by));
      return;
    }
    case 'merge':
    case 'undo': {
      const [loser, winner] = [pick(model.of(mergeable), b), pick(model.of(mergeable), c)];
      if (!loser || !winner) return;
      const before = await dump(service.database.db);
      await change((db) => merge(db, mergeable, loser, winner, by));
      model.into.set(loser, winner);
      if (op === 'merge') return;
      await change((db) => unmerge(db, mergeable, loser, by));
      model.into.delete(loser);
      expect(regardless(await dump(service.database.db), loser)).toEqual(regardless(before, loser));
      return;
    }
    case 'unmerge': {
      const id = pick([...model.into.keys()], b);
      if (!id) return;
      await change((db) => unmerge(db, model.names.get(id)?.kind as MergeableKind, id, by));
      model.into.delete(id);
      return;
    }
    case 'revert': {
      const id = pick(everyone, b);
      if (!id) return;
      await change((db) => revertRecord(db, model.names.get(id)?.kind ?? 'actor', id, (c % 3) + 1, by));
      model.gone.delete(id);
      return;
    }
    case 'withdraw': {
      const id = pick(everyone, b);
      if (!id) return;
      await change((db) => withdraw(db, model.names.get(id)?.kind ?? 'actor', id, by));
      model.gone.add(id);
    }
  }
}

async function checkInvariants(model: Model): Promise<void> {
  const { db } = service.database;
  const now = await dump(db);
  expect(await projectedAnew()).toEqual(now);
  const found = await row<{
    counted: string;
    last: string;
    given: string;
    astray: string;
    dangling: string;
    unshown: string;
    astrayTexts: string;
  }>(
    db,
    sql`select (select count(*) from changes) as counted, (select coalesce(max(position), 0) from changes) as last,
          (select changes from data_version) as given,
          (select count(*) from (select record_id as id from names union all select owner_id from evidence) o
            join records r on r.id = o.id where r.merged_into is not null or r.gone_at is not null) as astray,
          (select count(*) from record_references f join records r on r.id = f.from_id
            join records t on t.id = f.to_id left join records w on w.id = t.merged_into
            where r.gone_at is null and (t.gone_at is not null or w.gone_at is not null)) as dangling,
          (select count(*) from records r left join (select id from sources union all select id from locations
              union all select id from actors union all select id from documents union all select id from events
              union all select id from quotes union all select id from utterances
              union all select id from figures) s on s.id = r.id
            where (s.id is null) = (r.merged_into is null and r.gone_at is null)) as unshown,
          (select count(*) from documents d left join document_texts t on t.document_id = d.id
            where d.text_sha256 is distinct from t.sha256) as "astrayTexts"`,
  );
  expect(found).toEqual({
    counted: found?.counted,
    last: found?.counted,
    given: found?.counted,
    astray: '0',
    dangling: '0',
    unshown: '0',
    astrayTexts: '0',
  });
  const named = [...model.names].flatMap(([id, { kind, slug, external }]) =>
    [id, ...some(slug), `t:${external}`].map((ref) => ({ id, kind, ref })),
  );
  const resolved = await resolveReferences(db, named);
  for (const { id, kind, ref } of named) {
    const hit = resolved.get(`${kind} ${ref}`);
    expect([ref, hit?.id, hit?.merged]).toEqual([ref, model.final(id), model.into.has(id)]);
  }
}

async function empty(): Promise<void> {
  await change(async (db) => {
    await db.execute(sql.raw(`truncate records, changes, ${shown.join(', ')} cascade`));
    await db.execute(sql`update data_version set changes = 0`);
  });
}

/** What the model says no to changes nothing. */
const ignoreRefusal = (error: unknown): true => {
  if (error instanceof AppError) return true;
  throw error;
};

describe('records that turn out to be the same', () => {
  it('stay whole through any order of creating, changing, merging, unmerging, reverting and withdrawing', async () => {
    const step = fc.tuple(fc.constantFrom(...ops), fc.array(fc.nat(60), { minLength: 4, maxLength: 4 }));
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 14 }), async (steps) => {
        await empty();
        const model = new Model();
        for (const kind of [
          'document',
          'actor',
          'actor',
          'location',
          'location',
          'source',
          'source',
          'event',
          'event',
          'quote',
          'quote',
          'utterance',
          'utterance',
          'figure',
          'figure',
        ] as const)
          await create(model, kind, [
            model.count + 1,
            model.count + 3,
            model.count + 5,
            model.count + 6,
          ]).catch(ignoreRefusal);
        for (const [op, numbers] of steps) {
          const refused = await perform(model, op, numbers).then(() => false, ignoreRefusal);
          if (!refused) await checkInvariants(model);
        }
      }),
      {
        numRuns: engine === 'postgres' ? 12 : 4,
        ...(process.env.SEED ? { seed: Number(process.env.SEED) } : {}),
      },
    );
  }, 240_000);

  const make = (model: Model, kind: (typeof kinds)[number], body: object) =>
    change(async (db) => {
      model.count += 1;
      const slug = ['actor', 'location', 'source'].includes(kind) ? { slug: `${kind}-${model.count}` } : {};
      const record = { record: kind, ...slug, external_ids: { t: [`n${model.count}`] }, ...body };
      const id = await createRecord(db, record as unknown as AnyRecord, by);
      model.names.set(id, { kind, external: `n${model.count}`, ...slug });
      return id;
    });
  const actor = (model: Model, more: object = {}) =>
    make(model, 'actor', { kind: 'group', name: { en: 'A' }, ...more });
  const speaks = (id: string) => ({
    type: 'statement',
    modality: 'occurred',
    title: { en: 'x' },
    participants: [{ role: 'speaker', actor: id }],
  });
  const speakerOf = async (event: string) =>
    (
      await row<{ id: string }>(
        service.database.db,
        sql`select actor_id as id from participants where event_id = ${event}`,
      )
    )?.id;

  it('are followed through a chain, and undone from its middle', async () => {
    await empty();
    const model = new Model();
    const [a, b, c] = [await actor(model), await actor(model), await actor(model)];
    const written = await make(model, 'event', speaks(a));
    await change((db) => merge(db, 'actor', a, b, by));
    const meanwhile = await make(model, 'event', speaks(a));
    await change((db) => merge(db, 'actor', b, c, by));
    model.into.set(a, b).set(b, c);
    await checkInvariants(model);
    expect([await speakerOf(written), await speakerOf(meanwhile)]).toEqual([c, c]);
    for (const ref of [a, b, 'actor-1', 'actor-2', 't:n1', 't:n2']) {
      const { statusCode, headers } = await service.app.inject({ url: `/v1/actors/${ref}/quotes?limit=1` });
      expect([ref, statusCode, headers.location]).toEqual([ref, 308, `/v1/actors/${c}/quotes?limit=1`]);
    }
    await change((db) => unmerge(db, 'actor', b, by));
    model.into.delete(b);
    await checkInvariants(model);
    // Both name b: the one as a's answer, the other as it was written while a answered as b.
    expect([await speakerOf(written), await speakerOf(meanwhile)]).toEqual([b, b]);
    await change((db) => unmerge(db, 'actor', a, by));
    model.into.delete(a);
    await checkInvariants(model);
    expect([await speakerOf(written), await speakerOf(meanwhile)]).toEqual([a, b]);
  });

  it('may refer to each other; that is not shown while they are one', async () => {
    await empty();
    const model = new Model();
    const loser = await actor(model);
    const winner = await actor(model, { relations: [{ predicate: 'part_of', object: loser }] });
    const relations = async () =>
      (await rows(service.database.db, sql`select object_id as id from actor_relations`)).map(
        ({ id }: { id?: string }) => id,
      );
    await change((db) => merge(db, 'actor', loser, winner, by));
    model.into.set(loser, winner);
    await checkInvariants(model);
    expect(await relations()).toEqual([]);
    await change((db) => unmerge(db, 'actor', loser, by));
    model.into.clear();
    await checkInvariants(model);
    expect(await relations()).toEqual([loser]);
  });

  it('show anew what a winner took over from its loser when that changes by another merge', async () => {
    await empty();
    const model = new Model();
    const [document, a, b] = [
      await make(model, 'document', { lang: 'ar' }),
      await actor(model),
      await actor(model),
    ];
    const event = { type: 'other', modality: 'occurred', title: { en: 'x' } };
    const loser = await make(model, 'event', { ...event, evidence: [{ document, attributed_to: a }] });
    const winner = await make(model, 'event', event);
    const attributed = async () =>
      (
        await row<{ by: string }>(
          service.database.db,
          sql`select attributed_to as by from evidence where owner_id = ${winner}`,
        )
      )?.by;
    await change((db) => merge(db, 'event', loser, winner, by));
    await change((db) => merge(db, 'actor', a, b, by));
    model.into.set(loser, winner).set(a, b);
    await checkInvariants(model);
    expect(await attributed()).toBe(b);
    await change((db) => unmerge(db, 'actor', a, by));
    model.into.delete(a);
    await checkInvariants(model);
    expect(await attributed()).toBe(a);
  });

  it('are never merged where they are known to be distinct, also not by way of a third', async () => {
    await empty();
    const model = new Model();
    const [a, b, c] = [await actor(model), await actor(model), await actor(model)];
    await change((db) => keepApart(db, 'actor', a, b, by));
    const refuses = (loser: string, winner: string) =>
      expect(change((db) => merge(db, 'actor', loser, winner, by))).rejects.toMatchObject({
        code: 'conflict',
      });
    await refuses(a, b);
    await refuses(b, a);
    await refuses(a, a);
    await change((db) => merge(db, 'actor', b, c, by));
    await refuses(a, c);
    await refuses(c, a);
    await refuses(b, a);
    await refuses(a, b);
  });

  it('are locked while they are merged: two merges at once into each other leave no ring', async () => {
    await empty();
    const model = new Model();
    const [a, b] = [await actor(model), await actor(model)];
    const tries = await Promise.allSettled([
      change((db) => merge(db, 'actor', a, b, by)),
      change((db) => merge(db, 'actor', b, a, by)),
    ]);
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    if (tries[0].status === 'fulfilled') model.into.set(a, b);
    else model.into.set(b, a);
    await checkInvariants(model);
  });
});
