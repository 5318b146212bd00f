import { describe, expect, it } from 'vitest';
import { foldText } from '../../src/arabic/fold.ts';
import { likeness, spell } from '../../src/names/align.ts';
import { type Asked, isMatch, type Profile, weighUp } from '../../src/names/decide.ts';
import { nameWords } from '../../src/names/fold.ts';
import { storedNameKeys } from '../../src/names/keys.ts';
import { rankNames } from '../../src/names/rank.ts';
import { skeletons } from '../../src/names/skeleton.ts';
import { readName } from '../../src/names/words.ts';

const score = (asked: string, name: string, prefix = false) =>
  rankNames(asked, [{ record: 'r', name, folded: foldText(name), primary: true, slug: 's' }], { prefix })[0];

const like = (a: string, b: string) => {
  const [x, y] = [spell(a), spell(b)];
  return x && y ? likeness(x, y) : 0;
};

describe('one name in two spellings', () => {
  it.each([
    ['زكريا المعموري', 'Zakariya al-Maamouri'],
    ['عبد الكريم زيدان', 'Abdulkarim Zaydan'],
    ['عبدالكريم زيدان', 'Abd al-Karim Zidan'],
    ['عبد الرحيم خطاب', 'Abderrahim Khattab'],
    ['نور الدين بكار', 'Noureddine Bekkar'],
    ['أبو بكر قاسم', 'Abubakar Qasim'],
    ['أيوب يلدز', 'Eyüp Yıldız'],
    ['گلاب خان', 'Gulab Khan'],
    ['لكحل منير', 'Mounir Lakhal'],
    ['محمد ولد سالم', 'Mohamed Ould Salem'],
    ['سليم بن مراد', 'Salim Ben Mourad'],
    ['ولی جان', 'Walijan'],
    ['Qadhafi Mansur', 'Mansour Gaddafi'],
    ['مصطفى نديم', 'Mostafa Nadeem'],
    ['Iwan Makari', 'إيوان مكاري'],
  ])('%s is %s', (a, b) => {
    expect(score(a, b)?.score).toBeGreaterThan(0.6);
    expect(score(b, a)?.score).toBeGreaterThan(0.6);
    const keys = new Set(storedNameKeys('actor', b));
    expect(storedNameKeys('actor', a).filter((key) => keys.has(key)).length).toBeGreaterThan(0);
  });

  it.each([
    ['حسن خليل', 'Hussein Jalal'],
    ['كمال داود', 'Jamal Farouk'],
    ['Samir Tawfiq', 'Nabil Haddad'],
  ])('%s is not %s', (a, b) => {
    expect(score(a, b)?.score ?? 0).toBeLessThan(0.6);
  });
});

describe('letters', () => {
  it('knows which letters are read as one another', () => {
    expect(like('خالد', 'khalid')).toBeGreaterThan(like('خالد', 'walid'));
    expect(like('قاسم', 'gasim')).toBeGreaterThan(like('قاسم', 'basim'));
    expect(like('hussein', 'husayn')).toBeGreaterThan(like('hussein', 'hassan'));
    expect(like('طارق', 'تارق')).toBeGreaterThan(0.7);
  });

  it('gives every reading of an ambiguous letter a skeleton', () => {
    expect(skeletons('lakhal')).toEqual(skeletons('لكحل'));
    expect(skeletons('gamal')).toContain(skeletons('جمال')[0]);
    expect(skeletons('ali')).toEqual(['L']);
    expect(skeletons('هاي')).toEqual(['-']);
  });
});

describe('words', () => {
  const parts = (name: string) => readName(nameWords(name)).map(({ part, readings }) => [part, readings[0]]);
  it('takes articles away, and particles and servants of God apart', () => {
    expect(parts('عبدالستار الجبوري')).toEqual([
      ['particle', 'abd'],
      ['name', 'ستار'],
      ['name', 'جبوري'],
    ]);
    expect(parts('Abdussattar al-Jubouri')).toEqual([
      ['particle', 'abd'],
      ['name', 'sattar'],
      ['name', 'jubouri'],
    ]);
    expect(parts('Dr. Karim bin Walid')).toEqual([
      ['title', 'dr'],
      ['name', 'karim'],
      ['particle', 'bin'],
      ['name', 'walid'],
    ]);
  });

  it('reads a name of nothing but particles as a name', () => {
    expect(parts('Abu')).toEqual([['name', 'abu']]);
  });
});

