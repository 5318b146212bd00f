import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { figureFilterParameters } from '../../filters/figures.ts';
import type { Asking } from '../../http/answers.ts';
import { listFailures, recordFailures } from '../../http/describe.ts';
import { answerList, listContent, listOf, listQuery } from '../../http/lists.ts';
import { answerRecord, recordContent, recordQuery, refParams } from '../../http/records.ts';
import { Figure, FigureSeries } from '../../model/figure.ts';
import { flag, list, orderParameter } from '../../model/parameters.ts';
import { findFigures, findSeries, getFigure } from './queries.ts';

const ListQuery = listQuery('figure', {
  ...figureFilterParameters,
  order: orderParameter,
  include: list(z.enum(['evidence']))
    .optional()
    .describe('Add what supports each figure'),
  series: flag
    .optional()
    .describe(
      'Group figures that count the same thing into time series, one answer a series; a page ends early where its series have 1,000 figures',
    ),
});
const OneQuery = recordQuery('figure', {});

const FigureList = listOf(Figure).meta({ id: 'FigureList', description: 'Without `series`.' });
const FigureSeriesList = listOf(FigureSeries).meta({
  id: 'FigureSeriesList',
  description: 'With `series=true`: every entry has `points`, which a figure has not.',
});

const content = listContent('figure', Figure);

export const figures: FastifyPluginAsyncZod<{ asking: Asking }> = async (app, { asking }) => {
  app.get('/figures', {
    config: { drafts: true },
    schema: {
      operationId: 'listFigures',
      tags: ['Figures'],
      summary: 'Reported numbers, each with its claimant; with `series=true` as time series',
      querystring: ListQuery,
      response: {
        200: {
          ...content,
          content: {
            ...content.content,
            'application/json': { schema: z.union([FigureList, FigureSeriesList]) },
          },
        },
        ...listFailures,
      },
    },
    handler: (request, reply) =>
      answerList(asking, request, reply, {
        kind: request.query.series ? 'figure_series' : 'figure',
        query: ListQuery,
        entry: request.query.series ? FigureSeries : Figure,
        ask: ({ order = 'desc', include = [], series, ...filter }) =>
          series ? findSeries(filter) : findFigures(filter, order, include.includes('evidence')),
      }),
  });

  app.get('/figures/:ref', {
    schema: {
      operationId: 'getFigure',
      tags: ['Figures'],
      summary: 'One reported number with its evidence',
      params: refParams('figure'),
      querystring: OneQuery,
      response: { 200: recordContent('figure', 'The figure', Figure), ...recordFailures },
    },
    handler: (request, reply) =>
      answerRecord(asking, request, reply, { kind: 'figure', entry: Figure, ask: getFigure }),
  });
};
