import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { AppError } from '../../errors.ts';
import { quoteFilterParameters } from '../../filters/quotes.ts';
import type { Asking } from '../../http/answers.ts';
import { jsonContent, listFailures, recordFailures } from '../../http/describe.ts';
import { answerList, listContent, listOf, listQuery } from '../../http/lists.ts';
import { answerRecord, namedInPath, recordQuery, refParams } from '../../http/records.ts';
import { highlightParameter, searchedOrderParameter } from '../../model/parameters.ts';
import { Quote } from '../../model/quote.ts';
import { CollapsedQuote } from '../../model/utterance.ts';
import { findCollapsedQuotes, findQuotes, getQuote } from './queries.ts';

const collapse = z
  .enum(['utterance'])
  .optional()
  .describe('One answer for each thing said once, with every outlet’s wording and where they differ');

const QuotesQuery = listQuery('quote', {
  ...quoteFilterParameters,
  order: searchedOrderParameter,
  highlight: highlightParameter,
  collapse,
});
const { speaker: _, ...withoutSpeaker } = quoteFilterParameters;
const ActorQuotesQuery = listQuery('quote', {
  ...withoutSpeaker,
  order: searchedOrderParameter,
  highlight: highlightParameter,
  collapse,
});
const OneQuery = recordQuery({});

const QuoteList = listOf(Quote).meta({ id: 'QuoteList', description: 'Without `collapse`.' });
const CollapsedQuoteList = listOf(CollapsedQuote).meta({
  id: 'CollapsedQuoteList',
  description: 'With `collapse=utterance`: every entry has `variants`, which a quote has not.',
});

const quotesContent = {
  ...listContent('quote', Quote),
  content: {
    ...listContent('quote', Quote).content,
    'application/json': { schema: z.union([QuoteList, CollapsedQuoteList]) },
  },
};

type Query = z.infer<typeof QuotesQuery>;

function answerQuotes(asking: Asking, request: FastifyRequest, reply: FastifyReply, speaker?: string) {
  const collapsed = (request.query as Query).collapse !== undefined;
  return answerList<Query>(asking, request, reply, {
    kind: collapsed ? 'collapsed_quote' : 'quote',
    query: speaker ? ActorQuotesQuery : QuotesQuery,
    entry: collapsed ? CollapsedQuote : Quote,
    ask: ({ order = 'desc', ...given }) => {
      if (collapsed && given.highlight)
        throw new AppError('invalid_parameter', 'What is collapsed has no highlights.', [
          { parameter: 'highlight', code: 'contradiction', detail: 'Leave out “collapse” or “highlight”.' },
        ]);
      const filter = speaker ? { ...given, speaker: [speaker] } : given;
      return collapsed ? findCollapsedQuotes(filter, order) : findQuotes(filter, order);
    },
  });
}

export const quotes: FastifyPluginAsyncZod<{ asking: Asking }> = async (app, { asking }) => {
  app.get('/quotes', {
    config: { drafts: true },
    schema: {
      operationId: 'listQuotes',
      tags: ['Quotes'],
      summary: 'Attributed quotes, newest first',
      querystring: QuotesQuery,
      response: { 200: quotesContent, ...listFailures },
    },
    handler: (request, reply) => answerQuotes(asking, request, reply),
  });

  app.get('/actors/:ref/quotes', {
    config: { drafts: true },
    schema: {
      operationId: 'listActorQuotes',
      tags: ['Quotes'],
      summary: 'What one actor is reported to have said',
      params: refParams('actor'),
      querystring: ActorQuotesQuery,
      response: { 200: quotesContent, ...recordFailures },
    },
    handler: async (request, reply) =>
      answerQuotes(
        asking,
        request,
        reply,
        await namedInPath(asking, request, 'actor', await asking.version.current()),
      ),
  });

  app.get('/quotes/:ref', {
    schema: {
      operationId: 'getQuote',
      tags: ['Quotes'],
      summary: 'One quote',
      params: refParams('quote'),
      querystring: OneQuery,
      response: { 200: jsonContent('The quote', Quote), ...recordFailures },
    },
    handler: (request, reply) =>
      answerRecord(asking, request, reply, { kind: 'quote', entry: Quote, ask: getQuote }),
  });
};
