import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import type { FastifyRequest } from 'fastify';
import { AppError } from '../../errors.ts';
import { baseOf } from '../../http/addresses.ts';
import type { Integration } from '../integration.ts';
import { serverFor } from './server.ts';

/** Questions of assistants are short. */
const MOST_BYTES = 64 * 1024;

const loopback = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/**
 * Refuses the pages of other sites, as the transport demands (2025-11-25, Security Warning): a page that has its
 * own name point at this machine would ask in the name of whoever looks at it. Not compared with `Host`, which such
 * a page chooses. Programs that are no browsers send no `Origin`.
 */
function refuseForeignPages({ headers: { origin } }: FastifyRequest, publicUrl: string | undefined): void {
  if (origin === undefined || loopback.test(origin)) return;
  if (publicUrl && origin === new URL(publicUrl).origin) return;
  throw new AppError('forbidden', `Pages of ${origin.slice(0, 200)} may not ask here.`);
}

/**
 * The Model Context Protocol over streamable HTTP, without sessions: each request is answered at once, as JSON, by
 * a server of its own. So there is no stream to open (GET) and no session to end (DELETE).
 */
export const mcp: Integration = {
  prefix: '/mcp',
  routes: async (app, { asking }) => {
    app.addHook('onRequest', async (request) => refuseForeignPages(request, asking.publicUrl));

    app.post('/', {
      bodyLimit: MOST_BYTES,
      schema: { hide: true },
      handler: async (request, reply) => {
        if (Array.isArray(request.body))
          throw new AppError('invalid_body', 'Send one message in one request: there are no batches.');
        const base = baseOf(asking.publicUrl, request);
        const server = serverFor(app, request, base);
        const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
        try {
          await server.connect(transport);
          const headers = new Headers();
          for (const [name, value] of Object.entries(request.headers))
            if (value !== undefined) headers.set(name, String(value));
          const asked = new Request(`${base}/mcp`, { method: 'POST', headers });
          const answered = await transport.handleRequest(asked, { parsedBody: request.body });
          const type = answered.headers.get('content-type');
          if (type) reply.type(type);
          return await reply
            .code(answered.status)
            .header('cache-control', 'no-store')
            .send(await answered.text());
        } finally {
          await server.close();
        }
      },
    });

    app.route({
      method: ['GET', 'DELETE'],
      url: '/',
      schema: { hide: true },
      handler: async (_request, reply) => {
        reply.header('allow', 'POST');
        throw new AppError(
          'method_not_allowed',
          'There are no streams and no sessions here: send each message by POST.',
        );
      },
    });
  },
};
