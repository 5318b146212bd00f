import { type Concept, concept } from './concept.ts';

export const modalities = [
  concept('occurred', 'Occurred', 'وقع'),
  concept('ongoing', 'Ongoing', 'مستمر'),
  concept('announced', 'Announced', 'معلن', {
    definition: {
      en: 'Said to have been decided; not yet seen to happen.',
      ar: 'أُعلن قراره ولم يثبت وقوعه بعد.',
    },
  }),
  concept('planned', 'Planned', 'مقرر', {
    definition: { en: 'Due at a later time.', ar: 'محدد لوقت لاحق.' },
  }),
  concept('hypothetical', 'Hypothetical', 'افتراضي', {
    definition: { en: 'Spoken of as a condition or possibility only.', ar: 'ذُكر شرطًا أو احتمالًا فقط.' },
  }),
  concept('alleged', 'Alleged', 'مزعوم', {
    definition: { en: 'Claimed by one side, without confirmation.', ar: 'يدّعيه طرف من دون تأكيد.' },
  }),
  concept('denied', 'Denied', 'منفي', {
    definition: { en: 'Reported as not having happened.', ar: 'نُقل أنه لم يقع.' },
  }),
  concept('cancelled', 'Cancelled', 'ملغى'),
] as const satisfies readonly Concept[];

export const contexts = [
  concept('military', 'Military', 'عسكري'),
  concept('diplomatic', 'Diplomatic', 'دبلوماسي'),
  concept('political', 'Political', 'سياسي'),
  concept('economic', 'Economic', 'اقتصادي'),
  concept('humanitarian', 'Humanitarian', 'إنساني'),
  concept('judicial', 'Judicial', 'قضائي'),
  concept('election', 'Election', 'انتخابي'),
  concept('territory', 'Territory', 'السيطرة على الأرض'),
  concept('terrorism', 'Terrorism', 'الإرهاب'),
  concept('security', 'Security', 'أمني'),
  concept('media', 'Media', 'إعلامي'),
  concept('energy', 'Energy', 'الطاقة'),
  concept('migration', 'Migration and displacement', 'الهجرة والنزوح'),
  concept('human_rights', 'Human rights', 'حقوق الإنسان'),
  concept('cyber', 'Cyber', 'سيبراني'),
] as const satisfies readonly Concept[];

export const participantRoles = [
  concept('speaker', 'Speaker', 'المتحدث', { track: 'said' }),
  concept('addressee', 'Addressee', 'المخاطَب', { track: 'present' }),
  concept('caller', 'Caller', 'المتصل', { track: 'did' }),
  concept('callee', 'Called party', 'متلقي الاتصال', { track: 'present' }),
  concept('participant', 'Participant', 'مشارك', { track: 'present' }),
  concept('host', 'Host', 'المضيف', { track: 'present' }),
  concept('mediator', 'Mediator', 'الوسيط', { track: 'did' }),
  concept('perpetrator', 'Perpetrator', 'المنفّذ', { track: 'did' }),
  concept('target', 'Target', 'المستهدَف', { track: 'affected' }),
  concept('victim', 'Victim', 'الضحية', { track: 'affected' }),
  concept('deploying_force', 'Deploying force', 'القوة المنتشرة', { track: 'did' }),
  concept('withdrawing_force', 'Withdrawing force', 'القوة المنسحبة', { track: 'did' }),
  concept('recipient', 'Recipient', 'المتلقي', { track: 'affected' }),
  concept('provider', 'Provider', 'الجهة المقدِّمة', { track: 'did' }),
  concept('signatory', 'Signatory', 'الطرف الموقّع', { track: 'did' }),
  concept('subject', 'Person or body concerned', 'المعنيّ بالأمر', { track: 'present' }),
  concept('authority', 'Acting authority', 'الجهة المختصة', { track: 'did' }),
] as const satisfies readonly Concept[];

export const eventRelations = [
  concept('part_of', 'Part of', 'جزء من'),
  concept('follows', 'Follows', 'يلي'),
  concept('responds_to', 'Responds to', 'ردّ على'),
  concept('confirms', 'Confirms', 'يؤكد'),
  concept('denies', 'Denies', 'ينفي'),
  concept('contradicts', 'Contradicts', 'يناقض'),
  concept('same_series', 'Same series', 'من السلسلة نفسها'),
] as const satisfies readonly Concept[];
