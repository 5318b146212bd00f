import { describe, expect, it } from 'vitest';
import { AppError, type ProblemCode, problems } from '../../src/errors.ts';
import { problemType, toProblem } from '../../src/http/problem.ts';

const of = (error: unknown) => toProblem(error, '/v1/timeline', { parameters: [] });

describe('a problem document', () => {
  it.each(Object.keys(problems) as ProblemCode[])('of %s carries its title, status and sentence', (code) => {
    const fault = { parameter: 'a', code, detail: 'Why.' };
    expect(of(new AppError(code, 'A sentence.', [fault]))).toEqual({
      type: problemType(code),
      title: problems[code].title,
      status: problems[code].status,
      detail: 'A sentence.',
      instance: '/v1/timeline',
      errors: [fault],
    });
  });

  it('has no `errors` where there is nothing to point at', () => {
    expect(of(new AppError('not_found', 'Nothing.'))).not.toHaveProperty('errors');
  });

  it.each([
    ['what went wrong inside', new Error('password=secret at /srv/app.ts:12'), 500, 'internal'],
    ['a thrown text', 'password=secret', 500, 'internal'],
    ['nothing at all', {}, 500, 'internal'],
    ['a bad statement', Object.assign(new Error('syntax error, secret'), { code: '42601' }), 500, 'internal'],
    ['a stopped statement', Object.assign(new Error('secret'), { code: '57014' }), 503, 'too-slow'],
    [
      'the same inside another error',
      new Error('secret', { cause: Object.assign(new Error('secret'), { code: '57014' }) }),
      503,
      'too-slow',
    ],
    ['a database that shuts down', Object.assign(new Error('secret'), { code: '57P01' }), 503, 'unavailable'],
    [
      'a refused connection',
      Object.assign(new Error('secret'), { code: 'ECONNREFUSED' }),
      503,
      'unavailable',
    ],
    ['too many connections', Object.assign(new Error('secret'), { code: '53300' }), 503, 'unavailable'],
    ['a full pool', new Error('timeout exceeded when trying to connect'), 503, 'unavailable'],
    ['a body too large', Object.assign(new Error('secret'), { statusCode: 413 }), 413, 'too-large'],
    [
      'a body of another type',
      Object.assign(new Error('secret'), { statusCode: 415 }),
      415,
      'unsupported-media-type',
    ],
    ['a body that is no JSON', Object.assign(new Error('secret'), { statusCode: 400 }), 400, 'invalid-body'],
  ])('says nothing of the inside: %s', (_, error, status, name) => {
    const problem = of(error);
    expect(problem).toMatchObject({
      status,
      type: `/problems/${name}`,
      detail: expect.stringMatching(/^[A-Z].*\.$/),
    });
    expect(JSON.stringify(problem)).not.toMatch(/secret|srv/);
  });
});
