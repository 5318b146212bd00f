/**
 * SQL text that writes JSON. PostgreSQL's json_build_object looks up the type of every argument at every call, which on
 * a page of fifty quotes costs more than reading them; `concat` does not, and needs half the time.
 *
 * A piece is an SQL expression of type json, or of type text that holds JSON; where it is null, the answer says null.
 */

/** Pieces by the names they stand under. */
export type Fields = Record<string, string>;

/** A JSON object, as text. Never null. At most 49 fields: a function of PostgreSQL takes 100 arguments. */
export const object = (fields: Fields) =>
  `concat('{', ${Object.entries(fields)
    .map(([name, piece], i) => `'${i === 0 ? '' : ','}"${name}":', coalesce(${piece}, 'null')`)
    .join(', ')}, '}')`;

/** A JSON array of a piece over `from`, as text; `[]` where there is none. */
export const list = (piece: string, from: string, order: string) =>
  `(select concat('[', string_agg((${piece})::text, ',' order by ${order}), ']') from ${from})`;

/** A JSON array of pieces that are there, as text. */
export const array = (...pieces: string[]) => `concat('[', ${pieces.join(", ',', ")}, ']')`;

/** Any value: quoted and escaped where it must be, days and times as in ISO 8601. */
export const value = (sql: string) => `to_json(${sql})`;

/** A number, or true or false. */
export const plain = (sql: string) => `(${sql})::text`;

/** An id or a code: a text that holds nothing which JSON escapes. */
export const word = (sql: string) => `'"' || ${sql} || '"'`;
