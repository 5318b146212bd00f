import { type Concept, concept } from './concept.ts';

export const sourceKinds = [
  concept('agency', 'News agency', 'وكالة أنباء'),
  concept('newspaper', 'Newspaper', 'صحيفة'),
  concept('broadcaster', 'Broadcaster', 'قناة أو إذاعة'),
  concept('website', 'Website', 'موقع إلكتروني'),
  concept('government', 'Government', 'جهة حكومية'),
  concept('ngo', 'Non-governmental organisation', 'منظمة غير حكومية'),
  concept('social', 'Social media account', 'حساب على مواقع التواصل'),
  concept('other', 'Other', 'أخرى'),
] as const satisfies readonly Concept[];

export const assertions = [
  concept('asserts', 'Asserts', 'يؤكد'),
  concept('denies', 'Denies', 'ينفي'),
  concept('questions', 'Questions', 'يشكك'),
] as const satisfies readonly Concept[];

export const claimStatuses = [
  concept('asserted', 'Asserted', 'ادعاء قائم'),
  concept('disputed', 'Disputed', 'محل خلاف'),
  concept('denied', 'Denied', 'منفي'),
] as const satisfies readonly Concept[];

export const reviewStates = [
  concept('draft', 'Draft', 'مسودة'),
  concept('reviewed', 'Reviewed', 'مُراجَع'),
  concept('disputed', 'Disputed', 'محل خلاف'),
  concept('retracted', 'Retracted', 'مسحوب'),
] as const satisfies readonly Concept[];

export const disagreementAspects = [
  concept('who', 'Who', 'الفاعل'),
  concept('whom', 'Whom', 'المستهدف'),
  concept('place', 'Place', 'المكان'),
  concept('time', 'Time', 'الزمان'),
  concept('number', 'Number', 'العدد'),
  concept('negation', 'Negation', 'النفي'),
  concept('modality', 'Whether it happened', 'تحقق الحدث'),
  concept('scope', 'Scope', 'النطاق'),
  concept('wording', 'Wording', 'الصياغة'),
  concept('name', 'Name', 'الاسم'),
  concept('intensity', 'Intensity', 'حدة التعبير'),
] as const satisfies readonly Concept[];

export const dateBases = [
  concept('stated', 'Stated', 'مذكور صراحة', {
    definition: { en: 'The document gives this date.', ar: 'ذكرت الوثيقة هذا التاريخ.' },
  }),
  concept('resolved', 'Resolved', 'محسوب', {
    definition: {
      en: 'Worked out from a relative expression and the date of the document.',
      ar: 'محسوب من عبارة زمنية نسبية ومن تاريخ الوثيقة.',
    },
  }),
  concept('inferred', 'Inferred', 'مستنتج', {
    definition: { en: 'Needs knowledge from outside the document.', ar: 'يستند إلى معرفة من خارج الوثيقة.' },
  }),
] as const satisfies readonly Concept[];
