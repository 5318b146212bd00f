import { createHmac } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import type { Failure } from '../store/webhooks.ts';
import { softwareVersion } from '../version.ts';
import { PrivateAddress, publicLookup, refusePrivate } from './addresses.ts';

/** One POST to a receiver. */
export interface Delivery {
  url: string;
  secret: string;
  /** The same at every attempt, so that a receiver can drop what it has already. */
  id: string;
  /** JSON. */
  body: string;
}

export interface SendOptions {
  allowPrivate: boolean;
  /** Milliseconds from looking up the name to the status line. */
  timeoutMs: number;
  /** Breaks the attempt off; it rejects with the signal's reason then. */
  stop: AbortSignal;
}

/** `t=<unix seconds>,v1=<hex HMAC-SHA-256 of "t.body">`; the time lets a receiver refuse what is played again. */
function signature(secret: string, body: string, unixSeconds: number): string {
  const mac = createHmac('sha256', secret).update(`${unixSeconds}.${body}`).digest('hex');
  return `t=${unixSeconds},v1=${mac}`;
}

/** Sends once; answers with undefined where the receiver took it (2xx), else with why not. */
export async function send(delivery: Delivery, options: SendOptions): Promise<Failure | undefined> {
  const timeout = AbortSignal.timeout(options.timeoutMs);
  try {
    const status = await post(delivery, options.allowPrivate, AbortSignal.any([timeout, options.stop]));
    if (status >= 200 && status < 300) return undefined;
    const redirected = status >= 300 && status < 400 ? '; redirects are not followed' : '';
    return { status, error: `It answered ${status}${redirected}.` };
  } catch (error) {
    options.stop.throwIfAborted();
    if (timeout.aborted) return { status: null, error: `It did not answer within ${options.timeoutMs} ms.` };
    return { status: null, error: reasonOf(error) };
  }
}

/** The status of the answer; its body is not read. */
function post({ url, secret, id, body }: Delivery, allowPrivate: boolean, signal: AbortSignal) {
  const target = new URL(url);
  if (!allowPrivate) refusePrivate(target);
  return new Promise<number>((resolve, reject) => {
    const request = (target.protocol === 'https:' ? https : http).request(
      target,
      {
        method: 'POST',
        // A connection of its own: none that was opened before can be used again unchecked.
        agent: false,
        signal,
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'content-length': Buffer.byteLength(body),
          'user-agent': `Sijill/${softwareVersion}`,
          'sijill-delivery': id,
          'sijill-signature': signature(secret, body, Math.floor(Date.now() / 1000)),
        },
        ...(allowPrivate ? {} : { lookup: publicLookup }),
      },
      (response) => {
        resolve(response.statusCode ?? 0);
        response.on('error', () => undefined);
        response.destroy();
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

function reasonOf(error: unknown): string {
  if (error instanceof PrivateAddress) return error.message;
  const { code } = error as { code?: string };
  return `It cannot be reached${code ? ` (${code})` : ''}.`;
}
