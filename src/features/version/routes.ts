import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { text } from '../../db/answer.ts';
import { type Asking, answer } from '../../http/answers.ts';
import { jsonContent, listFailures } from '../../http/describe.ts';
import { softwareVersion } from '../../version.ts';
import { describeData } from './queries.ts';

const Version = z.strictObject({
  software_version: z.string(),
  schema_version: z.int(),
  data_version: z.int(),
  data_as_of: z.iso.datetime(),
  database: z.uuid(),
  counts: z.record(z.string(), z.int()),
});

export const version: FastifyPluginAsyncZod<{ asking: Asking }> = async (app, { asking }) => {
  app.get('/version', {
    schema: {
      operationId: 'getVersion',
      tags: ['Service'],
      summary: 'Versions of data, schema and software, and how many records there are',
      querystring: z.strictObject({}),
      response: { 200: jsonContent('The versions', Version), ...listFailures },
    },
    handler: (request, reply) =>
      answer(asking, request, reply, async (data) => {
        const described = JSON.parse((await text(asking.reads, describeData())) ?? '{}');
        const body = {
          software_version: softwareVersion,
          schema_version: described.schema_version,
          data_version: data.version,
          data_as_of: data.asOf,
          database: data.database,
          counts: described.counts,
        };
        return { type: 'application/json; charset=utf-8', body: JSON.stringify(body) };
      }),
  });
};
