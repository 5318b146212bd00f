import { type Concept, concept } from './concept.ts';

export const actorKinds = [
  concept('person', 'Person', 'شخص'),
  concept('state', 'State', 'دولة'),
  concept('body', 'Official body', 'هيئة رسمية', {
    definition: {
      en: 'A part of a state: government, ministry, parliament, court.',
      ar: 'جهاز من أجهزة الدولة: حكومة أو وزارة أو برلمان أو محكمة.',
    },
  }),
  concept('force', 'Regular force', 'قوة نظامية', {
    definition: {
      en: 'An army, police or other force under a state.',
      ar: 'جيش أو شرطة أو قوة أخرى تابعة لدولة.',
    },
  }),
  concept('group', 'Armed or organised group', 'جماعة', {
    definition: {
      en: 'A group outside the state, armed or not.',
      ar: 'جماعة خارج أجهزة الدولة، مسلحة كانت أم لا.',
    },
  }),
  concept('coalition', 'Coalition', 'تحالف'),
  concept('party', 'Political party', 'حزب سياسي'),
  concept('outlet', 'News outlet', 'وسيلة إعلام'),
  concept('organisation', 'Organisation', 'منظمة'),
  concept('company', 'Company', 'شركة'),
  concept('population', 'Population', 'فئة من السكان', {
    definition: {
      en: 'People spoken of together: protesters, the displaced, civilians of a town.',
      ar: 'ناس يُذكرون مجتمعين: متظاهرون أو نازحون أو أهالي بلدة.',
    },
  }),
] as const satisfies readonly Concept[];

export const actorNameKinds = [
  concept('primary', 'Primary name', 'الاسم الرئيسي'),
  concept('alias', 'Other name', 'اسم آخر'),
  concept('acronym', 'Acronym', 'اسم مختصر'),
  concept('as_reported', 'As reported', 'كما ورد في الخبر'),
  concept('transliteration', 'Transliteration', 'كتابة الاسم بحروف لغة أخرى'),
] as const satisfies readonly Concept[];

export const actorRelations = [
  concept('member_of', 'Member of', 'عضو في', { membership: true }),
  concept('part_of', 'Part of', 'جزء من', { membership: true }),
  concept('represents', 'Represents', 'يمثّل', { membership: true }),
  concept('leads', 'Leads', 'يقود', { membership: true }),
  concept('allied_with', 'Allied with', 'متحالف مع'),
  concept('opposed_to', 'Opposed to', 'يعارض'),
  concept('successor_of', 'Successor of', 'يخلف'),
  concept('proxy_of', 'Proxy of', 'يعمل بالوكالة عن'),
] as const satisfies readonly Concept[];
