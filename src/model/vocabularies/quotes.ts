import { type Concept, concept } from './concept.ts';

export const speechActs = [
  concept('inform', 'Inform', 'إخبار', { crosswalk: { cameo: '01' } }),
  concept('claim_responsibility', 'Claim responsibility', 'إعلان المسؤولية', { crosswalk: { cameo: '01' } }),
  concept('deny', 'Deny', 'نفي', { crosswalk: { cameo: '01' } }),
  concept('confirm', 'Confirm', 'تأكيد', { crosswalk: { cameo: '01' } }),
  concept('praise', 'Praise', 'إشادة', { crosswalk: { cameo: '05', plover: 'SUPPORT' } }),
  concept('condemn', 'Condemn', 'إدانة', { crosswalk: { cameo: '11', plover: 'DISAPPROVE' } }),
  concept('accuse', 'Accuse', 'اتهام', { crosswalk: { cameo: '11', plover: 'DISAPPROVE' } }),
  concept('appeal', 'Appeal', 'مناشدة', { crosswalk: { cameo: '02' } }),
  concept('demand', 'Demand', 'مطالبة', { crosswalk: { cameo: '10', plover: 'DEMAND' } }),
  concept('reject', 'Reject', 'رفض', { crosswalk: { cameo: '12', plover: 'REJECT' } }),
  concept('warn', 'Warn', 'تحذير'),
  concept('threaten', 'Threaten', 'تهديد', { crosswalk: { cameo: '13', plover: 'THREATEN' } }),
  concept('promise', 'Promise', 'تعهد'),
  concept('announce', 'Announce', 'إعلان', { crosswalk: { cameo: '01' } }),
  concept('concede', 'Concede', 'إقرار'),
  concept('no_comment', 'Decline to comment', 'امتناع عن التعليق', { crosswalk: { cameo: '01' } }),
  concept('ask', 'Ask', 'سؤال'),
] as const satisfies readonly Concept[];

export const quoteModes = [
  concept('direct', 'Direct', 'اقتباس مباشر', {
    definition: { en: "The speaker's own words, as printed.", ar: 'كلام المتحدث بلفظه كما نُشر.' },
  }),
  concept('indirect', 'Indirect', 'نقل غير مباشر', {
    definition: { en: 'What was said, in the words of the reporter.', ar: 'مضمون الكلام بصياغة الصحفي.' },
  }),
  concept('mixed', 'Mixed', 'اقتباس مختلط', {
    definition: { en: 'Reported speech with some words quoted.', ar: 'كلام منقول تتخلله ألفاظ مقتبسة.' },
  }),
] as const satisfies readonly Concept[];

export const speakerKinds = [
  concept('named', 'Named person', 'شخص مذكور بالاسم'),
  concept('office', 'Office or post', 'منصب أو مكتب'),
  concept('organisation', 'Organisation', 'مؤسسة'),
  concept('document', 'Document', 'وثيقة'),
  concept('joint', 'Several speakers together', 'عدة متحدثين معًا'),
  concept('unnamed', 'Unnamed source', 'مصدر لم يُذكر اسمه'),
] as const satisfies readonly Concept[];

export const mediumKinds = [
  concept('interview', 'Interview', 'مقابلة'),
  concept('press_conference', 'Press conference', 'مؤتمر صحفي'),
  concept('written_statement', 'Written statement', 'بيان'),
  concept('joint_statement', 'Joint statement', 'بيان مشترك'),
  concept('speech', 'Speech', 'خطاب'),
  concept('social_media_post', 'Social media post', 'منشور على مواقع التواصل'),
  concept('testimony', 'Testimony', 'إفادة'),
  concept('call', 'Call', 'اتصال'),
  concept('meeting', 'Meeting', 'لقاء'),
  concept('headline', 'Headline', 'عنوان صحفي'),
  concept('other', 'Other', 'أخرى'),
] as const satisfies readonly Concept[];

export const chainActs = [
  concept('said', 'Said', 'قال'),
  concept('aired', 'Aired', 'بثّ'),
  concept('published', 'Published', 'نشر'),
  concept('republished', 'Republished', 'أعاد النشر'),
] as const satisfies readonly Concept[];
