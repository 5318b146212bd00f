import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { useApp } from '../support/app.ts';

const service = useApp();

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const examples = [
  ...readme.matchAll(/```sh\ncurl -s 'http:\/\/localhost:3000([^']+)'\n```\n```json\n([\s\S]*?)\n```/g),
].map(([, path = '', answer = '']) => ({ path, answer: JSON.parse(answer) }));

describe('the README', () => {
  it('asks five questions', () => {
    expect(examples).toHaveLength(5);
  });

  it.each(examples)('shows the real answer to $path', async ({ path, answer }) => {
    const { body } = await service.get(encodeURI(path)).expect(200);
    expect(body).toMatchObject(answer);
  });
});
