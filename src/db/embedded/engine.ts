import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Order, Reply, WorkerOptions } from './worker.ts';

/** Why an engine was given up: an SQLSTATE code and a sentence for the caller. */
export type Loss = { code: string; message: string };

export type Engine = {
  /** Orders under way or waiting. */
  pending(): number;
  post(order: Order): void;
  /** Closes the database cleanly and ends the thread. */
  close(): Promise<void>;
};

type EngineOptions = {
  /** Without a directory the database is in memory. */
  directory: string | undefined;
  /** Milliseconds one order may take; null is without limit. Not asked about `close`. */
  overrunMs: number | null;
  /** The same for the first orders: the engine's code is compiled as it runs, and a new one must not be given up for that. */
  warmingMs: number | null;
  /** Whether an order that has overrun is to be left alone. */
  unwatched(): boolean;
  onReply(reply: Reply): void;
  /** Called at once when the engine is lost; `stopped` settles when its thread has ended. */
  onLoss(loss: Loss, stopped: Promise<unknown>): void;
};

/** Orders after which an engine is warm. */
const WARMING = 50;

function startWorker(workerData: WorkerOptions): Worker {
  if (!import.meta.url.endsWith('.ts')) {
    return new Worker(new URL('./worker.js', import.meta.url), { workerData });
  }
  // From source: Node 20 reads no TypeScript, its workers ignore `--import tsx`, and vitest shares no loader with them.
  const url = new URL('./worker.ts', import.meta.url).href;
  const code = `import { register } from '${import.meta.resolve('tsx/esm/api')}'; register(); await import('${url}');`;
  return new Worker(new URL(`data:text/javascript,${encodeURIComponent(code)}`), {
    workerData,
    execArgv: [],
  });
}

/**
 * Starts PGlite in a worker thread and resolves when it takes orders. PGlite blocks its thread and knows no
 * statement_timeout, so an order that overruns can only be stopped by ending the thread.
 * Rejects with an Error when the database cannot be opened.
 */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const { directory } = options;
  const worker = startWorker({ directory });
  let state: 'starting' | 'open' | 'closing' | 'lost' = 'starting';
  let pending = 0;
  let answered = 0;
  let timer: NodeJS.Timeout | undefined;

  const lose = (loss: Loss) => {
    clearTimeout(timer);
    if (state !== 'open') return;
    state = 'lost';
    options.onLoss(loss, worker.terminate());
  };
  const crash = (reason: string) =>
    lose({
      code: '57P02',
      message: `The embedded database stopped unexpectedly and is restarted: ${reason}`,
    });
  const overrun = (limit: number) => {
    if (options.unwatched()) return;
    lose({ code: '57014', message: `The query was stopped: it ran longer than ${limit} ms.` });
  };
  const watch = () => {
    clearTimeout(timer);
    const limit = answered < WARMING ? options.warmingMs : options.overrunMs;
    if (pending > 0 && limit !== null && state === 'open') timer = setTimeout(overrun, limit, limit);
  };

  const opened = new Promise<void>((resolve, reject) => {
    worker.on('message', (reply: Reply) => {
      if (reply.kind === 'ready') return resolve();
      if (state === 'lost') return;
      if (reply.kind === 'done') {
        pending -= 1;
        answered += 1;
        watch();
      }
      options.onReply(reply);
    });
    worker.on('error', (error) => {
      reject(error);
      crash(error.message);
    });
    worker.on('exit', (code) => {
      reject(new Error(`its thread ended with code ${code}`));
      crash(`its thread ended with code ${code}.`);
    });
  });
  await opened.catch((error: Error) => {
    const where = directory ? `in ${directory}` : 'in memory';
    throw new Error(`The embedded database ${where} could not be opened: ${error.message}`, { cause: error });
  });
  state = 'open';

  const post = (order: Order) => {
    pending += 1;
    worker.postMessage(order, order.kind === 'batch' ? [order.bytes.buffer as ArrayBuffer] : []);
    if (pending === 1) watch();
  };

  const close = async () => {
    if (state !== 'open') return;
    state = 'closing';
    clearTimeout(timer);
    post({ kind: 'close' });
    const exited = once(worker, 'exit');
    while (pending > 0)
      await Promise.race([
        once(worker, 'message'),
        exited.then(() => {
          pending = 0;
        }),
      ]);
    await worker.terminate();
  };

  return { pending: () => pending, post, close };
}
