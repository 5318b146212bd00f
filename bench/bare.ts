import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import Fastify from 'fastify';

/** What Fastify alone reaches on this machine: a short answer, and pages of the service's, as they are and packed. */
const folder = process.env.ANSWERS ?? '';
const pages = readdirSync(folder)
  .sort()
  .map((name) => readFileSync(join(folder, name)));
const packed = pages.map((page) => gzipSync(page));
const app = Fastify();
const json = 'application/json; charset=utf-8';
app.get('/small', (_, reply) => reply.type(json).send('{"ok":true}'));
app.get<{ Params: { n: string } }>('/page/:n', ({ params }, reply) =>
  reply.type(json).send(pages[Number(params.n)]),
);
app.get<{ Params: { n: string } }>('/gzip/:n', ({ params }, reply) =>
  reply.type(json).header('content-encoding', 'gzip').send(packed[Number(params.n)]),
);
await app.listen({ port: Number(process.env.PORT), host: process.env.HOST ?? '127.0.0.1' });
