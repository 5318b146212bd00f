import { type SQL, sql } from 'drizzle-orm';
import { changeJson } from '../../shapes/change.ts';

const webhookJson = `json_build_object('id', w.id, 'url', w.url, 'kinds', w.kinds, 'created_by', w.created_by,
  'created_at', w.created_at, 'disabled_at', w.disabled_at)`;

/** Every subscription as JSON texts, oldest first; the secret stays where it is. */
export const listWebhooks = (): SQL =>
  sql`select ${sql.raw(webhookJson)}::text as json from webhooks w order by w.created_at, w.id`;

/** Whether there is such a subscription: one row or none. */
export const findWebhook = (id: string): SQL => sql`select id::text as json from webhooks where id = ${id}`;

/** Dead letters of a subscription as JSON texts, in the order of the changes, after the change `after`. */
export const listDeadLetters = (id: string, after: number, limit: number): SQL =>
  sql`select json_build_object('n', f.position, 'attempts', f.attempts, 'status', f.status, 'error', f.error,
          'failed_at', f.failed_at, 'retry', f.retry, 'change', ${sql.raw(changeJson())}::json)::text as json
      from webhook_failures f join changes c on c.position = f.position
      where f.webhook_id = ${id} and f.position > ${after}::bigint order by f.position limit ${limit}`;
