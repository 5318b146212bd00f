import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { createPatch } from 'rfc6902';
import { z } from 'zod';
import { rowTexts } from '../../db/answer.ts';
import { AppError } from '../../errors.ts';
import { type Asking, answer } from '../../http/answers.ts';
import { jsonContent, recordFailures } from '../../http/describe.ts';
import { findInPath, refParams } from '../../http/records.ts';
import { Version } from '../../model/change.ts';
import { recordKinds } from '../../model/common.ts';
import { findVersions } from './queries.ts';

const History = z.strictObject({ data: z.array(Version) });

type Written = z.infer<typeof Version> & { document?: unknown };

/** Each version with its difference from the one before; the first is compared with nothing. */
function withDifferences(versions: Written[]) {
  return versions.map(({ document, ...version }, i) => ({
    ...version,
    changes: createPatch(versions[i - 1]?.document ?? {}, document ?? {}),
  }));
}

export const history: FastifyPluginAsyncZod<{ asking: Asking }> = async (app, { asking }) => {
  for (const kind of recordKinds)
    app.get(`/${kind}s/:ref/history`, {
      schema: {
        operationId: `get${kind.charAt(0).toUpperCase()}${kind.slice(1)}History`,
        tags: ['History'],
        summary: `Every version of one ${kind}: who, when, why, and what changed (RFC 6902)`,
        params: refParams(kind),
        querystring: z.strictObject({}),
        response: { 200: jsonContent('The versions, oldest first', History), ...recordFailures },
      },
      handler: (request, reply) =>
        answer(asking, request, reply, async (data) => {
          const { id, draft } = await findInPath(asking, request, kind, data);
          const versions = (await rowTexts(asking.reads, findVersions(kind, id, draft))).map(([json]) =>
            JSON.parse(json ?? 'null'),
          );
          if (versions.length === 0)
            throw new AppError('not_found', `There is no ${kind} “${request.params.ref}”.`);
          return {
            type: 'application/json; charset=utf-8',
            body: JSON.stringify({ data: withDifferences(versions) }),
          };
        }),
    });
};
