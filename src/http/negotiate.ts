import accepts from 'accepts';
import type { FastifyRequest } from 'fastify';
import { AppError } from '../errors.ts';
import type { Format } from '../formats/format.ts';

/** A media type without its parameters. */
export const essence = (mediaType: string) => mediaType.split(';')[0] ?? mediaType;

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
  const types = ['application/json', ...formats.map(({ mediaType }) => essence(mediaType))];
  const best = accepts(request.raw).type(types);
  if (best === false)
    throw new AppError(
      'not_acceptable',
      `This answer comes as ${types.join(', ')}; “Accept” names none of them.`,
    );
  return formats.find(({ mediaType }) => essence(mediaType) === best);
}
