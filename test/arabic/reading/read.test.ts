import { describe, expect, it } from 'vitest';
import { read } from '../../../src/arabic/reading/read.ts';
import { eventRecord, figureRecord, quoteRecord } from '../../../src/arabic/reading/records.ts';
import { readingLines, readingReport } from '../../../src/arabic/reading/report.ts';
import type { ReadingContext } from '../../../src/arabic/reading/types.ts';
import { EventRecord } from '../../../src/model/event.ts';
import { FigureRecord } from '../../../src/model/figure.ts';
import { QuoteRecord } from '../../../src/model/quote.ts';

/** What was read of a text, in words. */
function quotesOf(text: string, context: ReadingContext = {}) {
  const reading = read(text, context);
  const points = Array.from(text);
  return reading.quotes.map((quote) => ({
    ...quote,
    words: points.slice(...quote.span).join(''),
    who: quote.speakers.map((id) => reading.actors[id]?.name ?? reading.actors[id]?.titles[0]),
  }));
}

describe('who says what in an Arabic sentence', () => {
  it.each([
    [
      'a clause with أن',
      'قال الوزير سالم الحمداني إن الجسر سيفتح غداً.',
      'قال',
      'سالم الحمداني',
      'الجسر سيفتح غداً',
      'indirect',
    ],
    [
      'a verbal noun as object',
      'أكد رئيس البلدية، عماد الراوي، استمرار العمل في الجسر.',
      'أكد',
      'عماد الراوي',
      'استمرار العمل في الجسر',
      'indirect',
    ],
    [
      'the preposition of the verb',
      'شدد المتحدث باسم الوزارة كريم الجبوري على ضرورة إغلاق المعبر.',
      'شدد',
      'كريم الجبوري',
      'ضرورة إغلاق المعبر',
      'indirect',
    ],
    [
      'the speaker before the verb',
      'وزارة النقل أعلنت أن الطريق مغلق.',
      'أعلنت',
      'وزارة النقل',
      'الطريق مغلق',
      'indirect',
    ],
    [
      'كان … قد',
      'وكان العميد حاتم الزيدي قد أعلن أن الحملة انتهت.',
      'أعلن',
      'حاتم الزيدي',
      'الحملة انتهت',
      'indirect',
    ],
    ['a quotation', 'وقال الزيدي: «الطريق آمن اليوم».', 'وقال', 'الزيدي', 'الطريق آمن اليوم', 'direct'],
    [
      'a quotation after إن',
      'وقالت الوزيرة هدى العلي إن “المدارس ستفتح أبوابها قريباً”.',
      'وقالت',
      'هدى العلي',
      'المدارس ستفتح أبوابها قريباً',
      'direct',
    ],
    [
      'a quotation that is part of it',
      'وقال الزيدي إن الطريق “آمن ومفتوح للجميع منذ الصباح”.',
      'وقال',
      'الزيدي',
      'الطريق “آمن ومفتوح للجميع منذ الصباح”',
      'mixed',
    ],
    [
      'a quotation before its verb',
      '«لن نغلق الطريق أمام أحد»، قال العميد حاتم الزيدي.',
      'قال',
      'حاتم الزيدي',
      'لن نغلق الطريق أمام أحد',
      'direct',
    ],
    [
      'according to',
      'وبحسب وزارة الصحة، وصلت الأدوية إلى المدينة.',
      'وبحسب',
      'وزارة الصحة',
      'وصلت الأدوية إلى المدينة',
      'indirect',
    ],
    [
      'وفقا لـ with the preposition on the source',
      'ووفقاً لوزارة الصحة، وصلت الأدوية إلى المدينة.',
      'ووفقاً',
      'وزارة الصحة',
      'وصلت الأدوية إلى المدينة',
      'indirect',
    ],
    [
      'an accusation with whom it accuses',
      'واتهم الوزير سالم الحمداني إيران بتعطيل المشروع.',
      'واتهم',
      'سالم الحمداني',
      'إيران بتعطيل المشروع',
      'indirect',
    ],
    [
      'a name in quotation marks inside',
      'قال سالم الحمداني إن تنظيم "داعش" انسحب.',
      'قال',
      'سالم الحمداني',
      'تنظيم "داعش" انسحب',
      'indirect',
    ],
    [
      'the dummy pronoun left out, a meaningful one kept',
      'وأوضح الحمداني أنه لا يوجد تأخير.',
      'وأوضح',
      'الحمداني',
      'لا يوجد تأخير',
      'indirect',
    ],
  ])('%s', (_, text, cue, who, words, mode) => {
    expect(quotesOf(text)).toMatchObject([{ cue, who: [who], words, mode }]);
  });

  it.each([
    ['بين the preposition', 'يمتد الطريق بين العراق وسوريا وبين الجبل والنهر.'],
    ['كشف with nobody who speaks', 'الحفريات التي تكشف عن مدينة قديمة مستمرة.'],
    ['a negated verb', 'لم يقل الوزير إن الجسر مغلق.'],
    ['عبر the preposition', 'وصلت الشاحنات عبر معبر الحدود.'],
    ['what a fact shows', 'وصل الوفد مبكرا، ما يؤكد أن الطريق مفتوح.'],
  ])('finds nothing in %s', (_, text) => {
    expect(quotesOf(text)).toEqual([]);
  });

  it('continues the last speaker, through participles and verbs without a subject', () => {
    const quotes = quotesOf(
      'قال الوزير سالم الحمداني إن الجسر سيفتح، مشيراً إلى أن العمل انتهى.\nوأضاف أن الطريق آمن، مؤكداً عدم وجود خطر.',
    );
    expect(quotes.map(({ cue, who }) => [cue, who[0]])).toEqual([
      ['قال', 'سالم الحمداني'],
      ['مشيراً', 'سالم الحمداني'],
      ['وأضاف', 'سالم الحمداني'],
      ['مؤكداً', 'سالم الحمداني'],
    ]);
    expect(quotes[2]?.reason).toContain('continues the speaker before: سالم الحمداني');
  });

  it('knows a man by his office and nation', () => {
    const quotes = quotesOf(
      'التقى وزير النقل العراقي سالم الحمداني نظيره وزير النقل الأردني رامي العدوان.\nوقال الوزير الأردني إن الطريق جاهز.\nوأكد الوزير العراقي أن العمل بدأ.\nواتفق الجانبان على أهمية الإسراع.',
    );
    expect(quotes.map(({ who }) => who)).toEqual([
      ['رامي العدوان'],
      ['سالم الحمداني'],
      ['سالم الحمداني', 'رامي العدوان'],
    ]);
    expect(quotes[2]).toMatchObject({ speaker_kind: 'joint' });
  });

  it('lets a feminine verb continue a feminine speaker', () => {
    const quotes = quotesOf(
      'قالت وزارة الصحة إن الأدوية وصلت.\nوقال الوزير سالم الحمداني إن الطريق مفتوح.\nوأضافت أن التوزيع بدأ.',
    );
    expect(quotes[2]?.who).toEqual(['وزارة الصحة']);
  });

  it.each([
    ['لا توجد خطة لإغلاق الجسر', true, false],
    ['الجسر لا يزال مفتوحاً', false, false],
    ['العمل لا يقتصر على الجسر بل يشمل الطريق', false, false],
    ['الجسر سيغلق إذا ارتفع النهر', false, true],
    ['الفيضان قد يعطل العمل', false, true],
    ['الطريق الذي لا يصل إلى القرية سيمدد', false, false],
    ['الغارات التي شنتها الطائرات لم تصب أحداً', true, false],
  ])('denies or supposes: %s', (words, negated, hypothetical) => {
    expect(quotesOf(`قال سالم الحمداني إن ${words}.`)).toMatchObject([{ negated, hypothetical }]);
  });

  it('closes a quotation that nothing closes at the end of its sentence', () => {
    const quotes = quotesOf('وقال الحمداني “العمل لم ينته بعد.\nوأضاف “سنعود غداً إلى الجسر”.');
    expect(quotes.map(({ words, mode }) => [words, mode])).toEqual([
      ['العمل لم ينته بعد', 'direct'],
      ['سنعود غداً إلى الجسر', 'direct'],
    ]);
  });

  it('dates what was said from the sentence and the day of publication', () => {
    const [quote] = quotesOf('وقال الحمداني أمس الثلاثاء إن الجسر سيفتح.', { published: '2024-03-06' });
    expect(quote?.said).toEqual({ edtf: '2024-03-05', basis: 'resolved' });
    expect(quotesOf('وقال الحمداني أمس الثلاثاء إن الجسر سيفتح.')[0]?.said).toBeNull();
  });
});

