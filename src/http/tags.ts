import { createHash } from 'node:crypto';

/** ETags of answers (RFC 9110, 8.8.3; docs/decisions/0006-etags.md). */

/** Of the state and of the question: the tag of one address says nothing at another, nor of another format. */
export const tagOf = (state: string, question: string) =>
  `${state}-${createHash('sha1').update(question).digest('base64url').slice(0, 8)}`;

/** A strong tag stands for the very bytes, so that a compressed answer has another. */
export const etagOf = (version: number | undefined, tag: string, encoding?: string) =>
  version ? `"${version}.${tag}${encoding ? `-${encoding}` : ''}"` : `W/"${tag}"`;

/** In `If-None-Match`: whatever there is, the client has it. */
export const ANYTHING = '*';

/** The ETag among those of `If-None-Match` that says the client has this answer, in whatever encoding; or `*` (13.1.2). */
export function heldTag(header: string | undefined, tag: string): string | undefined {
  if (header === undefined) return undefined;
  const held = new RegExp(`^((W/)?"(\\d+\\.)?${tag}(-(br|gzip))?"|\\*)$`);
  return header
    .split(',')
    .map((one) => one.trim())
    .find((one) => held.test(one));
}
