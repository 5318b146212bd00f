/** Words in English and Arabic that the generator makes names, titles and quotes of. */

export const givenNames = [
  ['Ahmad', 'أحمد'],
  ['Mustafa', 'مصطفى'],
  ['Haider', 'حيدر'],
  ['Brett', 'بريت'],
  ['Layla', 'ليلى'],
  ['Karim', 'كريم'],
  ['Salim', 'سليم'],
  ['Yahya', 'يحيى'],
  ['Nouri', 'نوري'],
  ['Hadi', 'هادي'],
  ['Falih', 'فالح'],
  ['Samira', 'سميرة'],
  ['Adel', 'عادل'],
  ['Qasim', 'قاسم'],
  ['Omar', 'عمر'],
  ['Zainab', 'زينب'],
] as const;

export const familyNames = [
  ['al-Kadhimi', 'الكاظمي'],
  ['al-Abadi', 'العبادي'],
  ['al-Amiri', 'العامري'],
  ['Rasool', 'رسول'],
  ['Barzani', 'بارزاني'],
  ['al-Khazali', 'الخزعلي'],
  ['Hussein', 'حسين'],
  ['al-Jubouri', 'الجبوري'],
  ['Mahdi', 'مهدي'],
  ['al-Araji', 'الأعرجي'],
  ['Saleh', 'صالح'],
  ['al-Zurfi', 'الزرفي'],
  ['al-Nujaifi', 'النجيفي'],
  ['Carter', 'كارتر'],
] as const;

export const bodies = [
  ['Ministry of Defence', 'وزارة الدفاع', 'body'],
  ['Joint Operations Command', 'قيادة العمليات المشتركة', 'force'],
  ['Popular Mobilisation', 'الحشد الشعبي', 'force'],
  ['Counter-Terrorism Service', 'جهاز مكافحة الإرهاب', 'force'],
  ['National Alliance', 'التحالف الوطني', 'party'],
  ['Federal Police', 'الشرطة الاتحادية', 'force'],
  ['Brigades of Justice', 'كتائب العدل', 'group'],
  ['Council of Representatives', 'مجلس النواب', 'body'],
  ['Central Command', 'القيادة المركزية', 'force'],
  ['Relief Organisation', 'منظمة الإغاثة', 'organisation'],
  ['Reform Party', 'حزب الإصلاح', 'party'],
  ['International Mission', 'البعثة الدولية', 'coalition'],
] as const;

export const offices = [
  ['Spokesman', 'الناطق الرسمي'],
  ['Minister', 'الوزير'],
  ['Commander', 'القائد'],
  ['Envoy', 'المبعوث الخاص'],
  ['Member of the committee', 'عضو اللجنة'],
  ['Head of the bloc', 'رئيس الكتلة'],
] as const;

export const places = [
  ['Mosul', 'الموصل'],
  ['Kirkuk', 'كركوك'],
  ['Ramadi', 'الرمادي'],
  ['Tikrit', 'تكريت'],
  ['Fallujah', 'الفلوجة'],
  ['Baiji', 'بيجي'],
  ['Sinjar', 'سنجار'],
  ['Hasakah', 'الحسكة'],
  ['Raqqa', 'الرقة'],
  ['Palmyra', 'تدمر'],
  ['Samarra', 'سامراء'],
  ['Qaim', 'القائم'],
  ['Rutba', 'الرطبة'],
  ['Hit', 'هيت'],
  ['Tal Afar', 'تلعفر'],
] as const;

export const outlets = [
  ['News Agency', 'وكالة أنباء', 'agency'],
  ['Gazette', 'جريدة', 'newspaper'],
  ['Channel', 'قناة', 'broadcaster'],
  ['Net', 'شبكة', 'website'],
] as const;

/** What a title says happened, by event type; one of the type's subtypes is drawn apart. */
export const happenings = {
  statement: ['says it holds to the agreement on', 'يؤكد تمسكه بالاتفاق بشأن'],
  call: ['telephones about the situation in', 'يبحث هاتفيا الأوضاع في'],
  deployment: ['sends further troops towards', 'يرسل قوات إضافية باتجاه'],
  attack: ['targets positions near', 'يستهدف مواقع قرب'],
  meeting: ['meets a delegation about', 'يلتقي وفدا لبحث ملف'],
  agreement: ['signs a memorandum on security in', 'يوقع مذكرة بشأن الأمن في'],
  withdrawal: ['begins to withdraw from', 'يبدأ الانسحاب من'],
  arrest: ['arrests suspects in', 'يعتقل مشتبها بهم في'],
  aid: ['delivers aid to the displaced of', 'يوزع مساعدات على نازحي'],
  coercion: ['threatens sanctions over', 'يلوح بعقوبات بسبب'],
  political: ['calls for a session about', 'يدعو إلى جلسة بشأن'],
  judicial: ['hears the case of', 'ينظر في قضية'],
  territorial: ['takes the outskirts of', 'يستعيد أطراف'],
  other: ['opens a centre in', 'يفتتح مركزا في'],
} as const;

export const phrases = [
  ['the operation will go on until its aims are reached', 'العملية مستمرة حتى تحقيق أهدافها'],
  ['no foreign forces remain on the ground', 'لا توجد قوات أجنبية على الأرض'],
  ['the decision belongs to the government alone', 'القرار يعود إلى الحكومة وحدها'],
  ['we have asked for support from the air', 'طلبنا الدعم الجوي من التحالف'],
  ['the families will return within days', 'العوائل ستعود خلال أيام'],
  ['this is a breach of the sovereignty of the country', 'هذا انتهاك لسيادة البلاد'],
  ['the number of advisers will not be raised', 'عدد المستشارين لن يزداد'],
  ['we welcome every effort for peace', 'نرحب بكل جهد من أجل السلام'],
  ['the talks were frank and useful', 'المباحثات كانت صريحة ومفيدة'],
  ['those responsible will stand before a court', 'المسؤولون سيمثلون أمام القضاء'],
] as const;

export const cues = ['قال', 'أكد', 'صرح', 'أعلن', 'نفى', 'أضاف', 'شدد على'] as const;
