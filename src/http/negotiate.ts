import type { IncomingMessage } from 'node:http';
import accepts from 'accepts';
import type { FastifyRequest } from 'fastify';
import { AppError } from '../errors.ts';
import type { Format } from '../formats/format.ts';
import { type Language, languages } from '../model/language.ts';

/** A media type without its parameters. */
export const essence = (mediaType: string) => mediaType.split(';')[0] ?? mediaType;

/** A media type with those parameters only that tell formats apart: a profile, but not how the text is encoded. */
const distinct = (mediaType: string) => mediaType.replace(/; *(charset|header)=[^;]*/g, '');

/**
 * The format a request asks for, by `format=` or else by `Accept`; undefined is JSON, which stands for anything
 * that a browser or a plain client accepts. Throws AppError not_acceptable where nothing fits.
 */
export function chosenFormat<F extends Pick<Format, 'name' | 'mediaType'>>(
  request: FastifyRequest,
  named: string | undefined,
  formats: readonly F[],
): F | undefined {
  if (named) return formats.find(({ name }) => name === named);
  const types = ['application/json', ...formats.map(({ mediaType }) => distinct(mediaType))];
  const best = accepts(request.raw).type(types);
  if (best === false)
    throw new AppError(
      'not_acceptable',
      `This answer comes as ${types.join(', ')}; “Accept” names none of them.`,
    );
  return formats.find(({ mediaType }) => distinct(mediaType) === best);
}

/** The language of ours that a reader prefers by `Accept-Language`; Arabic where it names none of them. */
export const spokenBy = (request: FastifyRequest): Language =>
  languages.find((language) => language === accepts(request.raw).language([...languages])) ?? 'ar';

/** Pages and some formats are in one language; JSON is in all of them, and is kept once for all readers. */
export const dependsOnLanguage = ({ headers, url = '' }: Pick<IncomingMessage, 'headers' | 'url'>) =>
  /text\/html/.test(headers.accept ?? '') || /[?&]format=/.test(url);
