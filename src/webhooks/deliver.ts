import { hangBell } from '../bell.ts';
import type { Database } from '../db/open.ts';
import {
  type Claimed,
  claimWebhook,
  giveUp,
  markDelivered,
  markFailed,
  nextOwed,
  type Owed,
  releaseWebhook,
} from '../store/webhooks.ts';
import { send } from './send.ts';

export interface DeliveryOptions {
  /** Whether receivers may be on this machine or in its network. */
  allowPrivate: boolean;
  log: { warn(details: object, message: string): void };
  /** Milliseconds for one attempt. */
  timeoutMs?: number;
  /** After so many a change becomes a dead letter. */
  maxAttempts?: number;
  /** Milliseconds before the second attempt; doubled for each one after it, up to an hour. */
  backoffMs?: number;
  /** Milliseconds after which it looks for work though nobody called. */
  pollMs?: number;
}

export interface Deliverer {
  /** Breaks off what is under way, which is sent again by whoever comes next, and gives up every lease. */
  stop(): Promise<void>;
}

/** Receivers served at the same time by one process, and changes sent to one before another has its turn. */
const AT_ONCE = 4;
const IN_A_ROW = 50;

const LONGEST_WAIT = 3_600_000;

/** Milliseconds that a lease lasts beyond an attempt: enough to write down how it went. */
const LEASE_SLACK = 20_000;

/**
 * Sends changes to the webhooks, each receiver's in order, until stopped. At least once: a change is sent again where
 * a process ended before it could write down that it was taken; its delivery id stays the same.
 */
export function startDelivering(database: Database, options: DeliveryOptions): Deliverer {
  const { allowPrivate, log } = options;
  const { timeoutMs = 10_000, maxAttempts = 10, backoffMs = 5000, pollMs = 5000 } = options;
  const { db } = database;
  const leaseMs = timeoutMs + LEASE_SLACK;
  const bell = hangBell();
  const quiet = database.version.onMove(bell.ring);
  const end = new AbortController();
  const working = new Set<Promise<void>>();
  const timers = new Set<NodeJS.Timeout>();

  const ringLater = (ms: number) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      bell.ring();
    }, ms);
    timers.add(timer);
  };

  /** One change to one receiver; answers whether the next may follow at once. */
  const attempt = async (claimed: Claimed, owed: Owed): Promise<boolean> => {
    const { id, url, secret } = claimed;
    const delivery = { url, secret, id: `${id}:${owed.position}`, body: owed.body };
    const failure = await send(delivery, { allowPrivate, timeoutMs, stop: end.signal });
    if (!failure) {
      await markDelivered(db, claimed, owed, leaseMs);
      return true;
    }
    log.warn({ webhook: id, position: owed.position, ...failure }, 'a webhook was not taken');
    const gone = failure.status === 410;
    if (gone || owed.dead || owed.attempts + 1 >= maxAttempts) {
      await giveUp(db, claimed, owed, failure, { leaseMs, disable: gone });
      return true;
    }
    const wait = Math.min(backoffMs * 2 ** owed.attempts, LONGEST_WAIT);
    await markFailed(db, claimed, leaseMs, wait);
    ringLater(wait + 5);
    return false;
  };

  const serve = async (claimed: Claimed) => {
    try {
      for (let sent = 0; sent < IN_A_ROW && !end.signal.aborted; sent += 1) {
        const owed = await nextOwed(db, claimed);
        if (!owed || !(await attempt(claimed, owed))) break;
      }
    } finally {
      await releaseWebhook(db, claimed);
    }
  };

  const start = (claimed: Claimed) => {
    const work = serve(claimed)
      .catch((error: unknown) => {
        if (!end.signal.aborted) log.warn({ err: error }, 'a webhook could not be served');
      })
      .finally(() => {
        working.delete(work);
        bell.ring();
      });
    working.add(work);
  };

  const run = async () => {
    while (!end.signal.aborted) {
      const claimed =
        working.size < AT_ONCE
          ? await claimWebhook(db, leaseMs).catch((error: unknown) => {
              log.warn({ err: error }, 'webhooks could not be looked for');
              return undefined;
            })
          : undefined;
      if (claimed) start(claimed);
      else await bell.wait(pollMs);
    }
  };
  const running = run();

  return {
    stop: async () => {
      quiet();
      end.abort();
      for (const timer of timers) clearTimeout(timer);
      bell.ring();
      await running;
      await Promise.all(working);
    },
  };
}
