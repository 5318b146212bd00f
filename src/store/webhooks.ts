import { randomBytes } from 'node:crypto';
import { type SQL, sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { array, type Db, row } from '../db/database.ts';
import { AppError } from '../errors.ts';
import { withCursor } from '../model/changeCursor.ts';
import type { RecordKind } from '../model/common.ts';
import { changeJson } from '../shapes/change.ts';

/** Changes given up in a row after which a receiver is left alone. */
const MOST_GIVEN_UP = 20;

/** A subscription that this deliverer alone works on until its lease ends. */
export interface Claimed {
  id: string;
  url: string;
  secret: string;
  /** Names this claim; whoever comes after a lease that ran out has another one. */
  lease: string;
}

/** One change that is owed to a receiver. */
export interface Owed {
  position: string;
  /** The JSON to send. */
  body: string;
  /** Attempts that failed. */
  attempts: number;
  /** A dead letter that is tried once more. */
  dead: boolean;
}

/** Why a receiver did not take a change; `status` is null where it did not answer. */
export interface Failure {
  status: number | null;
  error: string;
}

/** Subscribes an address to every change from now on, of these kinds or of all; the answer alone has the secret. */
export async function createWebhook(
  db: Db,
  { url, kinds, by }: { url: string; kinds: RecordKind[] | undefined; by: string },
): Promise<{ id: string; secret: string; created_at: string }> {
  const secret = `whsec_${randomBytes(32).toString('base64url')}`;
  const created = await row<{ id: string; created_at: string }>(
    db,
    sql`insert into webhooks (id, url, secret, kinds, created_by, position)
        select ${newId()}::uuid, ${url}, ${secret}, ${kinds ? array(kinds, 'record_kind') : null}::record_kind[],
          ${by}, changes from data_version
        returning id, to_json(created_at) as created_at`,
  );
  if (!created) throw new Error('The table data_version is empty: this is not a Sijill database.');
  return { ...created, secret };
}

/** Ends a subscription and forgets its dead letters; throws AppError not_found. */
export async function deleteWebhook(db: Db, id: string): Promise<void> {
  if (!(await row(db, sql`delete from webhooks where id = ${id} returning id`))) throw unknown(id);
}

/** Asks for one more attempt at a dead letter; throws AppError not_found. */
export async function retryDeadLetter(db: Db, id: string, position: number): Promise<void> {
  const queued = await row(
    db,
    sql`update webhook_failures set retry = true
        where webhook_id = ${id} and position = ${position}::bigint returning position`,
  );
  if (!queued) throw new AppError('not_found', `The webhook ${id} has no dead letter ${position}.`);
}

/**
 * Takes a subscription with something to do that no one else works on, for so many milliseconds; undefined where
 * there is none. A lease and not an open transaction: a slow receiver must not hold a connection.
 */
export const claimWebhook = (db: Db, leaseMs: number): Promise<Claimed | undefined> =>
  row<Claimed>(
    db,
    sql`update webhooks set lease = gen_random_uuid(), leased_until = ${until(leaseMs)}
        where id = (
          select w.id from webhooks w
          where (w.leased_until is null or w.leased_until < clock_timestamp())
            and ((w.disabled_at is null and w.next_attempt_at <= clock_timestamp()
                  and w.position < (select changes from data_version))
              or exists (select from webhook_failures f where f.webhook_id = w.id and f.retry))
          order by w.leased_until nulls first for update of w skip locked limit 1)
        returning id, url, secret, lease`,
  );

/**
 * What a claimed subscription is owed next: a dead letter to be tried again, else the change after its position. Where
 * nothing is left its position moves to the end of the log, so that what it did not ask for is not read again.
 */
export async function nextOwed(db: Db, { id, lease }: Claimed): Promise<Owed | undefined> {
  const found = await row<{
    last: string;
    idle: boolean;
    position: string | null;
    json: string;
    attempts: number;
    dead: boolean;
  }>(
    db,
    sql`select v.changes as last, h.disabled_at is null and h.next_attempt_at <= now() as idle, o.*
        from data_version v join webhooks h on h.id = ${id} and h.lease = ${lease}::uuid left join lateral (
          (select true as dead, f.attempts, c.position, ${sql.raw(changeJson())}::text as json
           from webhook_failures f join changes c on c.position = f.position
           where f.webhook_id = ${id} and f.retry order by f.position limit 1)
          union all
          (select false, w.attempts, c.position, ${sql.raw(changeJson())}::text
           from webhooks w join changes c on c.position > w.position and c.public
             and (w.kinds is null or c.kind = any(w.kinds))
           where w.id = ${id} and w.disabled_at is null and w.next_attempt_at <= now()
           order by c.position limit 1)
          order by dead desc limit 1) o on true`,
  );
  if (!found) return undefined;
  const { last, idle, position, json, attempts, dead } = found;
  if (position !== null) return { position, body: withCursor(position, json), attempts, dead };
  // One statement, one snapshot: up to its end of the log there is nothing else.
  if (idle)
    await db.execute(sql`update webhooks set position = greatest(position, ${last}::bigint)
      where id = ${id} and lease = ${lease}::uuid`);
  return undefined;
}

/** The receiver took it. One that takes a dead letter is there again: what it is still owed follows. */
export const markDelivered = (db: Db, claimed: Claimed, owed: Owed, leaseMs: number) =>
  db.execute(
    owed.dead
      ? sql`with held as (${held(claimed, leaseMs, sql`given_up = 0, disabled_at = null`)})
            delete from webhook_failures f using held where f.webhook_id = held.id and f.position = ${owed.position}`
      : held(
          claimed,
          leaseMs,
          sql`position = ${owed.position}::bigint, attempts = 0, given_up = 0, next_attempt_at = now()`,
        ),
  );

/** The receiver did not take it; it is tried again after so many milliseconds, and what comes later waits. */
export const markFailed = (db: Db, claimed: Claimed, leaseMs: number, waitMs: number) =>
  db.execute(held(claimed, leaseMs, sql`attempts = attempts + 1, next_attempt_at = ${until(waitMs)}`));

/**
 * The change becomes (or stays) a dead letter and the next one follows; after twenty in a row, or with `disable`, the
 * receiver is left alone until it takes one of its dead letters.
 */
export const giveUp = (
  db: Db,
  claimed: Claimed,
  owed: Owed,
  { status, error }: Failure,
  { leaseMs, disable }: { leaseMs: number; disable: boolean },
) =>
  db.execute(sql`with held as (${held(
    claimed,
    leaseMs,
    owed.dead
      ? sql`given_up = given_up`
      : sql`position = ${owed.position}::bigint, attempts = 0, given_up = given_up + 1, next_attempt_at = now(),
            disabled_at = case when ${disable} or given_up + 1 >= ${MOST_GIVEN_UP} then now() end`,
  )})
    insert into webhook_failures (webhook_id, position, attempts, status, error)
    select id, ${owed.position}::bigint, ${owed.attempts + 1}, ${status}::integer, ${error} from held
    on conflict (webhook_id, position) do update set attempts = excluded.attempts, status = excluded.status,
      error = excluded.error, failed_at = now(), retry = false`);

/** Lets others work on the subscription. */
export const releaseWebhook = (db: Db, { id, lease }: Claimed) =>
  db.execute(sql`update webhooks set lease = null, leased_until = clock_timestamp()
    where id = ${id} and lease = ${lease}::uuid`);

/** Changes a subscription and prolongs its lease, where it is still held. */
const held = ({ id, lease }: Claimed, leaseMs: number, changes: SQL) =>
  sql`update webhooks set ${changes}, leased_until = ${until(leaseMs)}
      where id = ${id} and lease = ${lease}::uuid returning id`;

const until = (ms: number) => sql`clock_timestamp() + make_interval(secs => ${ms / 1000}::float8)`;

const unknown = (id: string) => new AppError('not_found', `There is no webhook ${id}.`);
