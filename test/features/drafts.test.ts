import { beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../support/app.ts';
import { type Sent, useDesk } from '../support/desk.ts';

const service = useApp({ demo: false });
const desk = useDesk(service);

// Zentar, its minister and its farmers are invented.
const TEXT = `قالت وزيرة المياه سلمى درويد، الاثنين، إن خزان وادي الفيروز امتلأ لأول مرة منذ عشر سنوات.
وأضافت درويد: «لن نقطع الماء عن القرى هذا الصيف».
وأكد رئيس اتحاد المزارعين بهيج كنعر أن ثلاث قرى ما زالت بلا ماء.`;

const post = (path: string, body?: object, as: 'editor' | 'contributor' | 'other' = 'editor') =>
  desk.send(as, 'POST', `/v1${path}`, body ? { body } : {});
const get = (path: string, as: 'editor' | 'contributor' | 'other' | 'none' = 'editor') =>
  desk.send(as, 'GET', `/v1${path}`);

interface Entry {
  id: string;
  kind: string;
  words: string | null;
  state: string;
  confidence: number;
  reason: string;
  record: string | null;
  proposal: Record<string, unknown> & { name?: { ar?: string; en?: string } };
  candidates: { slug: string; score: number; reason: string; actor: string }[];
}
const draftsOf = async (query: string): Promise<Entry[]> => {
  const { status, body } = await get(`/drafts?limit=200&${query}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body.data;
};
const open = (document: string, kind: string) => draftsOf(`document=${document}&kind=${kind}`);
const stateOf = ({ status, body }: Sent) => [status, body?.state ?? body?.type];

let count = 0;
async function page(text: string): Promise<string> {
  count += 1;
  const { body, status } = await post('/documents', {
    source: 'vela-courier',
    lang: 'ar',
    text,
    published: { edtf: '2031-05-12', basis: 'stated' },
    external_ids: { desk: [`page-${count}`] },
  });
  expect(status, JSON.stringify(body)).toBe(201);
  return body.id;
}

beforeAll(async () => {
  await post('/sources', { slug: 'vela-courier', kind: 'website', name: { en: 'Vela Courier' } });
});

describe('a text that was read', () => {
  let document = '';

  it('becomes drafts with span, words, confidence and reason, and nothing that the public sees', async () => {
    document = await page(TEXT);
    const { status, body } = await post(`/documents/${document}/extraction`);
    expect([status, body.drafts], JSON.stringify(body)).toEqual([200, `/v1/drafts?document=${document}`]);
    const quotes = await open(document, 'quote');
    expect(quotes.length).toBe(body.found.quote);
    expect(quotes.map(({ words }) => words)).toEqual(
      expect.arrayContaining([
        'خزان وادي الفيروز امتلأ لأول مرة منذ عشر سنوات',
        'لن نقطع الماء عن القرى هذا الصيف',
        'ثلاث قرى ما زالت بلا ماء',
      ]),
    );
    for (const { reason, confidence, state } of quotes) {
      expect(reason).not.toBe('');
      expect(confidence).toBeGreaterThan(0);
      expect(state).toBe('open');
    }
    const { body: shown } = await get('/quotes', 'none');
    expect(shown.data).toEqual([]);
    expect((await get('/drafts', 'none')).status).toBe(401);
  });

  it('read again changes nothing', async () => {
    const before = await draftsOf(`document=${document}`);
    const { body } = await post(`/documents/${document}/extraction`);
    expect([body.created, body.dropped, body.updated]).toEqual([0, 0, before.length]);
    expect(await draftsOf(`document=${document}`)).toEqual(before);
  });

  it('is listed by kind, confidence and state, page by page', async () => {
    const { body: first } = await get(`/drafts?document=${document}&limit=2&total=true`);
    expect(first.data.length).toBe(2);
    const { body: second } = await get(
      `/drafts?document=${document}&limit=2&cursor=${first.page.next_cursor}&total=true`,
    );
    expect(second.data[0].confidence).toBeLessThanOrEqual(first.data[1].confidence);
    for (const { confidence } of await draftsOf(`document=${document}&min_confidence=0.85`))
      expect(confidence).toBeGreaterThanOrEqual(0.85);
    expect((await get('/drafts?state=undecided')).status).toBe(400);
    const { text: table } = await get(`/drafts?document=${document}&format=csv`);
    expect(table.split('\n')[0]).toContain('kind,words,confidence');
    expect((await get('/drafts?min_confidence=2')).status).toBe(400);
  });

  it('accepting a quote writes it with its selector, and its speaker with a likely Latin name', async () => {
    const [quote] = (await open(document, 'quote')).filter(({ words }) => words?.startsWith('لن نقطع'));
    const accepted = await post(`/drafts/${quote?.id}/accept`, { corrections: { speech_act: 'promise' } });
    expect(stateOf(accepted), accepted.text).toEqual([200, 'accepted']);
    const { body: record } = await get(`/quotes/${accepted.body.record}`, 'none');
    expect(record).toMatchObject({
      review: 'reviewed',
      speech_act: 'promise',
      text: { value: 'لن نقطع الماء عن القرى هذا الصيف' },
      anchor: { state: 'verified' },
      speaker: { name: { ar: 'سلمى درويد' } },
    });
    expect(record.speaker.slug).toMatch(/^salma-d/);
    const { body: history } = await get(`/quotes/${accepted.body.record}/history`);
    expect(JSON.stringify(history)).toContain('"by":"editor"');
    expect((await post(`/drafts/${quote?.id}/accept`, {})).status).toBe(409);
  });

  it('a rejected draft needs a reason and is not proposed again, also when the text has changed', async () => {
    const [quote] = (await open(document, 'quote')).filter(({ words }) => words?.startsWith('ثلاث قرى'));
    expect((await post(`/drafts/${quote?.id}/reject`, {})).status).toBe(400);
    const rejected = await post(`/drafts/${quote?.id}/reject`, { reason: 'Not a quote' });
    expect([...stateOf(rejected), rejected.body.decided.by]).toEqual([200, 'rejected', 'editor']);
    const changed = await desk.send('editor', 'PATCH', `/v1/documents/${document}`, {
      body: { text: `مقدمة قصيرة أضيفت لاحقا.\n${TEXT}` },
      headers: { 'if-match': '*' },
    });
    expect(changed.status, changed.text).toBe(200);
    const { body } = await post(`/documents/${document}/extraction`);
    expect(body.decided).toBeGreaterThanOrEqual(2);
    const left = (await open(document, 'quote')).map(({ words }) => words);
    expect(left).toContain('خزان وادي الفيروز امتلأ لأول مرة منذ عشر سنوات');
    expect(left).not.toContain('ثلاث قرى ما زالت بلا ماء');
    expect(left).not.toContain('لن نقطع الماء عن القرى هذا الصيف');
    expect((await draftsOf(`document=${document}&state=rejected`)).map(({ id }) => id)).toEqual([quote?.id]);
  });

  it('all that is sure enough is accepted at once, and what cannot be is named', async () => {
    const sure = await draftsOf(`document=${document}&min_confidence=0.7`);
    const { status, body } = await post('/drafts/accept', { document, min_confidence: 0.7 });
    expect(status, JSON.stringify(body)).toBe(200);
    expect(
      [...body.accepted, ...body.skipped].map(({ draft }: { draft: string }) => draft).toSorted(),
    ).toEqual(sure.map(({ id }) => id).toSorted());
    expect(body.accepted.length).toBeGreaterThan(0);
    expect((await draftsOf(`document=${document}&min_confidence=0.7`)).length).toBe(body.skipped.length);
  });
});

describe('who is meant by a name', () => {
  const other = TEXT.replace('خزان وادي الفيروز', 'سد وادي الياقوت').replace('الصيف', 'الشتاء');
  const actorDraft = async (document: string, name: string) =>
    (await open(document, 'actor')).find(({ proposal }) => proposal.name?.ar === name);

  it('an actor that is there is found in the text and not proposed again', async () => {
    const document = await page(other);
    await post(`/documents/${document}/extraction`);
    expect(await actorDraft(document, 'سلمى درويد')).toBeUndefined();
    const [quote] = (await open(document, 'quote')).filter(({ words }) => words?.startsWith('لن نقطع'));
    const known = await get('/actors?q=سلمى درويد');
    expect(quote?.proposal.speaker).toBe(known.body.data[0].id);
  });

  it('“not this person” is remembered for every text', async () => {
    const namesake = await post('/actors', {
      slug: 'nawfal-zaarour-elder',
      kind: 'person',
      name: { ar: 'نوفل زعرور الكبير' },
    });
    const document = await page(`قال نوفل زعرور إن موسم القمح انتهى مبكرا.`);
    await post(`/documents/${document}/extraction`);
    const draft = await actorDraft(document, 'نوفل زعرور');
    const candidate = draft?.candidates.find(({ slug }) => slug === 'nawfal-zaarour-elder');
    expect(candidate?.score).toBeGreaterThan(0);
    expect(candidate?.reason).toContain('نوفل زعرور');
    const apart = await post(`/drafts/${draft?.id}/distinct-from`, {
      from: 'nawfal-zaarour-elder',
      reason: 'His father',
    });
    expect(apart.body.candidates.map(({ actor }: { actor: string }) => actor)).not.toContain(
      namesake.body.id,
    );
    const again = await page(`قال نوفل زعرور إن موسم الشعير بدأ متأخرا.`);
    await post(`/documents/${again}/extraction`);
    const proposed = (await actorDraft(again, 'نوفل زعرور'))?.candidates.map(({ actor }) => actor) ?? [];
    expect(proposed).not.toContain(namesake.body.id);
  });

  it('accepted as somebody who is there, no new actor is made', async () => {
    const document = await page(`قال نوفل الزعروري إن موسم الذرة جيد.`);
    await post(`/documents/${document}/extraction`);
    const draft = await actorDraft(document, 'نوفل الزعروري');
    const before = (await get('/actors?total=true')).body.page.total.count;
    const accepted = await post(`/drafts/${draft?.id}/accept`, { same_as: 'nawfal-zaarour-elder' });
    expect(stateOf(accepted), accepted.text).toEqual([200, 'accepted']);
    expect((await get('/actors?total=true')).body.page.total.count).toBe(before);
    const [quote] = await open(document, 'quote');
    const { body } = await post(`/drafts/${quote?.id}/accept`, {});
    expect((await get(`/quotes/${body.record}`)).body.speaker.slug).toBe('nawfal-zaarour-elder');
  });
});

describe('who may', () => {
  it('a contributor reads texts and sees its own drafts without the words', async () => {
    const document = await page(`قالت سلمى درويد إن محطة الضخ تعمل من جديد.`);
    expect((await post(`/documents/${document}/extraction`, undefined, 'contributor')).status).toBe(200);
    const { body: own } = await get(`/drafts?document=${document}`, 'contributor');
    expect(own.data.length).toBeGreaterThan(0);
    expect(own.data.map(({ words }: Entry) => words)).toEqual(own.data.map(() => null));
    const { body: others } = await get(`/drafts?document=${document}`, 'other');
    expect(others.data).toEqual([]);
    const { id } = own.data[0];
    expect((await get(`/drafts/${id}`, 'other')).status).toBe(404);
    expect((await get(`/drafts/${id}`, 'contributor')).status).toBe(200);
    expect((await post(`/drafts/${id}/accept`, {}, 'contributor')).status).toBe(403);
  });

  it('nobody reads what is not stored, or a book', async () => {
    const { body: bare } = await post('/documents', {
      source: 'vela-courier',
      lang: 'ar',
      url: 'https://vela.example/1',
    });
    const none = await post(`/documents/${bare.id}/extraction`);
    expect([none.status, none.body.detail]).toEqual([409, expect.stringContaining('not stored')]);
    const book = await page('كلمة '.repeat(20_001));
    expect((await post(`/documents/${book}/extraction`)).status).toBe(422);
  });
});
