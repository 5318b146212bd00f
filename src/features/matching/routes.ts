import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Reads } from '../../db/answer.ts';
import { AppError } from '../../errors.ts';
import type { Asking } from '../../http/answers.ts';
import type { RoutePermission } from '../../http/callers.ts';
import { jsonContent, listFailures } from '../../http/describe.ts';
import { Meta, metaOf } from '../../http/lists.ts';
import { NameMatch } from '../../model/actor.ts';
import { Country } from '../../model/common.ts';
import { DateBound, lowerBound, upperBound } from '../../model/edtf.ts';
import { words } from '../../model/parameters.ts';
import { ActorRef } from '../../model/references.ts';
import { codesOf } from '../../model/vocabularies/index.ts';
import { byLikelihood, isMatch, thresholds, weighUp } from '../../names/decide.ts';
import { isSearchable } from '../../text/searchQuery.ts';
import { findNamed, findProfiles } from './queries.ts';

const Named = z.strictObject({
  name: words.describe('As it is written, in any script and spelling'),
  kind: z.enum(codesOf('actor-kinds')).optional(),
  country: Country.optional(),
  from: DateBound.optional().describe('Known to be active from this EDTF level 0 date on'),
  to: DateBound.optional().describe('Known to be active until this EDTF level 0 date'),
  role: words.optional().describe('An office or an organisation: every word of it, in one language'),
});
type Named = z.infer<typeof Named>;

const Body = z.strictObject({
  names: z.array(Named).min(1).max(100),
  limit: z.int().min(1).max(20).optional().describe('Candidates for each name; 5 unless told'),
});

const Verdict = z.enum(['agrees', 'differs', 'unknown']).optional();
const Candidate = z
  .strictObject({
    actor: ActorRef,
    name: NameMatch,
    verdicts: z
      .strictObject({ kind: Verdict, country: Verdict, dates: Verdict, role: Verdict })
      .describe('What was told beside the name against what is known of the actor'),
    match: z.boolean().describe('Whether this is the one meant, by the thresholds'),
  })
  .meta({ id: 'Candidate', description: 'An actor that a name may mean. It is never by itself a merge.' });

const Answer = z.strictObject({
  data: z
    .array(z.strictObject({ name: z.string(), candidates: z.array(Candidate) }))
    .describe('In the order asked'),
  thresholds: z.strictObject({
    score: z.number().describe('The least score of a name that can be a match'),
    lead: z.number().describe('No other candidate that nothing speaks against may come so near'),
    confirmed_by: z.array(z.string()).describe('One of these has to agree, and nothing may differ'),
  }),
  meta: Meta.omit({ query: true }),
});

const DEFAULT_CANDIDATES = 5;

/** Names of a list held against the knowledge base. */
export const matching: FastifyPluginAsyncZod<{ asking: Asking }> = async (app, { asking }) => {
  app.post('/actors/match', {
    config: { asksInBody: true } satisfies RoutePermission,
    schema: {
      operationId: 'matchActors',
      tags: ['Actors'],
      summary: 'Which actors up to 100 names may mean, each with why, and whether it is sure',
      body: Body,
      response: { 200: jsonContent('Candidates for each name, best first', Answer), ...listFailures },
    },
    handler: async (request, reply) => {
      const { names, limit = DEFAULT_CANDIDATES } = request.body;
      refuseUnreadable(names);
      const data = await asking.version.current();
      const { query: _, ...meta } = metaOf(data, {});
      const answers = [];
      // One after the other: a batch must not take the connections that others wait for.
      for (const named of names) answers.push(await candidatesFor(asking.reads, named, limit));
      reply.header('cache-control', 'no-store');
      return {
        data: answers as z.infer<typeof Answer>['data'],
        thresholds: { ...thresholds, confirmed_by: ['country', 'dates', 'role'] },
        meta,
      };
    },
  });
};

/** Candidates that are held against what is known beside the name. */
const MOST_WEIGHED = 40;

async function candidatesFor(reads: Reads, named: Named, limit: number) {
  const hits = (await findNamed(reads, named.name)).slice(0, MOST_WEIGHED);
  const known = await findProfiles(
    reads,
    hits.map(({ record }) => record),
  );
  const asked = {
    ...named,
    from: named.from && lowerBound(named.from),
    to: named.to && upperBound(named.to),
  };
  const weighed = hits
    .flatMap(({ record, ...name }) => {
      const found = known.get(record);
      return found
        ? [{ actor: found.actor, name, score: name.score, verdicts: weighUp(asked, found.profile) }]
        : [];
    })
    .sort(byLikelihood);
  return {
    name: named.name,
    candidates: weighed.slice(0, limit).map((candidate) => ({
      actor: candidate.actor,
      name: candidate.name,
      verdicts: candidate.verdicts,
      match: isMatch(candidate, weighed),
    })),
  };
}

/** Throws AppError invalid_body for names and roles without a letter, and for times that end before they begin. */
function refuseUnreadable(names: Named[]): void {
  const faults = names.flatMap(({ name, role, from, to }, i) => [
    ...Object.entries({ name, role })
      .filter(([, text]) => text !== undefined && !isSearchable(text))
      .map(([field]) => ({
        pointer: `/names/${i}/${field}`,
        code: 'no_letters',
        detail: 'There is no letter or digit in it.',
      })),
    ...(from && to && lowerBound(from) > upperBound(to)
      ? [
          {
            pointer: `/names/${i}/to`,
            code: 'contradiction',
            detail: `“${to}” ends before “${from}” begins.`,
          },
        ]
      : []),
  ]);
  if (faults.length > 0) throw new AppError('invalid_body', faults[0]?.detail ?? '', faults);
}
