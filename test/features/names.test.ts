import supertest from 'supertest';
import { beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../support/app.ts';
import { useDesk } from '../support/desk.ts';

const service = useApp();
const desk = useDesk(service);

interface Hit {
  slug: string;
  match: { name: string; rule: string; score: number };
}

const find = async (path: string): Promise<Hit[]> => (await service.get(path).expect(200)).body.data;
const match = (body: object) => supertest(service.app.server).post('/v1/actors/match').send(body);

describe('q on actors and locations', () => {
  it.each([
    ['actors', 'Iyan Makari', 'ian-mccary'],
    ['actors', 'ايان ماكاري', 'ian-mccary'],
    ['actors', 'McCarry, Ian', 'ian-mccary'],
    ['actors', 'Muhammad Shiya Sudani', 'mohammed-shia-al-sudani'],
    ['actors', 'محمد شياع السودانى', 'mohammed-shia-al-sudani'],
    ['locations', 'Bagdad', 'baghdad'],
    ['locations', 'Tadmour', 'palmyra'],
  ])('%s?q=%s finds %s first, and says how', async (path, q, slug) => {
    const [first] = await find(`/v1/${path}?q=${encodeURIComponent(q)}`);
    expect(first).toMatchObject({ slug, match: { rule: expect.any(String) } });
    expect(first?.match.score).toBeGreaterThan(0.5);
    expect(first?.match.score).toBeLessThan(1);
  });

  it.each([
    ['actors', 'USA', 'usa'],
    ['actors', 'U.S.', 'usa'],
    ['actors', 'ISIL', 'isis'],
    ['actors', 'الدولة الإسلامية', 'isis'],
    ['locations', 'Tadmor', 'palmyra'],
  ])('%s?q=%s finds %s first, which has another name', async (path, q, slug) => {
    const [first] = await find(`/v1/${path}?q=${encodeURIComponent(q)}`);
    expect(first).toMatchObject({ slug, match: { rule: 'synonym', score: 0.95 } });
  });

  it.each([
    ['actors', 'mcc', 'ian-mccary'],
    ['actors', 'ian mcc', 'ian-mccary'],
    ['actors', 'مكا', 'ian-mccary'],
    ['locations', 'bagh', 'baghdad'],
    ['locations', 'بغد', 'baghdad'],
  ])('%s?q=%s&prefix=true completes to %s', async (path, q, slug) => {
    const found = await find(`/v1/${path}?q=${encodeURIComponent(q)}&prefix=true`);
    expect(found.map((hit) => hit.slug)).toContain(slug);
  });

  it('keeps to the other filters', async () => {
    expect((await find('/v1/actors?q=mccary&kind=person'))[0]?.slug).toBe('ian-mccary');
    expect((await find('/v1/actors?q=mccary&kind=state')).map(({ slug }) => slug)).not.toContain(
      'ian-mccary',
    );
  });

  it('pages by score without repeating', async () => {
    const all = await find('/v1/actors?q=iraq&limit=100');
    const first = (await service.get('/v1/actors?q=iraq&limit=1').expect(200)).body;
    const next = await find(`/v1/actors?q=iraq&limit=100&cursor=${first.page.next_cursor}`);
    expect([first.data[0].slug, ...next.map(({ slug }) => slug)]).toEqual(all.map(({ slug }) => slug));
  });

  it('refuses a beginning of nothing, and a name without letters', async () => {
    const { body } = await service.get('/v1/actors?prefix=true').expect(400);
    expect(body.errors).toMatchObject([{ parameter: 'prefix' }]);
    await service.get('/v1/locations?q=%3F!').expect(400);
    await service.get(`/v1/actors?q=${encodeURIComponent('😀')}`).expect(400);
  });
});

describe('a surname that several share', () => {
  const kin = ['Aram Zaradashti', 'Bilal Zaradashti', 'Dilan Zaradashti'];
  beforeAll(async () => {
    for (const [i, name] of kin.entries()) {
      const body = { slug: `kin-${i}`, kind: 'person', name: { en: name }, country: i === 0 ? 'IQ' : 'SY' };
      expect(
        (await desk.send('editor', 'POST', '/v1/actors', { body: { ...body, review: 'reviewed' } })).status,
      ).toBe(201);
    }
  });

  it('finds them all, in either script, below a whole name', async () => {
    for (const q of ['Zaradashti', 'زرادشتي', '😀 Zaradashti !']) {
      const found = await find(`/v1/actors?q=${encodeURIComponent(q)}`);
      expect(found.map(({ slug }) => slug).sort(), q).toEqual(['kin-0', 'kin-1', 'kin-2']);
      for (const hit of found) expect(hit.match.score, q).toBeLessThan(0.8);
    }
  });

  it('is found as well with signs around it', async () => {
    const plain = await find('/v1/actors?q=Zaradashti');
    const scores = (hits: Hit[]) => hits.map(({ match: { score } }) => score);
    expect(scores(await find(`/v1/actors?q=${encodeURIComponent('😀 Zaradashti')}`))).toEqual(scores(plain));
  });

  it('is no match of any, whatever else agrees, and a whole name is where country tells', async () => {
    const { body } = await match({
      names: [
        { name: 'Zaradashti', country: 'IQ' },
        { name: 'Aram Zaradashti', country: 'IQ' },
        { name: 'Bilal Zaradashti', country: 'IQ' },
      ],
    }).expect(200);
    const sure = body.data.map(
      ({ candidates }: { candidates: { match: boolean; actor: { slug: string } }[] }) =>
        candidates.filter((candidate) => candidate.match).map(({ actor }) => actor.slug),
    );
    expect(sure).toEqual([[], ['kin-0'], []]);
  });
});

describe('POST /v1/actors/match', () => {
  it('is sure only with more than a name', async () => {
    const { body } = await match({
      names: [
        { name: 'Ian McCary' },
        { name: 'إيان مكاري', country: 'US' },
        { name: 'Ian McCary', country: 'FR' },
      ],
    }).expect(200);
    const first = body.data.map(({ candidates }: { candidates: object[] }) => candidates[0]);
    expect(first[0]).toMatchObject({ actor: { slug: 'ian-mccary' }, match: false, verdicts: {} });
    expect(first[0].name).toMatchObject({ rule: 'exact', score: 1 });
    expect(first[1]).toMatchObject({
      actor: { slug: 'ian-mccary' },
      match: true,
      verdicts: { country: 'agrees' },
    });
    expect(body.data[2].candidates.every(({ match }: { match: boolean }) => !match)).toBe(true);
    expect(body.thresholds).toMatchObject({ confirmed_by: ['country', 'dates', 'role'] });
  });

  it('answers an unknown name with no sure candidate', async () => {
    const { body } = await match({ names: [{ name: 'Zbigniew Wojciechowski', country: 'PL' }] }).expect(200);
    expect(body.data[0].candidates.some(({ match }: { match: boolean }) => match)).toBe(false);
  });

  it.each([
    [{}, '/names'],
    [{ names: [] }, '/names'],
    [{ names: Array(101).fill({ name: 'a' }) }, '/names'],
    [{ names: [{ name: 'a' }, { name: '?!' }] }, '/names/1/name'],
    [{ names: [{ name: 'a', kind: 'alien' }] }, '/names/0/kind'],
    [{ names: [{ name: 'a', country: 'Iraq' }] }, '/names/0/country'],
    [{ names: [{ name: 'a', from: '2024', to: '2023' }] }, '/names/0/to'],
    [{ names: [{ name: 'a', from: 'spring' }] }, '/names/0/from'],
    [{ names: [{ nam: 'a' }] }, '/names/0'],
    [{ names: [{ name: '😀' }] }, '/names/0/name'],
    [{ names: [{ name: 'a', role: '!' }] }, '/names/0/role'],
    [{ names: [{ name: 'a' }, { name: 'a\0b' }] }, '/names/1/name'],
    [{ names: ['a'] }, '/names/0'],
  ])('refuses %j and points at %s', async (body, pointer) => {
    const { body: problem } = await match(body).expect(400);
    expect(problem.errors.some((fault: { pointer: string }) => fault.pointer.startsWith(pointer))).toBe(true);
  });

  it('says which field was meant', async () => {
    const { body } = await match({ names: [{ name: 'a', knid: 'person' }], lmit: 3 }).expect(400);
    const details = body.errors.map(({ detail }: { detail: string }) => detail).join();
    expect(details).toContain('Did you mean “kind”?');
    expect(details).toContain('Did you mean “limit”?');
  });
});
