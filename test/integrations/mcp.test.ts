import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../src/app.ts';
import { useApp } from '../support/app.ts';
import { useDesk } from '../support/desk.ts';
import { useAddress } from './address.ts';

/** The SDK's own client, over a real port. */

const service = useApp();
const desk = useDesk(service);
const address = useAddress(service);

const clients: Client[] = [];
async function connect(base: string, key?: string): Promise<Client> {
  const client = new Client({ name: 'sijill-test', version: '1' });
  const headers = key ? { authorization: `Bearer ${key}` } : {};
  const transport = new StreamableHTTPClientTransport(new URL(`${base}/mcp`), { requestInit: { headers } });
  // The SDK's types of an optional field are wider than its interface.
  await client.connect(transport as Parameters<Client['connect']>[0]);
  clients.push(client);
  return client;
}
afterAll(async () => {
  for (const client of clients) await client.close();
});

interface Told {
  failed: boolean;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: what a test knows of an answer is what it asserts
  answer: any;
  address: string;
}

async function call(client: Client, name: string, input: Record<string, unknown>): Promise<Told> {
  const { isError, content } = await client.callTool({ name, arguments: input });
  const [{ text } = { text: '' }] = content as { text: string }[];
  const failed = isError === true;
  return { failed, text, ...(failed ? { answer: undefined, address: '' } : JSON.parse(text)) };
}

describe('an assistant', () => {
  let client: Client;
  beforeAll(async () => {
    client = await connect(address());
  });

  it('is told what this is and which tools only read', async () => {
    expect(client.getServerVersion()).toMatchObject({ name: 'sijill' });
    expect(client.getInstructions()).toContain('pick no winner');
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name).sort()).toEqual([
      'cite',
      'event_disagreements',
      'find_actors',
      'quotes',
      'timeline',
      'wordings',
    ]);
    for (const { annotations, inputSchema } of tools) {
      expect(annotations).toEqual({ readOnlyHint: true, openWorldHint: false });
      expect(inputSchema.additionalProperties).toBe(false);
    }
  });

  it('finds an actor, its timeline, its quotes, and how to cite one', async () => {
    const found = await call(client, 'find_actors', { name: 'مكاري' });
    const slug = found.answer.data[0].slug;
    expect(slug).toBe('ian-mccary');
    const timeline = await call(client, 'timeline', { actor: slug, limit: 5 });
    expect(timeline.answer.data[0]).toMatchObject({
      id: expect.anything(),
      track: expect.anything(),
      title: expect.anything(),
    });
    const quotes = await call(client, 'quotes', { speaker: slug, limit: 2 });
    expect(quotes.answer.data).toHaveLength(2);
    const next = await call(client, 'quotes', {
      speaker: slug,
      limit: 2,
      cursor: quotes.answer.page.next_cursor,
    });
    const v1 = await service.get(`/v1/quotes?speaker=${slug}&limit=4&fields=id`);
    expect([...quotes.answer.data, ...next.answer.data].map(({ id }) => id)).toEqual(
      v1.body.data.map(({ id }: { id: string }) => id),
    );
    const [{ id, document }] = quotes.answer.data;
    const { answer } = await call(client, 'cite', { quote: id, style: 'arabic' });
    const line = await service.get(`/v1/quotes/${id}/citation?style=arabic`);
    expect(answer).toEqual(line.body);
    expect(answer.citation).toContain(document.title.ar);
    expect(answer.permalink).toContain(id);
  });

  it('is given the address at which a reader finds the same', async () => {
    const told = await call(client, 'quotes', { speaker: 'ian-mccary', limit: 1 });
    expect(told.address.startsWith(`${address()}/v1/quotes?`)).toBe(true);
    expect(await (await fetch(told.address)).json()).toEqual(told.answer);
  });

  it('learns where accounts differ, with who holds what', async () => {
    const { body } = await service.get('/v1/events?limit=200');
    const disputed = body.data.find(
      ({ disagreements }: { disagreements: object[] }) => disagreements.length > 0,
    );
    const told = await call(client, 'event_disagreements', { event: disputed.id });
    expect(told.answer.disagreements).toEqual(disputed.disagreements);
    const utterance = await call(client, 'wordings', { utterance: 'gold:Q01' });
    expect(utterance.answer.variants.length).toBeGreaterThan(0);
    expect(utterance.answer.disagreements).toBeDefined();
  });

  it('is told in words what was wrong', async () => {
    const wrong: [string, Record<string, unknown>, RegExp][] = [
      ['timeline', { actor: 'ian-macary' }, /Did you mean “ian-mccary”/],
      ['timeline', { actr: 'ian-mccary' }, /actr/],
      ['timeline', { from: '2024-13' }, /not a date/],
      ['timeline', { actor: '..' }, /an id, a slug/],
      ['quotes', { speaker: 'ian-mccary', limit: 21 }, /20/],
      ['quotes', { speaker: 'ian-mccary', cursor: 'x' }, /cursor/],
      ['event_disagreements', { event: 'nothing' }, /There is no event “nothing”/],
      ['find_actors', { name: '' }, /name/],
      ['find_actors', { name: '؟' }, /no letter or digit/],
      ['forget', {}, /forget/],
    ];
    for (const [tool, input, said] of wrong) {
      const told = await call(client, tool, input);
      expect([tool, input, told.failed]).toEqual([tool, input, true]);
      expect(told.text).toMatch(said);
    }
  });

  it('sees a draft only with the key of one who may', async () => {
    const draft = { slug: 'mcp-draft', kind: 'person', name: { en: 'Zebulon Undrafted' } };
    expect((await desk.send('contributor', 'POST', '/v1/actors', { body: draft })).status).toBe(201);
    const editor = await connect(address(), desk.keys.editor);
    for (const one of [client, editor])
      expect((await call(one, 'find_actors', { name: 'Zebulon' })).answer.data).toEqual([]);
    expect((await call(client, 'quotes', { speaker: 'mcp-draft' })).failed).toBe(true);
    expect((await call(editor, 'quotes', { speaker: 'mcp-draft' })).failed).toBe(false);
    await expect(connect(address(), 'sj_garbage')).rejects.toThrow(/not valid/);
  });
});

