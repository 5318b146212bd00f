/**
 * Verbs that report speech. Columns: past | present | participle | takes | speech act.
 *
 * `takes`, beside a clause with أن or إن and a quotation, which all of them take unless `-` stands there:
 * a preposition (`إلى`) whose object is the content; `obj` a verbal noun as direct object (أكد استمرار);
 * `whom` an addressee before the content (اتهم إيران بـ); `~` before any of these: only a topic is reported.
 * `+`: a word that must follow in the sentence.
 * `strict`: the word has other meanings, so a clause, a colon or a quotation must follow.
 */
export const verbTable = `
قال      | يقول      | قائل     |              | inform
أكد      | يؤكد      | مؤكد     | على obj      | inform
شدد      | يشدد      | مشدد     | على          | inform
أشار     | يشير      | مشير     | إلى          | inform
أوضح     | يوضح      | موضح     | obj          | inform
أضاف     | يضيف      | مضيف     |              | inform
تابع     | يتابع     | متابع    | strict       | inform
استطرد   | يستطرد    | مستطرد   |              | inform
أردف     | يردف      | مردف     |              | inform
استدرك   | يستدرك    | مستدرك   |              | inform
واصل     | يواصل     | مواصل    | strict       | inform
أكمل     | يكمل      | مكمل     | strict       | inform
ختم      | يختم      | خاتم     | strict       | inform
اختتم    | يختتم     | مختتم    | strict       | inform
استهل    | يستهل     | مستهل    | strict       | inform
عقب      | يعقب      | معقب     | ~على         | inform
علق      | يعلق      | معلق     | ~على         | inform
رد       | يرد       | راد      | ~على strict  | inform
أجاب     | يجيب      | مجيب     | ~عن ~على     | inform
ذكر      | يذكر      | ذاكر     | strict       | inform
ذكّر     | يذكّر     | مذكر     | ب strict     | inform
أفاد     | يفيد      | مفيد     | ب            | inform
كشف      | يكشف      | كاشف     | عن           | inform
أعلن     | يعلن      | معلن     | عن obj       | announce
صرح      | يصرح      | مصرح     | ب            | inform
أدلى     | يدلي      | مدل      | strict       | inform
نقل      | ينقل      | ناقل     | strict       | inform
روى      | يروي      | راو      | strict       | inform
حكى      | يحكي      | حاك      | strict       | inform
أورد     | يورد      | مورد     | strict       | inform
كتب      | يكتب      | كاتب     | strict       | inform
غرد      | يغرد      | مغرد     | strict       | inform
دون      | يدون      | مدون     | strict       | inform
بين      | يبين      | مبين     | strict       | inform
نبه      | ينبه      | منبه     | إلى من       | warn
نوه      | ينوه      | منوه     | إلى ب        | inform
لفت      | يلفت      | لافت     | إلى          | inform
ألمح     | يلمح      | ملمح     | إلى          | inform
لمح      | يلمح      | ملمح     | إلى strict   | inform
اعتبر    | يعتبر     | معتبر    | strict       | inform
رأى      | يرى       | راء      | strict       | inform
عد       | يعد       | عاد      | strict       | inform
زعم      | يزعم      | زاعم     |              | inform
ادعى     | يدعي      | مدع      |              | inform
قدر      | يقدر      | مقدر     | strict       | inform
رجح      | يرجح      | مرجح     | obj          | inform
توقع     | يتوقع     | متوقع    | obj          | inform
تنبأ     | يتنبأ     | متنبئ    | ب            | inform
افترض    | يفترض     | مفترض    | strict       | inform
خمن      | يخمن      | مخمن     |              | inform
اعتقد    | يعتقد     | معتقد    | strict       | inform
ظن       | يظن       | ظان      | strict       | inform
اقتنع    | يقتنع     | مقتنع    | strict       | inform
لاحظ     | يلاحظ     | ملاحظ    | strict       | inform
استنتج   | يستنتج    | مستنتج   | strict       | inform
خلص      | يخلص      | خالص     | إلى strict   | inform
تساءل    | يتساءل    | متسائل   | عن           | ask
سأل      | يسأل      | سائل     | عن strict    | ask
استفسر   | يستفسر    | مستفسر   | عن           | ask
خاطب     | يخاطب     | مخاطب    | strict       | appeal
حدث      | يحدث      | محدث     | - strict     | inform
تحدث     | يتحدث     | متحدث    | عن           | inform
تكلم     | يتكلم     | متكلم    | ~عن          | inform
تطرق     | يتطرق     | متطرق    | - ~إلى       | inform
توقف     | يتوقف     | متوقف    | - ~عند       | inform
تناول    | يتناول    | متناول   | - ~obj       | inform
بحث      | يبحث      | باحث     | - ~obj       | inform
ناقش     | يناقش     | مناقش    | - ~obj       | inform
استعرض   | يستعرض    | مستعرض   | - ~obj       | inform
تدارس    | يتدارس    | متدارس   | - ~obj       | inform
تباحث    | يتباحث    | متباحث   | - ~في ~حول   | inform
سرد      | يسرد      | سارد     | - ~obj       | inform
حدد      | يحدد      | محدد     | - ~obj       | inform
شرح      | يشرح      | شارح     | ~obj         | inform
فسر      | يفسر      | مفسر     | ~obj strict  | inform
برر      | يبرر      | مبرر     | ~obj strict  | inform
وصف      | يصف       | واصف     | - whom ب       | inform
حمّل     | يحمّل     | محمل     | - whom strict +مسؤولية | accuse
اتهم     | يتهم      | متهم     | whom ب       | accuse
انتقد    | ينتقد     | منتقد    | - obj ~obj   | condemn
هاجم     | يهاجم     | مهاجم    | strict       | condemn
أدان     | يدين      | مدين     | - obj        | condemn
دان      | يدين      | دائن     | - obj        | condemn
استنكر   | يستنكر    | مستنكر   | - obj        | condemn
ندد      | يندد      | مندد     | - ب          | condemn
شجب      | يشجب      | شاجب     | - obj        | condemn
استهجن   | يستهجن    | مستهجن   | - obj        | condemn
أسف      | يأسف      | آسف      | ل            | inform
اشتكى    | يشتكي     | مشتك     | من           | accuse
شكا      | يشكو      | شاك      | من           | accuse
أشاد     | يشيد      | مشيد     | - ب          | praise
أثنى     | يثني      | مثن      | - على        | praise
رحب      | يرحب      | مرحب     | - ب          | praise
هنأ      | يهنئ      | مهنئ     | strict       | praise
ثمن      | يثمن      | مثمن     | - obj        | praise
امتدح    | يمتدح     | ممتدح    | - obj        | praise
مدح      | يمدح      | مادح     | - obj        | praise
أيد      | يؤيد      | مؤيد     | - obj        | praise
دعا      | يدعو      | داع      | whom إلى     | appeal
ناشد     | يناشد     | مناشد    | whom ب       | appeal
حث       | يحث       | حاث      | whom على     | appeal
أوصى     | يوصي      | موص      | ب            | appeal
نصح      | ينصح      | ناصح     | ب            | appeal
اقترح    | يقترح     | مقترح    | obj          | appeal
طالب     | يطالب     | مطالب    | whom ب       | demand
طلب      | يطلب      | طالب     | strict       | demand
أمر      | يأمر      | آمر      | - ب          | demand
ألح      | يلح       | ملح      | على          | demand
أصر      | يصر       | مصر      | على          | demand
اشترط    | يشترط     | مشترط    | obj          | demand
نفى      | ينفي      | ناف      | obj          | deny
أنكر     | ينكر      | منكر     | obj          | deny
كذب      | يكذب      | مكذب     | strict       | deny
فند      | يفند      | مفند     | - obj        | deny
دحض      | يدحض      | داحض     | - obj        | deny
رفض      | يرفض      | رافض     | obj          | reject
استبعد   | يستبعد    | مستبعد   | obj          | reject
عارض     | يعارض     | معارض    | obj strict   | reject
اعترض    | يعترض     | معترض    | على          | reject
حذر      | يحذر      | محذر     | من           | warn
أنذر     | ينذر      | منذر     | ب            | warn
خشي      | يخشى      | خاش      | من           | warn
تخوف     | يتخوف     | متخوف    | من           | warn
هدد      | يهدد      | مهدد     | - ب          | threaten
توعد     | يتوعد     | متوعد    | ب            | threaten
لوح      | يلوح      | ملوح     | - ب          | threaten
تعهد     | يتعهد     | متعهد    | ب            | promise
وعد      | يعد       | واعد     | ب            | promise
التزم    | يلتزم     | ملتزم    | ب strict     | promise
جدد      | يجدد      | مجدد     | - obj        | promise
أقسم     | يقسم      | مقسم     |              | promise
تبنى     | يتبنى     | متبن     | - strict     | claim_responsibility
اعترف    | يعترف     | معترف    | ب            | concede
أقر      | يقر       | مقر      | ب            | concede
سلم      | يسلم      | مسلم     | strict       | concede
عزا      | يعزو      | عاز      | - whom       | inform
نسب      | ينسب      | ناسب     | strict       | inform
أكّد     | يؤكّد     | مؤكد     | على obj      | inform
جزم      | يجزم      | جازم     | ب            | inform
أثبت     | يثبت      | مثبت     | strict       | confirm
أيقن     | يوقن      | موقن     |              | inform
شهد      | يشهد      | شاهد     | strict       | inform
أخبر     | يخبر      | مخبر     | strict       | inform
أبلغ     | يبلغ      | مبلغ     | strict       | inform
أطلع     | يطلع      | مطلع     | strict       | inform
أعرب     | يعرب      | معرب     | - عن           | inform
عبر      | يعبر      | معبر     | - عن           | inform
أبدى     | يبدي      | مبد      | - obj        | inform
أظهر     | يظهر      | مظهر     | strict       | inform
أمل      | يأمل      | آمل      | strict       | inform
تمنى     | يتمنى     | متمن     | strict       | inform
تفاخر    | يتفاخر    | متفاخر   | ب            | inform
سخر      | يسخر      | ساخر     | strict       | condemn
مضى      | يمضي      | ماض      | strict       | inform
اتفق     | يتفق      | متفق     | على          | confirm
توافق    | يتوافق    | متوافق   | على          | confirm
أجمع     | يجمع      | مجمع     | على          | confirm
قرر      | يقرر      | مقرر     | strict       | announce
امتنع    | يمتنع     | ممتنع    | - strict     | no_comment
سجل      | يسجل      | مسجل     | strict       | inform
تعنى     | يعني      | معن      | strict       | inform
`;

/** Nouns that report: noun | takes | speech act. The speaker follows (بحسب الوزير) or nobody is named (ترجيحات). */
export const nominalTable = `
ترجيحات   | ب أن         | inform
تحذيرات   | من           | warn
تكهنات    | ب حول        | inform
توقعات    | ب            | inform
اتهامات   | ب ل          | accuse
مزاعم     | ب            | inform
ادعاءات   | ب            | inform
أنباء     | عن           | inform
شائعات    | عن           | inform
مخاوف     | من           | warn
معلومات   | تفيد         | inform
`;

/** According to …: the phrase, after which the source stands. */
export const accordingTable = `
بحسب
حسب
بحسب ما
حسبما
وفقا ل
وفقا لما
وفق
وفق ما
طبقا ل
طبقا لما
نقلا عن
على حد قول
على حد تعبير
على حد وصف
استنادا إلى
من وجهة نظر
في رأي
برأي
`;

/** Passive forms that report without a source. */
export const agentlessTable = `
يعتقد      | inform
يُعتقد     | inform
يُرجح      | inform
يرجح       | inform
يُقال      | inform
يقال       | inform
يُزعم      | accuse
يزعم       | accuse
يُخشى      | warn
يُتوقع     | inform
ذُكر       | inform
`;
