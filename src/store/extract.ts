import { sql } from 'drizzle-orm';
import { type ProposedDraft, proposalsOf } from '../arabic/proposals.ts';
import { read } from '../arabic/reading/read.ts';
import { bandsOf, signatureOf } from '../compare/minhash.ts';
import { array, type Db, row } from '../db/database.ts';
import { AppError } from '../errors.ts';
import type { DraftKind } from '../model/draft.ts';
import { type Kept, keepDrafts } from './drafts.ts';
import { findKnownNames, findLikelyActors } from './knownNames.ts';

/** Code points of the longest text that is read in a request: a book would keep the service from answering others. */
const LONGEST_TEXT = 100_000;
/** What a reading proposes, as against a comparison. */
const readKinds: readonly DraftKind[] = ['document', 'location', 'actor', 'event', 'quote', 'figure'];

interface Page {
  part_of: string | null;
  source: string | null;
  outlet: string | null;
  lang: string;
  published: string | null;
  text: string | null;
}

/**
 * Reads the stored text of a page and keeps what it says as drafts. Reading again changes open drafts, drops those that
 * are not found any more, and leaves decided ones alone. Throws AppError conflict where there is no text, or the
 * document is an item of a page, and invalid_record where it is too long.
 */
export async function extract(db: Db, document: string, by: string): Promise<Kept> {
  const page = await getPage(db, document);
  const names = await findKnownNames(db, page.text);
  const reading = read(page.text, {
    ...names,
    ...(/^(ar|en)\b/.test(page.lang) ? { lang: page.lang.slice(0, 2) as 'ar' | 'en' } : {}),
    ...(page.published ? { published: page.published } : {}),
    ...(page.outlet ? { outlet: page.outlet } : {}),
  });
  await keepSignature(db, document, page.text);
  const proposed = proposalsOf(reading, { document, source: page.source, text: page.text });
  const drafts: (ProposedDraft & { candidates: unknown[] })[] = [];
  for (const draft of proposed)
    drafts.push({ ...draft, candidates: draft.printed ? await findLikelyActors(db, draft.printed) : [] });
  return keepDrafts(db, document, readKinds, drafts, by);
}

async function getPage(db: Db, document: string): Promise<Page & { text: string }> {
  const page = await row<Page>(
    db,
    sql`select d.part_of, d.source_id as source, s.name::json->>d.lang as outlet, d.lang,
          d.published_edtf as published, t.text
        from documents d left join sources s on s.id = d.source_id left join document_texts t on t.document_id = d.id
        where d.id = ${document}`,
  );
  if (page?.part_of)
    throw new AppError(
      'conflict',
      `This document is an item of the page ${page.part_of}. Read the page; its items are found there.`,
    );
  if (!page?.text)
    throw new AppError(
      'conflict',
      'The text of this document is not stored. Send it with the document as “text”, or see `sijill hydrate`.',
    );
  const { text } = page;
  if (text.length > LONGEST_TEXT && [...text].length > LONGEST_TEXT)
    throw new AppError(
      'invalid_record',
      `This text is longer than the ${LONGEST_TEXT} characters that are read at once. Split it into its items.`,
    );
  return { ...page, text };
}

async function keepSignature(db: Db, document: string, text: string): Promise<void> {
  const signature = signatureOf(text);
  await db.execute(sql`insert into document_signatures (document_id, version, shingles, minima, bands)
    values (${document}, ${signature.version}, ${signature.shingles}, ${array(signature.minima, 'integer')},
      ${array(bandsOf(signature), 'integer')})
    on conflict (document_id) do update set version = excluded.version, shingles = excluded.shingles,
      minima = excluded.minima, bands = excluded.bands`);
}
