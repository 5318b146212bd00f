import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Reads } from '../../db/answer.ts';
import { readPage } from '../../filters/page.ts';
import { type Asking, answer } from '../../http/answers.ts';
import { askedAt, asOfParameter } from '../../http/asOf.ts';
import { jsonContent, listFailures } from '../../http/describe.ts';
import { type Highlighter, openHighlighter } from '../../http/highlights.ts';
import { Meta, metaOf } from '../../http/lists.ts';
import { NameMatch } from '../../model/actor.ts';
import { LangMap } from '../../model/common.ts';
import { Highlight } from '../../model/highlight.ts';
import { list, number, requiredSearch } from '../../model/parameters.ts';
import { QuoteExcerpt } from '../../model/quote.ts';
import { ActorRef, DocumentRef, EventRef, LocationRef, SourceRef } from '../../model/references.ts';
import { namesIn, searched } from './queries.ts';

type Kind = keyof typeof searched;
const kinds = Object.keys(searched) as [Kind, ...Kind[]];

const SearchRequest = z.strictObject({
  q: requiredSearch('names, titles, summaries, words and translations'),
  kind: list(z.enum(kinds)).optional().describe('Only these kinds of record'),
  limit: number(z.int().min(1).max(50)).optional().describe('1 to 50 answers of each kind; 5 unless told'),
  ...asOfParameter,
});

const highlights = z.array(Highlight);

const group = <K extends Kind, E extends z.ZodType>(kind: K, entry: E) =>
  z.strictObject({
    kind: z.literal(kind),
    data: z.array(entry),
    more: z.boolean().describe('Whether there are more than these'),
    list: z.string().describe('Where the whole list of this kind is answered, page by page'),
  });

export const SearchGroup = z
  .discriminatedUnion('kind', [
    group('actor', ActorRef.extend({ match: NameMatch })),
    group('location', LocationRef.extend({ match: NameMatch })),
    group('source', SourceRef),
    group('event', EventRef.extend({ summary: LangMap.nullable(), highlights })),
    group('quote', QuoteExcerpt.extend({ highlights })),
    group('document', DocumentRef.extend({ description: LangMap.nullable(), highlights })),
  ])
  .meta({
    id: 'SearchGroup',
    description: 'What was found of one kind: by name, or by words with the best first.',
  });

const SearchAnswer = z.strictObject({ data: z.array(SearchGroup), meta: Meta });

export const search: FastifyPluginAsyncZod<{ asking: Asking }> = async (app, { asking }) => {
  app.get('/search', {
    schema: {
      operationId: 'search',
      tags: ['Search'],
      summary: 'One box over names, events, quotes and documents, grouped by kind',
      querystring: SearchRequest,
      response: { 200: jsonContent('What was found, by kind', SearchAnswer), ...listFailures },
    },
    handler: (request, reply) =>
      answer(asking, request, reply, async (data) => {
        const { q, kind = kinds, limit = 5 } = request.query;
        const { reads } = await askedAt(asking, request, data);
        const highlight = await openHighlighter(reads, q);
        const names = namesIn(q);
        const groups = await Promise.all(
          kinds
            .filter((name) => kind.includes(name))
            .map((name) => find(reads, name, q, names, limit, highlight)),
        );
        return {
          type: 'application/json; charset=utf-8',
          body: `{"data":[${groups.join(',')}],"meta":${JSON.stringify(metaOf(data, request.query))}}`,
        };
      }),
  });
};

/** One group as JSON. */
async function find(
  reads: Reads,
  kind: Kind,
  q: string,
  names: string[],
  limit: number,
  highlight: Highlighter,
): Promise<string> {
  const { by, ask } = searched[kind];
  const pages = await Promise.all(
    (by === 'name' ? names : [q]).map(async (text) => readPage(reads, await ask(reads, text), limit)),
  );
  const found = [...new Set(pages.flatMap(({ entries }) => entries.map((entry) => entry.toString())))];
  const shown = by === 'name' ? found.slice(0, limit) : await highlight(found);
  const more = found.length > limit || pages.some(({ next }) => next !== null);
  const whole = new URLSearchParams({ q, ...(by === 'words' ? { order: 'relevance' } : {}) });
  return `{"kind":"${kind}","data":[${shown.join(',\n')}],"more":${more},"list":${JSON.stringify(`/v1/${kind}s?${whole}`)}}`;
}
