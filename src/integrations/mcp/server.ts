import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { softwareVersion } from '../../version.ts';
import { instructions, type Tool, tools } from './tools.ts';

/** The server for one request of one caller: it keeps nothing between requests. */
export function serverFor(app: FastifyInstance, request: FastifyRequest, base: string): McpServer {
  const server = new McpServer(
    { name: 'sijill', title: 'Sijill', version: softwareVersion },
    { instructions },
  );
  for (const tool of tools)
    server.registerTool(
      tool.name,
      {
        title: tool.title,
        description: tool.description,
        inputSchema: tool.input,
        annotations: { readOnlyHint: true, openWorldHint: false },
      },
      (input) => call(app, request, base, tool, input as Record<string, unknown>),
    );
  return server;
}

/**
 * Asks the API as the caller: with its address and key, so that the limit of requests counts every call and a draft
 * is what it is to that caller. What the API refuses is told to the assistant in the API's words.
 */
async function call(
  app: FastifyInstance,
  request: FastifyRequest,
  base: string,
  tool: Tool,
  input: Record<string, unknown>,
): Promise<CallToolResult> {
  const url = tool.ask(input);
  const { authorization } = request.headers;
  const answer = await app.inject({
    method: 'GET',
    url,
    remoteAddress: request.ip,
    headers: { host: request.host, accept: 'application/json', ...(authorization ? { authorization } : {}) },
  });
  if (answer.statusCode !== 200)
    return { isError: true, content: [{ type: 'text', text: refusal(answer.body, answer.statusCode) }] };
  // With the address at which a reader finds the same.
  const text = `{"address":${JSON.stringify(`${base}${url}`)},"answer":${answer.body}}`;
  return { content: [{ type: 'text', text }] };
}

/** What a problem document says, in one line for each fault. */
function refusal(body: string, status: number): string {
  try {
    const { detail, errors = [] } = JSON.parse(body) as { detail: string; errors?: { detail: string }[] };
    return [...new Set([detail, ...errors.map((fault) => fault.detail)])].join('\n');
  } catch {
    return `The question was answered with the status ${status}.`;
  }
}
