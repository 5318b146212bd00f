import { Readable } from 'node:stream';
import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify';
import { hangBell } from '../../bell.ts';
import { AppError } from '../../errors.ts';
import type { Asking } from '../../http/answers.ts';
import { type Entry, readChanges } from './read.ts';

/** The stream as a format: Server-Sent Events (WHATWG HTML, section 9.2). */
export const eventStream = { name: 'sse', mediaType: 'text/event-stream' } as const;

/** Times in milliseconds, and how much there may be of what costs memory. */
export interface StreamLimits {
  /** Between signs of life while nothing happens. */
  heartbeat: number;
  /** What a client is told to wait before it comes back; also between attempts to read that failed. */
  retry: number;
  /** How long a client may take nothing of what it was sent. */
  stall: number;
  /** How long a stream has to end when the service closes. */
  farewell: number;
  /** Streams at a time. */
  followers: number;
  /** Changes read at a time, plain and with their records. */
  page: number;
  expandedPage: number;
}

const defaults: StreamLimits = {
  heartbeat: 15_000,
  retry: 3000,
  stall: 60_000,
  farewell: 1000,
  followers: 1000,
  page: 100,
  expandedPage: 10,
};

/** What a stream is made from. */
type Source = Pick<Asking, 'reads' | 'version'>;

/** Where a stream starts, and whether each change comes with its record. */
interface Start {
  after: number;
  expand: boolean;
}

export interface Followers {
  /** Answers with a stream of the changes after a position, until the client or the service goes. */
  follow(request: FastifyRequest, reply: FastifyReply, start: Start): FastifyReply;
  /** Ends every stream; clients come back elsewhere with the last id they have. */
  close(): void;
}

/**
 * Streams of changes. A stream only ever asks for what comes after the last change it wrote, and positions are
 * without gaps and in commit order, so none is missed and none is sent twice. It reads when something moved and the
 * client has taken what it was sent: a slow client holds one page, not a queue.
 */
export function openFollowers(source: Source, changed: Partial<StreamLimits> = {}): Followers {
  const limits = { ...defaults, ...changed };
  const read = sharedReading(source, limits);
  const streams = new Map<AbortController, FastifyReply>();
  let closed = false;

  const follow = (request: FastifyRequest, reply: FastifyReply, start: Start) => {
    if (closed || streams.size >= limits.followers)
      throw new AppError('unavailable', 'No more streams can be followed here now. Ask again, or poll.');
    reply
      .type(`${eventStream.mediaType}; charset=utf-8`)
      .header('cache-control', 'no-store')
      .header('vary', 'Accept')
      .header('x-accel-buffering', 'no')
      // Its connection ends with it, or a closing service would wait for the client to let go.
      .header('connection', 'close');
    if (request.method === 'HEAD') return reply.send('');
    const end = new AbortController();
    streams.set(end, reply);
    reply.raw.once('close', () => {
      streams.delete(end);
      end.abort();
    });
    reply.raw.setTimeout(limits.stall, () => reply.raw.destroy());
    const frames = writeFrames(source, read, start, limits, end.signal, request.log);
    return reply.send(Readable.from(frames, { objectMode: false }));
  };

  return {
    follow,
    close: () => {
      closed = true;
      read.close();
      for (const [end, reply] of streams) {
        end.abort();
        setTimeout(() => reply.raw.destroy(), limits.farewell).unref();
      }
    },
  };
}

async function* writeFrames(
  { version }: Source,
  read: SharedReading,
  { after, expand }: Start,
  { heartbeat, retry }: StreamLimits,
  end: AbortSignal,
  log: FastifyBaseLogger,
): AsyncGenerator<string> {
  const bell = hangBell();
  const quiet = version.onMove(bell.ring);
  end.addEventListener('abort', bell.ring);
  let position = after;
  try {
    yield `retry: ${retry}\n\n`;
    while (!end.aborted) {
      const entries = await read.after(position, expand).catch((error: unknown) => {
        log.warn({ err: error }, 'a stream of changes could not read on');
        return undefined;
      });
      for (const entry of entries ?? []) {
        if (end.aborted) return;
        yield frame(entry);
        position = entry.position;
      }
      if (entries && entries.length > 0) continue;
      const heard = await bell.wait(entries ? heartbeat : retry);
      if (heard === 'silent') yield ':\n\n';
    }
  } finally {
    quiet();
  }
}

/** PostgreSQL breaks some of its JSON into lines; between values a line break means nothing. */
const frame = ({ cursor, op, json }: Entry) =>
  `id: ${cursor}\nevent: ${op}\ndata: ${json.replaceAll(/[\r\n]+/g, ' ')}\n\n`;

interface SharedReading {
  after(position: number, expand: boolean): Promise<Entry[]>;
  close(): void;
}

/** Followers at the same place read once between them; what was asked before a commit does not serve after it. */
function sharedReading({ reads, version }: Source, { page, expandedPage }: StreamLimits): SharedReading {
  const running = new Map<string, Promise<Entry[]>>();
  const close = version.onMove(() => running.clear());
  return {
    after: (position, expand) => {
      const key = `${position} ${expand}`;
      const shared = running.get(key);
      if (shared) return shared;
      const asked = readChanges(reads, position, expand ? expandedPage : page, expand).finally(() => {
        if (running.get(key) === asked) running.delete(key);
      });
      running.set(key, asked);
      return asked;
    },
    close,
  };
}