describe('the service of an assistant', () => {
  const message = (
    headers: Record<string, string> = {},
    body: unknown = { jsonrpc: '2.0', id: 1, method: 'ping' },
  ) =>
    service.app.inject({
      method: 'POST',
      url: '/mcp',
      payload: JSON.stringify(body),
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        ...headers,
      },
    });

  it('refuses the pages of other sites, whatever name they reach it by', async () => {
    expect((await message()).json()).toEqual({ jsonrpc: '2.0', id: 1, result: {} });
    expect((await message({ origin: 'http://localhost:6274' })).statusCode).toBe(200);
    for (const origin of ['https://evil.example', 'null', 'http://localhost.evil.example'])
      expect((await message({ origin })).statusCode).toBe(403);
    expect(
      (await message({ origin: 'http://evil.example:3000', host: 'evil.example:3000' })).statusCode,
    ).toBe(403);
  });

  it('has no sessions, no streams and no batches', async () => {
    for (const method of ['GET', 'DELETE'] as const) {
      const { statusCode, headers } = await service.app.inject({ method, url: '/mcp' });
      expect([statusCode, headers.allow]).toEqual([405, 'POST']);
    }
    expect((await message()).headers['mcp-session-id']).toBeUndefined();
    expect((await message({}, [{ jsonrpc: '2.0', id: 1, method: 'ping' }])).statusCode).toBe(400);
    expect((await message({}, { x: 'y'.repeat(70_000) })).statusCode).toBe(413);
    expect((await message({}, { jsonrpc: '2.0', method: 'notifications/initialized' })).statusCode).toBe(202);
  });

  it('counts each call of a tool among the requests of its caller', async () => {
    const app = await buildApp({
      database: service.database,
      config: { publicUrl: undefined, publicRead: true, cacheBytes: 0, rateLimit: 8 },
    });
    await app.listen({ port: 0, host: '127.0.0.1' });
    try {
      const { port } = app.server.address() as { port: number };
      const told: Told[] = [];
      const limited = await connect(`http://127.0.0.1:${port}`);
      const asked = async () => {
        for (let i = 0; i < 4; i++) told.push(await call(limited, 'find_actors', { name: 'Iraq' }));
      };
      // Whatever comes first over the limit: the request itself, or the question of its tool.
      await asked().catch((error) => expect(String(error)).toMatch(/more than is answered in a minute/));
      expect(told.length).toBeLessThan(4);
    } finally {
      await app.close();
    }
  });

  it('is closed where reading is not public', async () => {
    const app = await buildApp({
      database: service.database,
      config: { publicUrl: undefined, publicRead: false, cacheBytes: 0 },
    });
    for (const url of ['/ogc', '/reconcile', '/timemap/events', '/%6fgc', '/v1/version', '/%761/version'])
      expect([url, (await app.inject(url)).statusCode]).toEqual([url, 401]);
    const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
    expect((await app.inject({ method: 'POST', url: '/mcp', headers, payload: '{}' })).statusCode).toBe(401);
    await app.close();
  });
});
