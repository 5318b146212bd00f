import { beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../support/app.ts';
import { useDesk } from '../support/desk.ts';

const service = useApp({ demo: false });
const desk = useDesk(service);

// Zentar and its minister are invented.
const first = `قالت سلمى درويد إن خزان وادي الفيروز امتلأ لأول مرة منذ عشر سنوات، وإن الوزارة لن تقطع المياه عن القرى هذا الصيف.
وأضافت درويد أن ترميم القناة الشمالية سينتهي في الخريف المقبل وأنه كلف 40 مليون دينار.
وأشارت درويد إلى أن محطة الضخ الجديدة ستروي بساتين السهل الغربي.`;
const second = `أكدت سلمى درويد أن خزان وادي الفيروز قد امتلأ لأول مرة منذ عشر سنوات.
وأوضحت درويد أن أعمال ترميم القناة الشمالية ستنتهي في الخريف وأنها كلفت 60 مليون دينار.
وذكرت درويد أن محطة الضخ الجديدة سوف تروي بساتين السهل الغربي.`;

const post = (path: string, body?: object) => desk.send('editor', 'POST', `/v1${path}`, body ? { body } : {});
const get = async (path: string) => (await desk.send('editor', 'GET', `/v1${path}`)).body;
const proposed = async (document: string, kind: string) =>
  (await get(`/drafts?document=desk:${document}&kind=${kind}`)).data;

async function page(id: string, text: string) {
  const made = await post('/documents', {
    lang: 'ar',
    text,
    published: { edtf: '2031-05-12', basis: 'stated' },
    external_ids: { desk: [id] },
  });
  expect(made.status, made.text).toBe(201);
  await post(`/documents/desk:${id}/extraction`);
  const { body } = await post('/drafts/accept', { document: `desk:${id}`, min_confidence: 0.5 });
  expect(body.skipped, JSON.stringify(body.skipped)).toEqual([]);
  return made.body.id as string;
}

beforeAll(async () => {
  await page('first', first);
  await page('second', second);
});

describe('documents that tell the same', () => {
  it('two wordings are proposed as one utterance, with a reason; accepted, each shows the other', async () => {
    const { status, body } = await post('/documents/desk:second/grouping');
    expect([status, body.found.utterance], JSON.stringify(body)).toEqual([200, expect.any(Number)]);
    const [surest] = await proposed('second', 'utterance');
    expect(surest.reason).toMatch(/2 wordings in 2 documents/);
    const accepted = await post(`/drafts/${surest.id}/accept`, {
      corrections: { gist: { en: 'The reservoir is full' } },
    });
    expect(accepted.status, accepted.text).toBe(200);
    const utterance = await get(`/utterances/${accepted.body.record}`);
    expect(utterance).toMatchObject({ review: 'reviewed', gist: { en: 'The reservoir is full' } });
    expect(
      new Set(
        utterance.variants.map(({ quote }: { quote: { document: { id: string } } }) => quote.document.id),
      ).size,
    ).toBe(2);
  });

  it('where they differ is proposed with them, and stands in the utterance', async () => {
    const drafts = await proposed('second', 'utterance');
    const [differing] = drafts.filter(({ reason }: { reason: string }) => reason.includes('differ on'));
    expect(differing?.reason, JSON.stringify(drafts)).toMatch(/they differ on: number/);
    const accepted = await post(`/drafts/${differing.id}/accept`, {});
    expect(accepted.status, accepted.text).toBe(200);
    const { disagreements } = await get(`/utterances/${accepted.body.record}`);
    expect(disagreements).toEqual([
      {
        aspect: 'number',
        note: null,
        positions: expect.arrayContaining(
          [/40/, /60/].map((number) => ({
            value: { en: expect.stringMatching(number) },
            by: null,
            documents: [],
            quotes: [expect.objectContaining({ id: expect.any(String) })],
          })),
        ),
      },
    ]);
  });

  it('what was refused is not proposed again', async () => {
    const before = await proposed('second', 'utterance');
    expect(before.length).toBeGreaterThan(0);
    for (const { id } of before)
      expect((await post(`/drafts/${id}/reject`, { reason: 'Two things' })).status).toBe(200);
    for (const document of ['first', 'second']) {
      await post(`/documents/desk:${document}/grouping`);
      expect(await proposed(document, 'utterance')).toEqual([]);
    }
  });

  it('a copy is linked to the text that was there before', async () => {
    const original = (await get('/documents/desk:first')).id;
    await page('copy', `${first}\nالمصدر: وكالة`);
    await post('/documents/desk:copy/grouping');
    const [copy] = await proposed('copy', 'copy');
    expect(copy.proposal).toEqual({ syndicated_from: { document: original } });
    expect(copy.confidence).toBeGreaterThan(0.8);
    expect((await post(`/drafts/${copy.id}/accept`, {})).status).toBe(200);
    expect((await get('/documents/desk:copy')).syndicated_from.document.id).toBe(original);
    await post('/documents/desk:first/grouping');
    expect(await proposed('first', 'copy')).toEqual([]);
  });

  it('reports of one event are merged into one that both documents support', async () => {
    await post('/documents/desk:copy/grouping');
    const [same] = await proposed('copy', 'same_event');
    expect(same.proposal.events.length).toBeGreaterThan(1);
    const accepted = await post(`/drafts/${same.id}/accept`, {});
    expect(accepted.status, accepted.text).toBe(200);
    const event = await get(`/events/${accepted.body.record}`);
    expect(event.merged_ids.length).toBe(same.proposal.events.length - 1);
    expect(event.reports.documents).toBeGreaterThan(1);
  });
});
