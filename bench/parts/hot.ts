import { get, type IncomingMessage } from 'node:http';
import { type Drawn, pathsOf } from '../questions.ts';

/** Pages asked for over and over: few enough that the cache holds them all. */
const HOT = 50;

export const hotPaths = (drawn: Drawn): string[] => [...new Set(pathsOf(drawn))].slice(0, HOT);

/** The tag of an answer to a client that sends no headers, as wrk does: with others it is another answer. */
export async function tagOf(address: string): Promise<string> {
  const ask = (headers: Record<string, string>) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      get(address, { headers }, (answer) => resolve(answer.resume())).once('error', reject);
    });
  const tag = (await ask({})).headers.etag ?? '';
  const again = await ask({ 'if-none-match': tag });
  if (again.statusCode !== 304) throw new Error(`${address} answers ${again.statusCode} to its own tag.`);
  return tag;
}