describe('dates', () => {
  it.each([
    ['في 11 حزيران/ يونيو 2020', '2020-06-11', 'stated'],
    ['مارس 2, 2024', '2024-03-02', 'stated'],
    ['الخميس 7 كانون الأول 2023', '2023-12-07', 'stated'],
    ['منتصف شباط فبراير', '2024-02-15~', 'resolved'],
    ['أواخر عام 2021', '2021-12~', 'stated'],
    ['الليلة الماضية', '2024-03-05', 'resolved'],
    ['الأحد', '2024-03-03', 'resolved'],
    ['الأحد المقبل', '2024-03-10', 'resolved'],
    ['الشهر الماضي', '2024-02', 'resolved'],
    ['في آب/ أغسطس الماضي', '2023-08', 'resolved'],
    ['عام 2014', '2014', 'stated'],
    ['2024-01-09', '2024-01-09', 'stated'],
    ['9/1/2024', '2024-01-09', 'stated'],
    ['15 رمضان 1445', '2024-03-25~', 'stated'],
  ])('%s', (words, edtf, basis) => {
    const { dates } = read(`وصل الوفد ${words}.`, { published: '2024-03-06' });
    expect(dates.map(({ date }) => date)).toEqual([{ edtf, basis }]);
  });

  it('guesses no day without a date to count from', () => {
    expect(read('وصل الوفد أمس.').dates).toMatchObject([{ date: null }]);
  });
});

