import type { FastifyError } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { AppError, type Fault, type ProblemCode, problems } from '../errors.ts';
import { bodyFaults, type Expected, type Issue, inBody, parameterFaults } from './faults.ts';

/** A problem document (RFC 9457). */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;
  errors?: Fault[];
}

export const problemType = (code: ProblemCode) => `/problems/${code.replaceAll('_', '-')}`;

const shape = (code: ProblemCode, detail: string, instance: string, errors: Fault[] = []): Problem => ({
  type: problemType(code),
  title: problems[code].title,
  status: problems[code].status,
  detail,
  instance,
  ...(errors.length > 0 ? { errors } : {}),
});

/** Gives any thrown value its problem document; what is ours to mend says nothing of what went wrong inside. */
export function toProblem(error: unknown, instance: string, expected: Expected): Problem {
  if (error instanceof AppError) {
    const faults = expected.asksInBody ? error.faults.map(inBody) : error.faults;
    return shape(error.code, error.message, instance, faults);
  }
  if (hasZodFastifySchemaValidationErrors(error)) return validationProblem(error, instance, expected);
  const code = knownCode(error);
  if (code === 'too_slow') return tooSlow(instance, expected);
  return shape(
    code,
    details[code] ?? 'Something went wrong here; it is logged and not your fault.',
    instance,
  );
}

/** What makes most questions small, the smallest first. */
const narrowing = ['actor', 'speaker', 'event', 'location', 'from', 'type', 'source', 'document', 'kind'];
/** What makes a question costly, and can be left out. */
const costly = ['total', 'include_members', 'collapse', 'series', 'by', 'q'];

/** Advice on which filter to add and what to leave out, of those that the route takes. */
function tooSlow(instance: string, { parameters, given = {} }: Expected): Problem {
  const add = narrowing.filter((name) => parameters.includes(name) && given[name] === undefined).slice(0, 4);
  const leave = costly.filter((name) => given[name] !== undefined && given[name] !== false);
  const named = (names: string[]) => names.map((name) => `“${name}”`).join(', ');
  const advice = [
    ...(add.length > 0 ? [`Narrow it by one of ${named(add)}.`] : []),
    ...(leave.length > 0 ? [`Leave out ${named(leave)} if you can.`] : []),
  ];
  return shape('too_slow', ['The question took longer than the time limit.', ...advice].join(' '), instance, [
    ...leave.map((parameter) => ({ parameter, code: 'costly', detail: 'Leave it out if you can.' })),
    ...add.map((parameter) => ({ parameter, code: 'narrows', detail: 'Give it, to ask for less.' })),
  ]);
}

const details: Partial<Record<ProblemCode, string>> = {
  unavailable: 'The database cannot be reached at the moment. Try again in a few seconds.',
  not_found: 'There is nothing at this address.',
  method_not_allowed: 'This address does not take that method.',
  too_large: 'The request is larger than this address takes.',
  uri_too_long: 'The address is longer than this service takes.',
  unsupported_media_type: 'This address does not read that media type.',
  invalid_body: 'The request could not be read. A body sent as JSON has to be valid JSON.',
};

/** SQLSTATE of a statement that was stopped, by its timeout or by the embedded database's watchdog. */
const STOPPED = '57014';
const UNREACHABLE = /^(08|57P0|53)|ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN|EPIPE|ETIMEDOUT/;
/** What `pg` says, without a code, of a connection that was lost, or that there was none to be had. */
const NO_CONNECTION =
  /timeout exceeded when trying to connect|timeout expired|read timeout|Connection terminated|not queryable|connection error/;

function knownCode(error: unknown): ProblemCode {
  const chain = causesOf(error);
  if (chain.some(({ code }) => code === STOPPED)) return 'too_slow';
  if (chain.some(({ code, message }) => UNREACHABLE.test(code) || NO_CONNECTION.test(message)))
    return 'unavailable';
  const { statusCode = 500 } = error as Partial<FastifyError>;
  if (statusCode === 404) return 'not_found';
  if (statusCode === 405) return 'method_not_allowed';
  if (statusCode === 413) return 'too_large';
  if (statusCode === 414) return 'uri_too_long';
  if (statusCode === 415) return 'unsupported_media_type';
  return statusCode >= 400 && statusCode < 500 ? 'invalid_body' : 'internal';
}

/** An error and what caused it: drizzle puts its own around that of the driver, whose message holds the query. */
function causesOf(error: unknown): { code: string; message: string }[] {
  if (!(error instanceof Error)) return [];
  const { code, cause } = error as Error & { code?: unknown };
  const own = { code: typeof code === 'string' ? code : '', message: cause ? '' : error.message };
  return [own, ...causesOf(cause)];
}

function validationProblem(
  error: { validation: unknown; validationContext?: string },
  instance: string,
  expected: Expected,
): Problem {
  const inBody = error.validationContext === 'body';
  const faults = (error.validation as Issue[]).flatMap((issue) =>
    inBody ? bodyFaults(issue, expected) : parameterFaults(issue, expected),
  );
  const { pointer, parameter, code, detail = '' } = faults[0] ?? {};
  if (inBody) {
    const place = pointer ? ` at “${pointer}”` : '';
    return shape('invalid_body', `The body is wrong${place}: ${detail}`, instance, faults);
  }
  return code === 'unknown_parameter'
    ? shape(code, `There is no parameter “${parameter}”. ${detail}`, instance, faults)
    : shape('invalid_parameter', `The parameter “${parameter}” is wrong: ${detail}`, instance, faults);
}
