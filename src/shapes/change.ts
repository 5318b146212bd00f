/**
 * The other record of change `c`, where two were merged or told apart. Not one
 * that the public never saw.
 */
export const otherRecord = `case when exists (
  select from changes o where o.record_id = c.into_id and o.public) then c.into_id end`;

/** A change `c` as JSON without its cursor; `more` are further keys and values, beginning with a comma. */
export const changeJson = (more = '') =>
  `json_build_object('at', c.at, 'kind', c.kind, 'id', c.record_id, 'version', c.version, 'op', c.op,
     'other', ${otherRecord}, 'reason', c.reason${more})`;