describe('figures', () => {
  it.each([
    ['نحو 2500 جندي', { value: 2500, qualifier: 'about', unit: 'soldiers' }],
    ['أكثر من خمسة آلاف مقاتل', { min: 5000, value: null, qualifier: 'more_than' }],
    ['أقل من عشرة آلاف', { max: 10_000, value: null, qualifier: 'less_than' }],
    ['ما لا يقل عن 12 قتيلا', { min: 12, metric: 'killed', qualifier: 'at_least' }],
    ['خمسة وعشرين مدنيا', { value: 25, unit: 'civilians' }],
    ['مئة وخمسين مليون دولار', { value: 150_000_000, metric: 'funds', unit: 'USD' }],
    ['40 ألف كيلومتر مربع', { value: 40_000, unit: 'km2' }],
    ['شهرين', { value: 2, metric: 'duration', unit: 'months' }],
    ['ثلث الأراضي', { value: 0.33, metric: 'territory_share' }],
    ['بين 10 و20 جنديا', { min: 10, max: 20, qualifier: 'between' }],
  ])('%s', (words, figure) => {
    expect(read(`بقي هناك ${words}.`).figures).toMatchObject([figure]);
  });

  it.each([
    'صدر القرار 2254.',
    'وصل الوفد عام 2014.',
    'في الساعة 10 وصل الوفد.',
    'حلقت طائرة من طراز إف-16 هناك.',
  ])('counts nothing in %s', (text) => {
    expect(read(text).figures).toEqual([]);
  });
});

