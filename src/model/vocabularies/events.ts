import { type Concept, concept } from './concept.ts';

// attack, coercion and judicial are coded by subtype only: CAMEO splits each of them over several roots. PLOVER leaves
// plain statements out on purpose. UCDP's type of violence depends on who fights whom, so only one subtype settles it.
export const eventTypes = [
  concept('statement', 'Statement', 'تصريح', {
    definition: { en: 'Somebody says something in public or to a reporter.', ar: 'قول علني أو قول لصحفي.' },
    crosswalk: { cameo: '01' },
  }),
  concept('call', 'Call', 'اتصال', {
    definition: { en: 'Parties speak or write to each other from afar.', ar: 'تواصل بين أطراف عن بُعد.' },
    crosswalk: { cameo: '04', plover: 'CONSULT' },
  }),
  concept('deployment', 'Deployment', 'انتشار عسكري', {
    definition: {
      en: 'Forces, weapons or trainers are sent or stationed somewhere.',
      ar: 'إرسال قوات أو أسلحة أو مدربين إلى مكان ما أو تمركزهم فيه.',
    },
    crosswalk: {
      cameo: '15',
      plover: 'MOBILIZE',
      acled: 'Strategic developments',
      acled_sub_event: 'Change to group/activity',
    },
  }),
  concept('attack', 'Attack', 'هجوم', {
    definition: { en: 'Force is used against people or property.', ar: 'استخدام القوة ضد أشخاص أو ممتلكات.' },
    crosswalk: { plover: 'ASSAULT' },
  }),
  concept('meeting', 'Meeting', 'لقاء', {
    definition: { en: 'Parties meet in person or around a table.', ar: 'اجتماع أطراف وجهًا لوجه.' },
    crosswalk: { cameo: '04', plover: 'CONSULT' },
  }),
  concept('agreement', 'Agreement', 'اتفاق', {
    definition: {
      en: 'Parties agree on something, or say that they will.',
      ar: 'توافق أطراف على أمر أو إعلان عزمها عليه.',
    },
    crosswalk: {
      cameo: '05',
      plover: 'AGREE',
      acled: 'Strategic developments',
      acled_sub_event: 'Agreement',
    },
  }),
  concept('withdrawal', 'Withdrawal', 'انسحاب', {
    definition: { en: 'Forces leave a place or end a mission.', ar: 'مغادرة قوات مكانًا ما أو إنهاء مهمتها.' },
    crosswalk: {
      cameo: '08',
      plover: 'RETREAT',
      acled: 'Strategic developments',
      acled_sub_event: 'Change to group/activity',
    },
  }),
  concept('arrest', 'Arrest', 'اعتقال', {
    definition: { en: 'Somebody is detained.', ar: 'توقيف شخص أو احتجازه.' },
    crosswalk: {
      cameo: '17',
      plover: 'COERCE',
      acled: 'Strategic developments',
      acled_sub_event: 'Arrests',
    },
  }),
  concept('aid', 'Aid', 'مساعدات', {
    definition: {
      en: 'Help in money, goods, arms or training is given.',
      ar: 'تقديم عون بالمال أو المواد أو السلاح أو التدريب.',
    },
    crosswalk: { cameo: '07', plover: 'AID' },
  }),
  concept('coercion', 'Coercion short of force', 'إجراءات قسرية', {
    definition: {
      en: 'Pressure by sanctions, bans or expulsion, without arms.',
      ar: 'ضغط بالعقوبات أو الحظر أو الطرد من دون استخدام السلاح.',
    },
  }),
  concept('political', 'Political event', 'حدث سياسي', {
    definition: { en: 'A change in who governs, or how.', ar: 'تغيّر في من يحكم أو في طريقة الحكم.' },
  }),
  concept('judicial', 'Judicial act', 'إجراء قضائي', {
    definition: { en: 'A court or prosecutor acts.', ar: 'إجراء تتخذه محكمة أو جهة ادعاء.' },
  }),
  concept('territorial', 'Change of control', 'تغيّر السيطرة على الأرض', {
    definition: {
      en: 'A place comes under the control of another party.',
      ar: 'انتقال السيطرة على مكان إلى طرف آخر.',
    },
    crosswalk: { cameo: '19', plover: 'ASSAULT', acled: 'Battles' },
  }),
  concept('other', 'Other', 'أخرى'),
] as const satisfies readonly Concept[];

