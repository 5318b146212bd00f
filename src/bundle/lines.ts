import { createReadStream } from 'node:fs';

/** Characters of the longest line that is read; a page of text has a hundred thousand. */
export const LONGEST_LINE = 16 * 1024 * 1024;

/** A stretch of a file: whole lines, the first of which is `line` (from 1), and the bytes that they take. */
export interface Stretch {
  file: string;
  line: number;
  start: number;
  end: number;
}

/** A line and where it stands; no bytes where it is above LONGEST_LINE. */
export interface Line extends Stretch {
  bytes: Buffer | null;
}

/** A character is four bytes at most. */
const MOST_BYTES = 4 * LONGEST_LINE;
const [LF, CR] = [0x0a, 0x0d];

/**
 * Streams the lines of a stretch without their ends (LF or CRLF), as bytes, so that whoever passes over a line need not
 * have it decoded. Not node:readline, which also ends a line at U+2028 and U+2029: both may stand inside a JSON text.
 */
export async function* linesOf({ file, line, start, end }: Stretch): AsyncGenerator<Line> {
  let begun: Buffer[] = [];
  let length = 0;
  let at: Stretch = { file, line, start, end: start };
  const finish = (last: Buffer, ending: number): Line => {
    const finished = { ...at, end: at.start + length + last.length + ending };
    const bytes = begun.length > 0 ? Buffer.concat([...begun, last]) : last;
    const tooLong = length + last.length > MOST_BYTES;
    at = { file, line: at.line + 1, start: finished.end, end: finished.end };
    begun = [];
    length = 0;
    return { ...finished, bytes: tooLong ? null : bytes.at(-1) === CR ? bytes.subarray(0, -1) : bytes };
  };
  if (end <= start) return;
  for await (const part of createReadStream(file, { start, end: end - 1, highWaterMark: 1 << 20 })) {
    const bytes = part as Buffer;
    let from = 0;
    for (let to = bytes.indexOf(LF); to !== -1; to = bytes.indexOf(LF, from)) {
      yield finish(bytes.subarray(from, to), 1);
      from = to + 1;
    }
    const rest = bytes.subarray(from);
    if (length + rest.length <= MOST_BYTES) begun.push(rest);
    else begun = [];
    length += rest.length;
  }
  if (length > 0) yield finish(Buffer.alloc(0), 0);
}