describe('a page', () => {
  const story = [
    'افتتاح جسر جديد في المدينة',
    'قال وزير النقل سالم الحمداني إن الجسر سيفتح أمام الناس قريباً بعد انتهاء العمل فيه.',
    'وأضاف الحمداني أن الطريق المؤدي إليه آمن ومجهز لاستقبال الشاحنات الكبيرة من كل مكان.',
  ];
  it('parts a second story behind a label from its own', () => {
    const text = [
      ...story,
      'اقرأ أيضاً:',
      'طبيب يتحدث عن المستشفى الجديد',
      'وصف الطبيب رائد المشهداني ما يجري في المستشفى بأنه صعب للغاية هذه الأيام.',
      'وأكد المشهداني أن الأدوية وصلت إلى المستشفى وأن توزيعها بدأ على المرضى.',
    ].join('\n');
    expect(read(text).items.map(({ kind }) => kind)).toEqual(['main', 'appended']);
  });

  it('goes on behind a label in its middle', () => {
    const text = [
      ...story,
      'اقرأ أيضاً',
      'وأكد الحمداني أن العمل سيستمر في الطرق الأخرى حتى نهاية العام.',
    ].join('\n');
    const { items, quotes } = read(text);
    expect(items.map(({ kind }) => kind)).toEqual(['main']);
    expect(quotes).toHaveLength(3);
  });

  it('takes headlines behind a label for teasers', () => {
    const text = [
      ...story,
      'مقالات ذات صلة',
      'أمطار غزيرة في الشمال',
      'قال الخبير نديم الطائي إن الأمطار ستستمر أسبوعاً في كل…',
      'سوق جديدة في البلدة',
      'أعلنت البلدية أن السوق ستفتح أبوابها أمام…',
    ].join('\n');
    const { items, quotes } = read(text);
    expect(items.map(({ kind }) => kind)).toEqual(['main', 'teaser', 'teaser']);
    expect(quotes.filter(({ item }) => item === 0)).toHaveLength(2);
    expect(quotes.find(({ item }) => item === 1)).toMatchObject({ truncated: true });
  });
});

describe('an English article', () => {
  const text = [
    'Bridge reopens in Northport',
    'The bridge over the Dala will open soon, Transport Minister Lena Ortal said on Sunday. "We have no plan to close it again," she added.',
    'Colonel James Harrow, a spokesman for the northern command, told reporters that at least 12 soldiers were wounded.',
    'According to the ministry, about 2,500 troops remain in the province. The mayor warned that the river could rise.',
  ].join('\n\n');
  it('is read by the same pipeline', () => {
    expect(quotesOf(text, { published: '2024-03-04' })).toMatchObject([
      { who: ['Lena Ortal'], cue: 'said', mode: 'indirect', said: { edtf: '2024-03-03' } },
      { who: ['Lena Ortal'], cue: 'added', mode: 'direct', negated: true },
      { who: ['James Harrow'], cue: 'told' },
      { who: ['the ministry'], cue: 'According' },
      { who: ['The mayor'], cue: 'warned', hypothetical: true },
    ]);
    expect(read(text).figures).toMatchObject([
      { min: 12, metric: 'injured' },
      { value: 2500, qualifier: 'about' },
    ]);
  });
});

describe('drafts', () => {
  const text = 'قال وزير النقل سالم الحمداني 😀 إن 12 جنديا قتلوا في هجوم قرب بغداد أمس.';
  const reading = read(text, {
    published: '2024-03-06',
    actors: [{ ref: 'salim', names: ['سالم الحمداني'] }],
    locations: [{ ref: 'baghdad', names: ['بغداد'] }],
  });
  const acceptance = {
    points: Array.from(text),
    document: 'doc',
    reading,
    actorOf: (id: number) => reading.actors[id]?.actor ?? null,
  };

  it('name known actors and places, and count code points', () => {
    expect(reading.quotes[0]).toMatchObject({ about: [{ location: 'baghdad' }] });
    expect(reading.actors[0]).toMatchObject({ name: 'سالم الحمداني', actor: 'salim' });
    expect(
      Array.from(text)
        .slice(...(reading.quotes[0]?.span ?? [0, 0]))
        .join(''),
    ).toMatch(/^12 جنديا/);
  });

  it('become records that the model takes', () => {
    for (const quote of reading.quotes)
      expect(QuoteRecord.safeParse(quoteRecord(quote, acceptance)).error).toBeUndefined();
    for (const figure of reading.figures)
      expect(FigureRecord.safeParse(figureRecord(figure, acceptance)).error).toBeUndefined();
    for (const event of reading.events)
      expect(EventRecord.safeParse(eventRecord(event, { ar: 'حدث' }, acceptance)).error).toBeUndefined();
    expect(reading.events.map(({ type }) => type)).toEqual(expect.arrayContaining(['attack', 'statement']));
  });

  it('are told in a report and one a line', () => {
    expect(readingReport(text, reading)).toContain('سالم الحمداني قال indirect');
    expect([...readingLines(reading)].map(({ draft }) => draft)).toContain('quote');
  });
});
