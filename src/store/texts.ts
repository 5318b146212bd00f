import { sql } from 'drizzle-orm';
import { array, type Db, row, rows } from '../db/database.ts';
import { type Anchored, findAnchor } from '../text/anchor.ts';
import { codePoints, sha256 } from '../text/codePoints.ts';

/** How many of a page's selectors were found where. */
export interface Anchoring {
  verified: number;
  moved: number;
  orphaned: number;
}

/**
 * Loads the text of a page and looks up in it the words of every quote and every piece of evidence that points to
 * the page or to one of its items. Found words appear in their quotes; the record itself does not change. The text it
 * replaces is kept, for the day the page goes back to it.
 */
export async function loadText(tx: Db, page: string, text: string): Promise<Anchoring> {
  const hash = sha256(text);
  await tx.execute(sql`insert into former_texts (document_id, sha256, text)
    select document_id, sha256, text from document_texts where document_id = ${page} and sha256 <> ${hash}
    on conflict do nothing`);
  await tx.execute(sql`insert into document_texts (document_id, text, sha256) values (${page}, ${text}, ${hash})
    on conflict (document_id) do update set text = excluded.text, sha256 = excluded.sha256, loaded_at = now()`);
  return anchorPage(tx, page, text);
}

/** The text with this hash that a page once had and has no more. */
export async function findFormerText(db: Db, page: string, hash: string): Promise<string | undefined> {
  const found = await row<{ text: string }>(
    db,
    sql`select f.text from former_texts f where f.document_id = ${page} and f.sha256 = ${hash}
          and not exists (select from document_texts t where t.document_id = ${page} and t.sha256 = ${hash})`,
  );
  return found?.text;
}

/** Forgets every text that a page has or had. */
export async function dropTexts(tx: Db, page: string): Promise<void> {
  await tx.execute(sql`delete from document_texts where document_id = ${page}`);
  await tx.execute(sql`delete from former_texts where document_id = ${page}`);
}

/** Looks up again the words of records that were just rewritten, in the texts that are loaded. */
export async function anchorRewritten(tx: Db, owners: string[]): Promise<void> {
  const ids = array(owners, 'uuid');
  const pages = await rows<{ page: string; text: string }>(
    tx,
    sql`select dt.document_id as page, dt.text from document_texts dt where dt.document_id in (
          select coalesce(d.part_of, d.id) from documents d where d.id in (
            select document_id from quotes where id = any(${ids})
            union select document_id from evidence where owner_id = any(${ids})))`,
  );
  for (const { page, text } of pages) await anchorPage(tx, page, text, owners);
}

async function anchorPage(tx: Db, page: string, text: string, owners?: string[]): Promise<Anchoring> {
  const points = codePoints(text);
  const found = { verified: 0, moved: 0, orphaned: 0 };
  const look = <T extends Anchored>(selectors: T[]) =>
    selectors.map(({ start, end, sha256: hash, ...key }) => {
      const anchor = findAnchor(points, { start, end, sha256: hash });
      found[anchor.state] += 1;
      return { ...key, ...anchor };
    });
  await anchorQuotes(tx, look(await quoteSelectors(tx, page, owners)));
  await anchorEvidence(tx, look(await evidenceSelectors(tx, page, owners)));
  return found;
}

/** The page that holds a text: by the text's own hash, else by the name of its file (external id `file:`). */
export async function findPage(db: Db, text: string, fileName: string): Promise<string | undefined> {
  const found = await row<{ id: string }>(
    db,
    sql`select d.id from documents d
        left join external_ids x on x.record_id = d.id and x.scheme = 'file' and x.value = ${fileName}
        where d.part_of is null and (d.text_sha256 = ${sha256(text)} or x.value is not null)
        order by (d.text_sha256 = ${sha256(text)}) desc nulls last, d.id limit 1`,
  );
  return found?.id;
}

const ofPage = (page: string) => sql`select id from documents where id = ${page} or part_of = ${page}`;

const among = (column: string, owners?: string[]) =>
  owners ? sql`and ${sql.identifier(column)} = any(${array(owners, 'uuid')})` : sql.empty();

function quoteSelectors(db: Db, page: string, owners?: string[]) {
  return rows<Anchored & { id: string }>(
    db,
    sql`select id, start_at as start, end_at as "end", sha256 from quotes
        where start_at is not null and document_id in (${ofPage(page)}) ${among('id', owners)}`,
  );
}

function evidenceSelectors(db: Db, page: string, owners?: string[]) {
  return rows<Anchored & { owner_id: string; path: string; ord: number }>(
    db,
    sql`select owner_id, path, ord, start_at as start, end_at as "end", sha256 from evidence
        where start_at is not null and document_id in (${ofPage(page)}) ${among('owner_id', owners)}`,
  );
}

async function anchorQuotes(db: Db, anchors: object[]) {
  await db.execute(sql`update quotes q set anchor = f.state, anchor_start = f.start, anchor_end = f."end",
      text = f.words
    from json_to_recordset(${JSON.stringify(anchors)}::json)
      as f(id uuid, state text, start int, "end" int, words text) where q.id = f.id`);
}

async function anchorEvidence(db: Db, anchors: object[]) {
  await db.execute(sql`update evidence e set anchor = f.state, anchor_start = f.start, anchor_end = f."end"
    from json_to_recordset(${JSON.stringify(anchors)}::json)
      as f(owner_id uuid, path text, ord int, state text, start int, "end" int)
    where e.owner_id = f.owner_id and e.path = f.path and e.ord = f.ord`);
}
