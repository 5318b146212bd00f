import { code, type Fields, object, plain, value } from './json.ts';

/**
 * The other record of change `c`, where two were merged or told apart. Not one
 * that the public never saw.
 */
export const otherRecord = `case when exists (
  select from changes o where o.record_id = c.into_id and o.public) then c.into_id end`;

/** A change `c` as JSON without its cursor. */
export const changeJson = (more: Fields = {}) =>
  object({
    at: value('c.at'),
    kind: code('c.kind'),
    id: code('c.record_id'),
    version: plain('c.version'),
    op: code('c.op'),
    other: value(otherRecord),
    reason: value('c.reason'),
    ...more,
  });
