import { Duplex } from 'node:stream';
import type { Loss } from './engine.ts';
import {
  copyInvitation,
  createRequestReader,
  errorAnswer,
  isRollback,
  rolledBack,
  type Status,
} from './protocol.ts';
import type { Order, Reply } from './worker.ts';

/** What a session needs of the database behind it. */
type Backend = {
  /** Settles when orders are taken; rejects when the database cannot be opened. */
  ready(): Promise<unknown>;
  post(order: Order): void;
};

export type Session = {
  /** Stands in for pg's socket. */
  stream: Duplex;
  /** Hands over what the worker answered to this session. */
  receive(reply: Reply): void;
  /** The engine behind this session is gone: its state (transaction, prepared statements) with it. */
  lose(loss: Loss): void;
  isLost(): boolean;
};

const LOST = 'This connection lost its database when an earlier query was stopped; roll back and release it.';

/**
 * A connection to the embedded database in the shape that `pg.Client` takes as its `stream`.
 * `id` tells its answers from those of other sessions. Ending or destroying it rolls back what is open.
 */
export function openSession(id: number, backend: Backend): Session {
  const readRequests = createRequestReader();
  let status: Status = 'I';
  let waiting = 0;
  let connected = false;
  let lost = false;

  // Later, because pg may be in the middle of reading an answer when it writes, and its reader is not re-entrant.
  const sayLater = (bytes: Buffer) =>
    process.nextTick(() => {
      if (connected) stream.push(bytes);
    });

  const answerLocally = (bytes: Uint8Array) => {
    const rollback = isRollback(bytes);
    if (rollback) status = 'I';
    sayLater(rollback ? rolledBack : errorAnswer('57P01', LOST, status));
  };

  const send = (chunk: Buffer) => {
    for (const request of readRequests(chunk)) {
      if (request.kind === 'copyStarts') sayLater(copyInvitation);
      if (request.kind !== 'batch') continue;
      if (lost) {
        answerLocally(request.bytes);
        continue;
      }
      waiting += 1;
      backend.post({ ...request, session: id });
    }
  };

  const leave = () => {
    if (connected && !lost) backend.post({ kind: 'leave', session: id });
    connected = false;
  };

  const stream = new Duplex({
    read: () => {},
    write: (chunk: Buffer, _encoding, done) => {
      send(chunk);
      done();
    },
    final: (done) => {
      leave();
      stream.push(null);
      done();
    },
    destroy: (error, done) => {
      leave();
      done(error);
    },
  });

  const connect = () => {
    backend.ready().then(
      () => {
        if (stream.destroyed) return;
        connected = true;
        stream.emit('connect');
      },
      (error: Error) => stream.destroy(error),
    );
    return stream;
  };
  // pg treats the stream as a net.Socket; these calls have no meaning here.
  const nothing = () => stream;
  Object.assign(stream, {
    connect,
    setNoDelay: nothing,
    setKeepAlive: nothing,
    ref: nothing,
    unref: nothing,
  });

  const receive = (reply: Reply) => {
    if (lost || !connected) return;
    if (reply.kind === 'part') stream.push(Buffer.from(reply.bytes.buffer));
    if (reply.kind !== 'done') return;
    waiting -= 1;
    status = reply.status ?? status;
  };

  const lose = (loss: Loss) => {
    if (lost || !connected) return;
    lost = true;
    // Without a question under way there is nobody to tell: pg drops a connection that closes.
    if (waiting === 0) return void stream.destroy();
    status = status === 'I' ? 'I' : 'E';
    stream.push(errorAnswer(loss.code, loss.message, status));
  };

  return { stream, receive, lose, isLost: () => lost };
}
