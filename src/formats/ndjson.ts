import type { Format } from './format.ts';

/** One JSON answer a line (ndjson.org). PostgreSQL writes line breaks between values only, where none is needed. */
export const ndjson: Format = {
  name: 'ndjson',
  mediaType: 'application/x-ndjson; charset=utf-8',
  extension: 'ndjson',
  async *write(entries) {
    for await (const entry of entries) yield `${entry.replaceAll('\n', ' ')}\n`;
  },
};
