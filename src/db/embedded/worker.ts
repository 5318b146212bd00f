import { on } from 'node:events';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { type Status, statusAtEnd } from './protocol.ts';

/** Where the thread opens PGlite; without a directory everything is in memory. */
export type WorkerOptions = { directory: string | undefined };

/** What the thread is asked. Every order gets exactly one reply with `done: true`. */
export type Order =
  | { kind: 'batch'; session: number; bytes: Uint8Array; answersReady: boolean; copy: boolean }
  | { kind: 'leave'; session: number }
  | { kind: 'close' };

/** What the thread says: first `ready`, then for each order any number of parts and one `done`. */
export type Reply =
  | { kind: 'ready' }
  | { kind: 'part'; session: number; bytes: Uint8Array }
  | { kind: 'done'; session: number | undefined; status: Status | undefined };

const PART_BYTES = 256 * 1024;

const port = parentPort;
if (!port) throw new Error('src/db/embedded/worker.ts runs only as a worker thread.');
const tell = (reply: Reply) =>
  port.postMessage(reply, reply.kind === 'part' ? [reply.bytes.buffer as ArrayBuffer] : []);

const pglite = await open((workerData as WorkerOptions).directory);
tell({ kind: 'ready' });

// The client whose transaction and settings the one session of PGlite holds at the moment.
let current: number | undefined;

for await (const [message] of on(port, 'message')) {
  const order = message as Order;
  if (order.kind === 'batch') {
    // pg's pool opens the next connection before the last one has said that it leaves.
    if (order.session !== current) await admit(order.session);
    tell({ kind: 'done', session: order.session, status: await answer(order) });
    continue;
  }
  if (order.kind === 'close') await pglite.close();
  else if (order.session === current) await admit(undefined);
  tell({ kind: 'done', session: undefined, status: undefined });
}

async function open(directory: string | undefined): Promise<PGlite> {
  const extensions = { pg_trgm, btree_gist };
  if (directory === undefined) return PGlite.create('memory://', { extensions });
  // A process killed while it first fills the directory leaves files that look complete and are not.
  const unfinished = `${directory}.unfinished`;
  if (existsSync(unfinished)) rmSync(directory, { recursive: true, force: true });
  if (!existsSync(`${directory}/PG_VERSION`)) writeFileSync(unfinished, '');
  const opened = await PGlite.create(directory, { extensions });
  rmSync(unfinished, { force: true });
  return opened;
}

async function answer(batch: Extract<Order, { kind: 'batch' }>): Promise<Status | undefined> {
  let parts: Uint8Array[] = [];
  let size = 0;
  let tail: Uint8Array = new Uint8Array(0);
  let invited = !batch.copy;

  const send = () => {
    if (size === 0) return;
    const bytes = new Uint8Array(size);
    let at = 0;
    for (const part of parts) {
      bytes.set(part, at);
      at += part.length;
    }
    parts = [];
    size = 0;
    tell({ kind: 'part', session: batch.session, bytes });
  };

  const onRawData = (view: Uint8Array) => {
    // The view lies in PGlite's own memory and is overwritten by the next one.
    let part = view.slice();
    tail = part.length >= 6 ? part.slice(-6) : Uint8Array.from([...tail, ...part]).slice(-6);
    if (!invited) {
      invited = true;
      part = withoutCopyInvitation(part);
    }
    parts.push(part);
    size += part.length;
    if (size >= PART_BYTES) send();
  };

  // Not execProtocolRaw: it keeps every parsed row of every answer for ever.
  await pglite.execProtocolRawStream(batch.bytes, { onRawData });
  send();
  const status = statusAtEnd(tail);
  if (batch.answersReady && !status) throw new Error('The engine gave an incomplete answer.');
  return status;
}

// The client has been invited to send its rows before PGlite saw the COPY, and must not be invited twice.
function withoutCopyInvitation(answer: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (answer[0] !== 'G'.charCodeAt(0)) return answer;
  return answer.subarray(1 + new DataView(answer.buffer, answer.byteOffset).getInt32(1));
}

async function admit(session: number | undefined): Promise<void> {
  const former = current;
  current = session;
  if (former === undefined) return;
  const forget = { onRawData: () => {} };
  // Sync ends a half-sent extended query, whose error would swallow the statements that follow.
  await pglite.execProtocolRawStream(Uint8Array.from([0x53, 0, 0, 0, 4]), forget);
  for (const statement of pglite.isInTransaction() ? ['rollback', 'discard all'] : ['discard all']) {
    const text = Buffer.from(`${statement}\0`);
    const head = Buffer.from([0x51, 0, 0, 0, text.length + 4]);
    await pglite.execProtocolRawStream(new Uint8Array(Buffer.concat([head, text])), forget);
  }
}