describe('why', () => {
  it.each([
    ['Karim Walid', 'Karim Walid', 'exact', 1],
    ['karim WALID', 'Karim Walid', 'folded', 0.99],
    ['Walid', 'Karim Walid', 'token_subset', undefined],
    ['كريم وليد', 'Karim Walid', 'transliteration', undefined],
    ['Kareem Waleed', 'Karim Walid', 'fuzzy', undefined],
  ])('%s for %s by %s', (asked, name, rule, exactly) => {
    const found = score(asked, name);
    expect(found?.rule).toBe(rule);
    if (exactly) expect(found?.score).toBe(exactly);
    else expect(found?.score).toBeLessThanOrEqual(0.95);
  });

  it('gives a surname alone a lower score than the whole name', () => {
    expect(score('Walid', 'Karim Walid')?.score).toBeLessThan(
      score('Kareem Walid', 'Karim Walid')?.score ?? 0,
    );
  });

  it('takes whoever shares all but the first name for kin', () => {
    const own = score('سالم قاسم خطاب الدليمي', 'Salim Qasim Khattab al-Dulaimi')?.score ?? 0;
    for (const other of ['Qasim Khattab al-Dulaimi', 'Nabil Qasim Khattab al-Dulaimi']) {
      const kin = score('سالم قاسم خطاب الدليمي', other)?.score ?? 0;
      expect(kin, other).toBeLessThan(0.64);
      expect(kin, other).toBeLessThan(own - 0.25);
    }
    // Half a name that begins alike may be the same person's.
    expect(score('سالم قاسم خطاب الدليمي', 'Salim Qasim')?.score).toBeGreaterThan(0.6);
  });

  it('completes a beginning in both scripts', () => {
    expect(score('kar', 'Karim Walid', true)?.rule).toBe('token_subset');
    expect(score('كري', 'Karim Walid', true)?.rule).toBe('transliteration');
    expect(score('الجب', 'كريم الجبوري', true)?.rule).toBe('token_subset');
    expect(score('xyz', 'Karim Walid', true)).toBeUndefined();
  });
});

describe('a match', () => {
  const profile: Profile = {
    kind: 'person',
    country: 'IQ',
    periods: [{ from: '2010-01-01', to: '2014-12-31' }],
    roles: ['Minister of Water وزير المياه'],
  };
  const weighed = (asked: Asked, score = 0.95) => ({ score, verdicts: weighUp(asked, profile) });

  it('needs more than a name', () => {
    expect(isMatch(weighed({}), [])).toBe(false);
    expect(isMatch(weighed({ kind: 'person' }), [])).toBe(false);
    expect(isMatch(weighed({ country: 'IQ' }), [])).toBe(true);
    expect(isMatch(weighed({ role: 'وزير المياه' }), [])).toBe(true);
    expect(isMatch(weighed({ from: '2012-01-01', to: '2012-12-31' }), [])).toBe(true);
    expect(isMatch(weighed({ country: 'IQ' }, 0.6), [])).toBe(false);
  });

  it('is none where something differs, or another comes near', () => {
    expect(isMatch(weighed({ country: 'SY', role: 'Minister of Water' }), [])).toBe(false);
    expect(isMatch(weighed({ to: '1920-01-01', country: 'IQ' }), [])).toBe(false);
    const one = weighed({ country: 'IQ' });
    expect(isMatch(one, [one, weighed({ country: 'IQ' }, 0.93)])).toBe(false);
    expect(isMatch(one, [one, weighed({ country: 'SY' }, 0.93)])).toBe(true);
  });

  it('says what is not known', () => {
    expect(
      weighUp({ country: 'IQ', role: 'Pilot', from: '2020-01-01' }, { ...profile, country: null }),
    ).toEqual({
      country: 'unknown',
      dates: 'unknown',
      role: 'unknown',
    });
  });
});
