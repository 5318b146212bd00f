import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Stands between the service and PostgreSQL, so that the line can be cut without stopping a server that others use. */
export interface Line {
  /** The connection string through the proxy. */
  url: string;
  /** Breaks every connection and takes no new one. */
  cut(): Promise<void>;
  /** Takes connections again, at the same address. */
  restore(): Promise<void>;
  /** Says nothing any more and hears nothing, with every connection open and new ones taken. */
  hush(): void;
  /** Goes on where it fell silent. */
  speak(): void;
}

export async function openProxy(target: string): Promise<Line> {
  const { hostname, port } = new URL(target);
  const open = new Set<Socket>();
  let silent = false;
  const waiting: (() => void)[] = [];
  const forward = (to: Socket, bytes: Buffer) => {
    if (silent) waiting.push(() => to.write(bytes));
    else to.write(bytes);
  };
  const make = () =>
    createServer((near) => {
      const far = connect(Number(port || 5432), hostname);
      for (const socket of [near, far]) {
        open.add(socket);
        socket.on('error', () => undefined);
        socket.on('close', () => {
          open.delete(socket);
          near.destroy();
          far.destroy();
        });
      }
      near.on('data', (bytes) => forward(far, bytes));
      far.on('data', (bytes) => forward(near, bytes));
    });
  let server = make();
  const listen = async (at: number) => {
    server.listen(at, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const at = await listen(0);
  const url = new URL(target);
  url.hostname = '127.0.0.1';
  url.port = String(at);
  return {
    url: url.href,
    cut: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of open) socket.destroy();
      await closed;
    },
    hush: () => {
      silent = true;
    },
    speak: () => {
      silent = false;
      for (const go of waiting.splice(0)) go();
    },
    restore: async () => {
      server = make();
      await listen(at);
    },
  };
}