export type EventType = (typeof eventTypes)[number]['code'];

const explosion = (sub_event: string) => ({
  acled: 'Explosions/Remote violence',
  acled_sub_event: sub_event,
});

export const subtypeConcepts = {
  statement: [
    concept('interview', 'Interview', 'مقابلة'),
    concept('press_conference', 'Press conference', 'مؤتمر صحفي'),
    concept('written_statement', 'Written statement', 'بيان'),
    concept('joint_statement', 'Joint statement', 'بيان مشترك'),
    concept('speech', 'Speech', 'خطاب'),
    concept('social_media_post', 'Social media post', 'منشور على مواقع التواصل'),
    concept('testimony', 'Testimony', 'إفادة'),
  ],
  call: [
    concept('phone', 'Phone call', 'اتصال هاتفي'),
    concept('video', 'Video call', 'اتصال عبر الفيديو'),
    concept('message', 'Message', 'رسالة'),
  ],
  deployment: [
    concept('troops', 'Troops', 'إرسال قوات'),
    concept('aircraft_weapons', 'Aircraft or weapons', 'نشر طائرات أو أسلحة'),
    concept('base', 'Base set up', 'إقامة قاعدة عسكرية', {
      crosswalk: { acled_sub_event: 'Headquarters or base established' },
    }),
    concept('trainers', 'Trainers or advisers', 'إرسال مدربين أو مستشارين'),
    concept('police', 'Police', 'نشر قوات شرطة'),
  ],
  attack: [
    concept('air_drone', 'Air or drone strike', 'غارة جوية أو هجوم بطائرة مسيّرة', {
      crosswalk: { cameo: '19', ...explosion('Air/drone strike') },
    }),
    concept('shelling', 'Shelling or missile attack', 'قصف مدفعي أو صاروخي', {
      crosswalk: { cameo: '19', ...explosion('Shelling/artillery/missile attack') },
    }),
    concept('ied', 'Improvised bomb', 'تفجير عبوة ناسفة', {
      crosswalk: { cameo: '18', ...explosion('Remote explosive/landmine/IED') },
    }),
    concept('suicide', 'Suicide attack', 'هجوم انتحاري', {
      crosswalk: { cameo: '18', ...explosion('Suicide bomb') },
    }),
    concept('ground_clash', 'Armed clash', 'اشتباك مسلح', {
      crosswalk: { cameo: '19', acled: 'Battles', acled_sub_event: 'Armed clash' },
    }),
    concept('shooting', 'Shooting', 'إطلاق نار', { crosswalk: { cameo: '19' } }),
    concept('assassination', 'Assassination', 'اغتيال', { crosswalk: { cameo: '18' } }),
    concept('abduction', 'Abduction', 'خطف', {
      crosswalk: {
        cameo: '18',
        acled: 'Violence against civilians',
        acled_sub_event: 'Abduction/forced disappearance',
      },
    }),
    concept('on_civilians', 'Attack on civilians', 'هجوم على مدنيين', {
      crosswalk: { acled: 'Violence against civilians', acled_sub_event: 'Attack', ucdp: '3' },
    }),
    concept('maritime', 'Attack at sea', 'هجوم بحري'),
  ],
  meeting: [
    concept('visit', 'Visit', 'زيارة'),
    concept('bilateral', 'Bilateral meeting', 'لقاء ثنائي'),
    concept('multilateral', 'Multilateral meeting', 'اجتماع متعدد الأطراف'),
    concept('committee_session', 'Committee session', 'اجتماع لجنة'),
    concept('dialogue_round', 'Round of dialogue', 'جولة حوار'),
    concept('negotiation', 'Negotiation', 'مفاوضات'),
    concept('mediation', 'Mediation', 'وساطة'),
  ],
  agreement: [
    concept('signed', 'Signed agreement', 'توقيع اتفاق', { crosswalk: { plover: 'SUPPORT' } }),
    concept('ceasefire', 'Ceasefire', 'وقف إطلاق النار', { crosswalk: { cameo: '08', plover: 'CONCEDE' } }),
    concept('announced_intent', 'Announced intent', 'إعلان نيات', { crosswalk: { cameo: '03' } }),
  ],
  withdrawal: [
    concept('announced', 'Announced withdrawal', 'إعلان انسحاب', { crosswalk: { plover: 'CONCEDE' } }),
    concept('partial', 'Partial withdrawal', 'انسحاب جزئي'),
    concept('completed', 'Completed withdrawal', 'اكتمال الانسحاب'),
    concept('mission_end', 'End of mission', 'انتهاء المهمة'),
    concept('base_handover', 'Handover of a base', 'تسليم قاعدة', {
      crosswalk: { acled_sub_event: 'Non-violent transfer of territory' },
    }),
  ],
  arrest: [],
  aid: [
    concept('military', 'Military aid', 'مساعدات عسكرية'),
    concept('training', 'Training', 'تدريب'),
    concept('financial', 'Financial aid', 'مساعدات مالية'),
    concept('humanitarian', 'Humanitarian aid', 'مساعدات إنسانية'),
    concept('equipment', 'Equipment', 'تزويد بالمعدات'),
  ],
  coercion: [
    concept('sanction', 'Sanctions', 'عقوبات', { crosswalk: { cameo: '16', plover: 'SANCTION' } }),
    concept('embargo', 'Embargo', 'حظر', { crosswalk: { cameo: '16', plover: 'SANCTION' } }),
    concept('travel_ban', 'Travel ban', 'حظر سفر', { crosswalk: { cameo: '17', plover: 'COERCE' } }),
    concept('expulsion', 'Expulsion', 'طرد', { crosswalk: { cameo: '17', plover: 'COERCE' } }),
  ],
  political: [
    concept('election', 'Election', 'انتخابات'),
    concept('appointment', 'Appointment', 'تعيين'),
    concept('resignation', 'Resignation', 'استقالة', { crosswalk: { plover: 'RETREAT' } }),
    concept('ruling', 'Ruling with political effect', 'قرار ذو أثر سياسي'),
    concept('boycott', 'Boycott', 'مقاطعة'),
  ],
  judicial: [
    concept('ruling', 'Court ruling', 'قرار قضائي'),
    concept('charge', 'Charge', 'توجيه اتهام', { crosswalk: { cameo: '17', plover: 'COERCE' } }),
    concept('sentence', 'Sentence', 'حكم بالعقوبة', { crosswalk: { cameo: '17', plover: 'COERCE' } }),
    concept('evidence_transfer', 'Transfer of evidence', 'تسليم أدلة', {
      crosswalk: { cameo: '06', plover: 'COOPERATE' },
    }),
  ],
  territorial: [
    concept('seizure', 'Seizure', 'سيطرة على منطقة'),
    concept('recapture', 'Recapture', 'استعادة منطقة'),
  ],
  other: [],
} as const satisfies Record<EventType, readonly Concept[]>;

/** A subtype's code is unique only within its type, so the scheme of all subtypes qualifies it: `political.ruling`. */
export const eventSubtypes = eventTypes.flatMap(({ code: type }) =>
  (subtypeConcepts[type] as readonly Concept[]).map((subtype) => ({
    ...subtype,
    code: `${type}.${subtype.code}` as const,
    notation: subtype.code,
    broader: type,
  })),
);
