import supertest from 'supertest';
import { beforeAll, expect, it } from 'vitest';
import { createKey } from '../../src/store/keys.ts';
import { useApp } from '../support/app.ts';

const service = useApp({ demo: false });
let key: string;
beforeAll(async () => {
  key = (await createKey(service.database.db, 'desk', 'editor')).key;
});

const asEditor = (method: 'post' | 'patch', path: string) =>
  supertest(service.app.server)[method](path).auth(key, { type: 'bearer' });

it('of editors who change one version at once exactly one wins, each time', async () => {
  await asEditor('post', '/v1/actors')
    .send({ slug: 'contested', kind: 'group', name: { en: 'Contested' } })
    .expect(201);
  for (let version = 1; version <= 5; version += 1) {
    const answers = await Promise.all(
      ['a', 'b', 'c'].map((editor) =>
        asEditor('patch', '/v1/actors/contested')
          .set('if-match', `"${version}"`)
          .send({ description: { en: `${editor} ${version}` } }),
      ),
    );
    const won = answers.filter(({ status }) => status === 200);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
    const { body } = await service.get('/v1/actors/contested').expect(200);
    expect(body).toMatchObject({ version: version + 1, description: won[0]?.body.description });
  }
});
