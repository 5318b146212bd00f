import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
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
  counts: z.record(z.string(), z.int()).describe('Public records of each kind'),
  exact: z.boolean().describe('False where a kind has more than 100,000 records, whose number is estimated'),
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
        const { schema_version, counts, exact } = await describeData(asking.reads);
        const body = {
          software_version: softwareVersion,
          schema_version,
          data_version: data.version,
          data_as_of: data.asOf,
          database: data.database,
          counts,
          exact,
        };
        return { type: 'application/json; charset=utf-8', body: JSON.stringify(body) };
      }),
  });
};
