/** A change `c` as JSON without its cursor; `more` are further keys and values, beginning with a comma. */
export const changeJson = (more = '') =>
  `json_build_object('at', c.at, 'kind', c.kind, 'id', c.record_id, 'version', c.version, 'op', c.op,
     'reason', c.reason${more})`;
