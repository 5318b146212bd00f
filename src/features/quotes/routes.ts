import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { citationStyles, cite, languageOf } from '../../citing/cite.ts';
import { AppError } from '../../errors.ts';
import { quoteFilterParameters } from '../../filters/quotes.ts';
import { cslOfQuote } from '../../formats/csljson.ts';
import { baseOf } from '../../http/addresses.ts';
import type { Asking } from '../../http/answers.ts';
import { asOfParameter } from '../../http/asOf.ts';
import { listFailures, recordFailures } from '../../http/describe.ts';
import { answerList, listContent, listOf, listQuery } from '../../http/lists.ts';
import { chosenFormat } from '../../http/negotiate.ts';
import {
  answerPart,
  answerRecord,
  JSON_TYPE,
  namedInPath,
  recordContent,
  recordQuery,
  refParams,
} from '../../http/records.ts';
import { languages } from '../../model/language.ts';
import { highlightParameter, searchedOrderParameter } from '../../model/parameters.ts';
import { Quote } from '../../model/quote.ts';
import { CollapsedQuote } from '../../model/utterance.ts';
import { findCollapsedQuotes, findQuotes, getQuote, getQuoteInDocument } from './queries.ts';

const collapse = z
  .enum(['utterance'])
  .optional()
  .describe(
    'One answer for each thing said once, with every outlet’s wording and where they differ; `from` and `to` then mean the days on which it was said, whatever each outlet says',
  );

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
const OneQuery = recordQuery('quote', {});

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

const CitationQuery = z.strictObject({
  style: z
    .enum(citationStyles)
    .optional()
    .describe('`apa` unless told; `apa` and `chicago` write in English, `arabic` in Arabic'),
  ...asOfParameter,
  format: z.enum(['json', 'text']).optional().describe('Overrides `Accept`'),
});

const Citation = z
  .strictObject({
    style: z.enum(citationStyles),
    language: z.enum(languages),
    citation: z.string().describe('A ready line of a bibliography'),
    permalink: z.url().describe('Of the quote'),
    csl: z.record(z.string(), z.unknown()).describe('The document as CSL-JSON: what the line was made from'),
  })
  .meta({ id: 'Citation', description: 'How to cite the document that prints a quote.' });

const citationContent: { description: string; content: Record<string, { schema: z.ZodType }> } = {
  description: 'The line, with what it was made from; as plain text the line alone',
  content: { 'application/json': { schema: Citation }, 'text/plain': { schema: z.string() } },
};

/** A quote with its document's whole record in it. */
function inDocument(json: string): string {
  const { quote, document } = JSON.parse(json);
  return JSON.stringify({ ...quote, document });
}

const plainText = { name: 'text', mediaType: 'text/plain; charset=utf-8' };

function answerCitation(asking: Asking, request: FastifyRequest, reply: FastifyReply) {
  const { style = 'apa', format } = request.query as z.infer<typeof CitationQuery>;
  const asText = chosenFormat(request, format, [plainText]) !== undefined;
  const language = languageOf(style);
  const base = baseOf(asking.publicUrl, request);
  return answerPart(asking, request, reply, 'quote', getQuoteInDocument, (json) => {
    const csl = cslOfQuote(JSON.parse(inDocument(json)), { base, language });
    const citation = cite(csl, style);
    return asText
      ? { type: plainText.mediaType, body: `${citation}\n` }
      : { type: JSON_TYPE, body: JSON.stringify({ style, language, citation, permalink: csl.id, csl }) };
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
      response: { 200: recordContent('quote', 'The quote', Quote), ...recordFailures },
    },
    handler: (request, reply) =>
      answerRecord(asking, request, reply, {
        kind: 'quote',
        entry: Quote,
        ask: getQuote,
        whole: { formats: ['html', 'csljson'], ask: getQuoteInDocument, finish: inDocument },
      }),
  });

  app.get('/quotes/:ref/citation', {
    schema: {
      operationId: 'getQuoteCitation',
      tags: ['Quotes'],
      summary: 'A ready line that cites the document which prints a quote, and who translated it',
      params: refParams('quote'),
      querystring: CitationQuery,
      response: {
        200: citationContent,
        ...recordFailures,
      },
    },
    handler: (request, reply) => answerCitation(asking, request, reply),
  });
};
