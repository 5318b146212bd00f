import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { eventFilterParameters } from '../../filters/events.ts';
import { eachEntry } from '../../filters/page.ts';
import type { ListQuestion } from '../../filters/question.ts';
import { baseOf } from '../../http/addresses.ts';
import { answer } from '../../http/answers.ts';
import { callerOf } from '../../http/callers.ts';
import { stateOf } from '../../http/dataState.ts';
import { flag } from '../../model/parameters.ts';
import type { Integration } from '../integration.ts';
import { actorFilter, categories, mappedEvent, mappedSite, mappedSource } from './export.ts';
import { findMappedEvents, findParticipants, findReports, findSites } from './queries.ts';

const lang = z.enum(['ar', 'en']).default('en');
const Plain = z.strictObject({ lang });
// Reviewed events only, so that whatever one names stands in the other sets.
const { review: _, ...filters } = eventFilterParameters;
const Events = z.strictObject({
  ...filters,
  lang,
  /** Adds a key that TimeMap only takes where its configuration names it as a custom field. */
  permalink: flag.optional(),
});

/** The JSON text of an array, piece by piece; entries that cannot be shown are left out. */
async function* arrayOf(entries: AsyncIterable<object | undefined>) {
  let separator = '';
  yield '[';
  for await (const entry of entries)
    if (entry) {
      yield `${separator}${JSON.stringify(entry)}`;
      separator = ',\n';
    }
  yield ']';
}

/** The same as an object by id. */
async function* objectOf(entries: AsyncIterable<{ id: string }>) {
  let separator = '';
  yield '{';
  for await (const entry of entries) {
    yield `${separator}${JSON.stringify(entry.id)}:${JSON.stringify(entry)}`;
    separator = ',\n';
  }
  yield '}';
}

/** TimeMap asks for each whole set in one body, and takes no error in its place (a root key `error` stops it). */
export const timemap: Integration = {
  prefix: '/timemap',
  routes: async (app, { asking }) => {
    const respond = (request: FastifyRequest, reply: FastifyReply, body: () => AsyncIterable<string>) =>
      answer(asking, request, reply, async () => ({ type: 'application/json; charset=utf-8', body: body() }));

    async function* each<Entry, Shown>(question: ListQuestion, show: (entry: Entry) => Shown) {
      for await (const entry of eachEntry(asking.reads, question)) yield show(JSON.parse(entry));
    }

    app.get('/events', {
      schema: { hide: true, querystring: Events },
      handler: (request, reply) =>
        answer(asking, request, reply, async (data) => {
          const query = await asking.references.inQuery(
            Events,
            request.query,
            stateOf(data),
            callerOf(request),
          );
          const { lang: shown, permalink, ...filter } = query;
          const base = `${baseOf(asking.publicUrl, request)}/v1/events`;
          return {
            type: 'application/json; charset=utf-8',
            body: arrayOf(
              each(findMappedEvents(filter), (event: Parameters<typeof mappedEvent>[0]) =>
                mappedEvent(event, shown, permalink ? `${base}/${event.id}` : undefined),
              ),
            ),
          };
        }),
    });

    app.get('/associations', {
      schema: { hide: true, querystring: Plain },
      handler: (request, reply) =>
        respond(request, reply, () => {
          const { lang: shown } = request.query;
          const all = async function* () {
            yield* categories(shown);
            yield* each(findParticipants(), (actor: Parameters<typeof actorFilter>[0]) =>
              actorFilter(actor, shown),
            );
          };
          return arrayOf(all());
        }),
    });

    app.get('/sources', {
      schema: { hide: true, querystring: Plain },
      handler: (request, reply) =>
        respond(request, reply, () => {
          const base = `${baseOf(asking.publicUrl, request)}/v1/documents`;
          return objectOf(
            each(findReports(), (document: Parameters<typeof mappedSource>[0]) =>
              mappedSource(document, request.query.lang, `${base}/${document.id}`),
            ),
          );
        }),
    });

    app.get('/sites', {
      schema: { hide: true, querystring: Plain },
      handler: (request, reply) =>
        respond(request, reply, () =>
          arrayOf(
            each(findSites(), (place: Parameters<typeof mappedSite>[0]) =>
              mappedSite(place, request.query.lang),
            ),
          ),
        ),
    });
  },
};
