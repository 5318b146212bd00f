import { describe, expect, it } from 'vitest';
import { type EventReport, groupEvents } from '../../src/compare/events.ts';

const attack = (id: string, text: string, more: Partial<EventReport> = {}): EventReport => ({
  id,
  document: id.slice(0, 1),
  type: 'attack',
  modality: 'occurred',
  participants: [
    { actor: 'northern_militia', role: 'perpetrator' },
    { actor: 'city_police', role: 'target' },
  ],
  places: [{ place: 'harbour', within: ['coast_province', 'coast'] }],
  text,
  ...more,
});
/** Events that have nothing to do with those under test, so that words and circumstances have a frequency. */
const others: EventReport[] = [
  attack('x', 'افتتاح مستشفى جديد في الجنوب', {
    type: 'aid',
    participants: [{ actor: 'ministry', role: 'provider' }],
    places: [{ place: 'south' }],
  }),
  attack('y', 'اجتماع لجنة الموازنة في البرلمان', {
    type: 'meeting',
    participants: [{ actor: 'parliament', role: 'participant' }],
    places: [{ place: 'capital' }],
  }),
  attack('z', 'استقالة مدير الميناء بعد خلاف على الرسوم', {
    type: 'political',
    participants: [{ actor: 'director', role: 'subject' }],
    places: [],
  }),
];
const groups = (...reports: EventReport[]) =>
  groupEvents([...reports, ...others]).map(({ members }) => members.toSorted());

const A = 'مسلحون هاجموا مركز الشرطة في الميناء وقتلوا ثلاثة عناصر';
const B = 'مقتل ثلاثة من الشرطة في هجوم للميليشيا على مركز الميناء';

describe('reports of several documents', () => {
  it('are one event when kind, day, place, participants and words agree', () => {
    expect(groups(attack('a', A), attack('b', B))).toEqual([['a', 'b']]);
  });

  it('are one event where one names the whole and another the part', () => {
    const wide = attack('b', B, {
      participants: [
        { actor: 'northern_militia', role: 'perpetrator' },
        { actor: 'harbour_police', role: 'target', partOf: ['city_police'] },
      ],
      places: [{ place: 'coast_province', within: ['coast'] }],
    });
    expect(groups(attack('a', A), wide)).toEqual([['a', 'b']]);
  });

  it.each<[string, Partial<EventReport>]>([
    ['of another kind', { type: 'arrest' }],
    ['only imagined', { modality: 'hypothetical' }],
    ['denied', { modality: 'denied' }],
    ['planned', { modality: 'planned' }],
    ['in another place', { places: [{ place: 'airport', within: ['plain'] }] }],
    [
      'the other way round',
      {
        participants: [
          { actor: 'city_police', role: 'perpetrator' },
          { actor: 'northern_militia', role: 'target' },
        ],
      },
    ],
    ['on another day', { date: { from: '2031-06-20', to: '2031-06-20' } }],
    ['in the same document', { document: 'a' }],
  ])('are not one event when one is %s', (_, more) => {
    const day = { from: '2031-06-01', to: '2031-06-01' };
    expect(groups(attack('a', A, { date: day }), attack('b', B, more))).toEqual([]);
  });

  it('are not one event where only the words of the trade agree', () => {
    const elsewhere = attack('b', 'هجوم على مركز تجاري أوقع جرحى بين المتسوقين', {
      participants: [
        { actor: 'lone_gunman', role: 'perpetrator' },
        { actor: 'shoppers', role: 'victim' },
      ],
      places: [],
    });
    expect(groups(attack('a', A), elsewhere)).toEqual([]);
  });

  it('stay apart where an editor said so', () => {
    expect(groupEvents([attack('a', A), attack('b', B), ...others], [['a', 'b']])).toEqual([]);
  });
});

describe('statements', () => {
  const statement = (id: string, utterances: string[]): EventReport => ({
    ...attack(id, 'صرح الوزير للصحفيين'),
    type: 'statement',
    participants: [{ actor: 'minister', role: 'speaker' }],
    places: [],
    utterances,
  });

  it('are one when the same was said, whatever the report of it says', () => {
    const told = { ...statement('b', ['u1', 'u2']), text: 'وفي مقابلة مع القناة قال المسؤول' };
    expect(groups(statement('a', ['u1', 'u2', 'u3']), told)).toEqual([['a', 'b']]);
  });

  it('are not one when nothing said is the same, in whatever words they are reported', () => {
    expect(groups(statement('a', ['u1']), statement('b', ['u2']))).toEqual([]);
  });
});

describe('a continuing state', () => {
  it('may be told twice in one document, a happening not', () => {
    const presence = (id: string, document: string, text: string): EventReport => ({
      ...attack(id, text),
      document,
      type: 'deployment',
      modality: 'ongoing',
      participants: [{ actor: 'peace_force', role: 'deploying_force' }],
    });
    const reports = [
      presence('a1', 'a', 'قوة السلام تنتشر في الميناء باتفاق مع البلدية'),
      presence('a2', 'a', 'في الميناء نحو 400 جندي من قوة السلام'),
      presence('b', 'b', 'تنتشر قوة السلام في الميناء وعددها 400 جندي'),
    ];
    expect(groups(...reports)).toEqual([['a1', 'a2', 'b']]);
    expect(groups(...reports.map((report) => ({ ...report, modality: 'occurred' })))).not.toContainEqual([
      'a1',
      'a2',
      'b',
    ]);
  });
});
