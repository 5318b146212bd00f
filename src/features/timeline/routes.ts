import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { eventFilterParameters } from '../../filters/events.ts';
import { type Asking, answer } from '../../http/answers.ts';
import { askedAt, asOfParameter } from '../../http/asOf.ts';
import { callerOf, type RoutePermission } from '../../http/callers.ts';
import { stateOf } from '../../http/dataState.ts';
import { jsonContent, listFailures, recordFailures } from '../../http/describe.ts';
import { answerList, listContent, listQuery, Meta, metaOf } from '../../http/lists.ts';
import { namedInPath, refParams } from '../../http/records.ts';
import { HistogramBucket, TimelineEntry } from '../../model/event.ts';
import { flag, highlightParameter, list, number, searchedOrderParameter } from '../../model/parameters.ts';
import { tracks } from '../../model/tracks.ts';
import { countByInterval, findActorTimeline, findMembersTimeline, findTimeline } from './queries.ts';

const entryParameters = {
  order: searchedOrderParameter,
  highlight: highlightParameter,
  include: list(z.enum(['evidence', 'documents']))
    .optional()
    .describe('Add what supports each event, or the documents that report it'),
  quotes: number(z.int().min(0).max(50))
    .optional()
    .describe('Up to so many quotes with each event; 3 unless told'),
};

const TimelineQuery = listQuery('timeline', { ...eventFilterParameters, ...entryParameters });

const ActorTimelineQuery = listQuery('timeline', {
  ...eventFilterParameters,
  ...entryParameters,
  track: list(z.enum(tracks)).optional().describe('Only events in which the actor has this part'),
  include_members: flag
    .optional()
    .describe(
      'With everyone who held a role in the actor, or was a member or part of it, on the event’s date',
    ),
});

const HistogramQuery = z.strictObject({
  ...eventFilterParameters,
  interval: z
    .enum(['day', 'week', 'month', 'year'])
    .optional()
    .describe('`year` unless told; weeks begin on Monday'),
  by: z.enum(['type', 'modality', 'location', 'source']).optional().describe('Break each count down by this'),
  ...asOfParameter,
});

const Histogram = z.strictObject({
  data: z.array(HistogramBucket),
  undated: z.int().describe('Events that match and have no date of their own'),
  exact: z
    .boolean()
    .describe(
      'False where numbers are estimated from a sample, above about 5,000 events: those under `by` by place and outlet, and all where more than type, modality, review and days is asked for',
    ),
  meta: Meta,
});

const included = ({
  include = [],
  quotes = 3,
}: {
  include?: string[] | undefined;
  quotes?: number | undefined;
}) => ({
  evidence: include.includes('evidence'),
  documents: include.includes('documents'),
  quotes,
});

/** The cursors of both routes are the same: a question may go on by the other. */
const answerTimeline = (asking: Asking, request: FastifyRequest, reply: FastifyReply) =>
  answerList(asking, request, reply, {
    route: '/v1/timeline',
    kind: 'timeline',
    query: TimelineQuery,
    entry: TimelineEntry,
    ask: ({ order = 'desc', include, quotes, ...filter }) =>
      findTimeline(filter, order, included({ include, quotes })),
  });

export const timeline: FastifyPluginAsyncZod<{ asking: Asking }> = async (app, { asking }) => {
  app.get('/timeline', {
    config: { drafts: true },
    schema: {
      operationId: 'getTimeline',
      tags: ['Timeline'],
      summary: 'Events in date order, each with participants, places, reports and its first quotes',
      querystring: TimelineQuery,
      response: { 200: listContent('timeline', TimelineEntry), ...listFailures },
    },
    handler: (request, reply) => answerTimeline(asking, request, reply),
  });

  app.post('/timeline/query', {
    config: { asksInBody: true } satisfies RoutePermission,
    schema: {
      operationId: 'queryTimeline',
      tags: ['Timeline'],
      summary: 'The timeline, for questions too long for an address: its parameters as the fields of a body',
      querystring: z.strictObject({}),
      body: TimelineQuery,
      response: { 200: listContent('timeline', TimelineEntry), ...listFailures },
    },
    handler: (request, reply) => answerTimeline(asking, request, reply),
  });

  app.get('/actors/:ref/timeline', {
    config: { drafts: true },
    schema: {
      operationId: 'getActorTimeline',
      tags: ['Timeline'],
      summary: 'What one actor said, did, suffered, attended, and was mentioned in',
      params: refParams('actor'),
      querystring: ActorTimelineQuery,
      response: { 200: listContent('timeline', TimelineEntry), ...recordFailures },
    },
    handler: async (request, reply) => {
      const data = await asking.version.current();
      const actor = await namedInPath(asking, request, 'actor', data);
      return answerList(asking, request, reply, {
        kind: 'timeline',
        query: ActorTimelineQuery,
        entry: TimelineEntry,
        ask: (
          { order = 'desc', include, quotes, track = tracks, include_members: members, ...filter },
          reads,
        ) => {
          const shown = included({ include, quotes });
          return members
            ? findMembersTimeline(reads, actor, track, filter, order, shown)
            : findActorTimeline(actor, track, filter, order, shown);
        },
      });
    },
  });

  app.get('/timeline/histogram', {
    schema: {
      operationId: 'getTimelineHistogram',
      tags: ['Timeline'],
      summary: 'Counts of events by day, week, month or year',
      querystring: HistogramQuery,
      response: { 200: jsonContent('The counts', Histogram), ...listFailures },
    },
    handler: (request, reply) =>
      answer(asking, request, reply, async (data) => {
        const { reads, references } = await askedAt(asking, request, data);
        const query = await references.inQuery(
          HistogramQuery,
          request.query,
          stateOf(data),
          callerOf(request),
        );
        const { interval = 'year', by, as_of: _, ...filter } = query;
        const { counts, exact } = await countByInterval(reads, filter, interval, by);
        return {
          type: 'application/json; charset=utf-8',
          body: `${counts.slice(0, -1)}, "exact": ${exact}, "meta": ${JSON.stringify(metaOf(data, request.query))}}`,
        };
      }),
  });
};
