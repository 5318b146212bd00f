import { createReadStream } from 'node:fs';

/** Characters of the longest line that is read; a page of text has a hundred thousand. */
export const LONGEST_LINE = 16 * 1024 * 1024;

/**
 * Streams the lines of a UTF-8 file, without their ends (LF or CRLF); null stands for a line above LONGEST_LINE. Not
 * node:readline, which also ends a line at U+2028 and U+2029: both may stand inside a JSON text.
 */
export async function* linesOf(file: string): AsyncGenerator<string | null> {
  let rest = '';
  let tooLong = false;
  for await (const part of createReadStream(file, { encoding: 'utf8', highWaterMark: 256 * 1024 })) {
    let start = 0;
    for (let end = part.indexOf('\n'); end !== -1; end = part.indexOf('\n', start)) {
      const line = rest + part.slice(start, end);
      yield tooLong || line.length > LONGEST_LINE ? null : line.replace(/\r$/, '');
      rest = '';
      tooLong = false;
      start = end + 1;
    }
    if (!tooLong) rest += part.slice(start);
    if (rest.length > LONGEST_LINE) {
      tooLong = true;
      rest = '';
    }
  }
  if (tooLong || rest !== '') yield tooLong ? null : rest.replace(/\r$/, '');
}
