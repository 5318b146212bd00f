/**
 * SQL text that writes JSON. PostgreSQL's json_build_object looks up the type of every argument at every call, which on
 * a page of fifty quotes costs more than reading them; `concat` does not, and needs half the time.
 *
 * A piece is an SQL expression of type json, or of type text that holds JSON; where it is null, the answer says null.
 */

/** What is always there, between quotation marks or bare: `concat` writes it without a look whether it is null. */
interface Known {
  sql: string;
  mark: '"' | '';
}

/** Pieces by the names they stand under. */
export type Fields = Record<string, string | Known>;

/** A JSON object, as text. Never null. At most 49 fields: a function of PostgreSQL takes 100 arguments. */
export function object(fields: Fields): string {
  let before = '{';
  const parts = Object.entries(fields).map(([name, piece]) => {
    const { sql, mark } = typeof piece === 'string' ? { sql: `coalesce(${piece}, 'null')`, mark: '' } : piece;
    const part = `'${before}"${name}":${mark}', ${sql}, `;
    before = `${mark},`;
    return part;
  });
  return `concat(${parts.join('')}'${before.replace(',', '}')}')`;
}

/**
 * A JSON array of a piece over `from`, as text; `[]` where there is none. The order is that of a subquery, which an index
 * may have: `string_agg(… order by …)` would begin a sort of its own for each list, also for an empty one.
 */
export const list = (piece: string, from: string, order: string) =>
  `(select concat('[', string_agg(one.piece, ','), ']')
    from (select (${piece})::text as piece from ${from} order by ${order}) one)`;

/** A JSON array of pieces that are there, as text. */
export const array = (...pieces: string[]) => `concat('[', ${pieces.join(", ',', ")}, ']')`;

/** Any value: quoted and escaped where it must be, days and times as in ISO 8601. */
export const value = (sql: string) => `to_json(${sql})`;

/** A number, or true or false. */
export const plain = (sql: string) => `(${sql})::text`;

/** An id or a code that may be null: a text that holds nothing which JSON escapes. */
export const word = (sql: string) => `'"' || ${sql} || '"'`;

/** An id or a code that is never null. */
export const code = (sql: string): Known => ({ sql, mark: '"' });

/** A number that is never null. */
export const count = (sql: string): Known => ({ sql, mark: '' });
