import { readFileSync } from 'node:fs';
import Fastify from 'fastify';

/** What Fastify alone reaches on this machine: a short answer, and one as long as a page of the service's. */
const page = readFileSync(process.env.ANSWER ?? '', 'utf8');
const app = Fastify();
app.get('/small', (_, reply) => reply.type('application/json; charset=utf-8').send('{"ok":true}'));
app.get('/page', (_, reply) => reply.type('application/json; charset=utf-8').send(page));
await app.listen({ port: Number(process.env.PORT), host: process.env.HOST ?? '127.0.0.1' });
