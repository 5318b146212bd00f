/** Small words of Arabic, by what they do. Written as printed; folded when read. */

/** End a reported clause: what follows is the reporter's again. */
export const afterReport = `
وذلك
جاء ذلك
وجاء ذلك
يأتي ذلك
ويأتي ذلك
جاءت تصريحات
وجاءت تصريحات
يذكر أن
يشار إلى
بحسب
حسب
حسبما
وفق
وفقا
طبقا
على حد قول
على حد قوله
على حد قولها
على حد تعبيره
على حد تعبيرها
على حد وصفه
على حد وصفها
كما نقلت
وفق ما
نقلا عن
في ختام
خلال مؤتمر
خلال لقائه
خلال لقائها
خلال مقابلة
خلال كلمة
خلال اجتماع
في تصريح
في تصريحات
في بيان
في مقابلة
في حديث
في إشارة إلى
في معرض رده
ردا على
`;

/** After a comma they begin a clause that the speaker of the first may own, but that is no denial of its own. */
export const subordinators = `
لا سيما
لاسيما
سيما
إلا أن
إلا إن
رغم
برغم
بالرغم
حيث
الذي
التي
الذين
اللذين
اللتين
اللواتي
لأن
لأنه
لأنها
قبل أن
بعد أن
كي
لكي
حتى
ما
مما
بينما
فيما
غير أن
بقدر ما
لكن
لكنه
لكنها
ولكن
ولكنها
ولكنه
`;

/** Negate the clause they stand in. */
export const negators = `
لا
لن
لم
ليس
ليست
لسنا
ليسوا
لست
غير
عدم
دون
انعدام
غياب
نفي
لايوجد
لاتوجد
لاتزال
`;

/** Look like a negation, and say that something lasts or must be. */
export const stillWords = `
لا يزال
لا تزال
لا يزالون
لا نزال
لا زال
لا زالت
لا يزالان
لم يزل
ما زال
ما زالت
مازال
مازالت
لا بد
لابد
لا شك
لاشك
لا محالة
لا سيما
لاسيما
لا يقتصر
لا تقتصر
لم يقتصر
لم تقتصر
لا يقل
لا تقل
لا يخفى
لا ريب
لا يكتفي
لا تكتفي
ليس فقط
ليست فقط
ليس سوى
لا مفر
لا غنى
لا حصر
لا بأس
غير مسبوق
غير مسبوقة
غير قانوني
غير قانونية
غير شرعي
غير شرعية
غير مباشر
غير مباشرة
لا يتجزأ
لا تتجزأ
لا يتجاوز
لا تتجاوز
لا يزيد
لا تزيد
`;

/** Set one thing against another: the negation before them denies nothing. */
export const contrasts = `بل
بقدر ما
وإنما
إنما`;

/** Make a clause a condition or a possibility. */
export const conditions = `
إذا
وإذا
فإذا
إذا ما
في حال
في حالة
لو
ولو
ما لم
إن لم
ما دام
شريطة
شريطة أن
بشرط أن
ربما
وربما
لربما
من المحتمل
من الممكن
من المرجح
من الوارد
يحتمل
يحتمل أن
يمكن أن
يمكن لـ
بإمكان
قد يكون
قد تكون
لعل
`;

/** Say that something lies ahead. */
export const futures = `سوف سيتم ستتم سيكون ستكون يعتزم تعتزم تخطط يخطط ينوي تنوي المقبل المقبلة القادم القادمة المرتقب المرتقبة المزمع المزمعة المقرر خطة خطط جدول مستقبلية مستقبلي`;

/** Say that something lasts. */
export const lasting = `
لا يزال
لا تزال
ما زال
ما زالت
مازال
مازالت
مستمرة
مستمر
جارية
جار
استمرار
مواصلة
حاليا
الآن
يواصل
تواصل
هناك
يوجد
توجد
`;

/** Prepositions and adverbs that part a speaker from what follows. */
export const adverbials = `
في خلال أثناء عبر عقب بعد قبل منذ لدى أمام مع ضمن إثر حول بشأن بخصوص ردا تعليقا حيال إزاء بمناسبة بموجب
ومن على عن إلى من حين عندما فيما بينما كما حيث لكن وسط رغم بسبب نتيجة ضد بحضور برفقة بدوره بدورها بدورهم
`;

/** Titles and signs that cue words may stand behind, and still begin their clause. */
export const clauseStarters = `كما فيما بينما إذ حيث ثم وقد فقد لقد قد وكان وكانت كان كانت بدوره وبدوره بدورها وبدورها حين عندما بعدما كذلك أيضا حسبما و`;
