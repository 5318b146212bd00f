/** Labels that announce other items. A line that begins with one, or is one, is a teaser label. */
export const teaserLabels = `
اقرأ أيضا
إقرأ أيضا
اقرأ ايضا
اقرأ المزيد
اقرا المزيد
للمزيد
شاهد أيضا
تابع أيضا
طالع أيضا
مقالات ذات صلة
مواضيع ذات صلة
موضوعات ذات صلة
أخبار ذات صلة
مواد ذات صلة
ذات صلة
مقالات مشابهة
مواضيع متعلقة
موضوعات متعلقة
أخبار متعلقة
إظهار أخبار متعلقة
قد يهمك
قد يهمك أيضا
قد يعجبك أيضا
قد يعجبك
ربما يعجبك أيضا
الأكثر قراءة
الأكثر مشاهدة
المزيد من الأخبار
مزيد من الأخبار
آخر الأخبار
أهم الأخبار
مقالات أخرى
أخبار أخرى
المقال السابق
المقال التالي
التالي
السابق
نرشح لك
`;

/** Beginnings of lines that belong to the page: kind | words. */
export const furnitureTable = `
form      | اترك تعليقك
form      | اترك تعليقا
form      | اترك رد
form      | أضف تعليق
form      | اضف تعليق
form      | إلغاء الرد
form      | لن يتم نشر
form      | البريد الإلكتروني
form      | التعليقات
form      | تعليقات
form      | لا توجد تعليقات
form      | تم أضافة تعليقك
form      | شارك
form      | مشاركة
form      | مشاركات
form      | طباعة
form      | انشر
form      | حفظ
form      | احفظ
form      | تابعنا
form      | تابعونا
form      | اشترك
form      | انضم
form      | تحميل
form      | عرض المزيد
form      | لا يوجد المزيد
form      | الرجوع الى أعلى
form      | جميع الحقوق محفوظة
form      | حقوق النشر
form      | أدخل كلمات البحث
form      | لإرسال تعليق
form      | Email
form      | Share
form      | Tweet
form      | ت ت
keywords  | كلمات دلالية
keywords  | كلمات مفتاحية
keywords  | الكلمات المفتاحية
keywords  | الكلمات الدلالية
keywords  | وسوم
keywords  | الوسوم
keywords  | هاشتاغ
keywords  | رمز الخبر
dateline  | تاريخ النشر
dateline  | آخر تحديث
dateline  | نشر في
dateline  | نشر بتاريخ
dateline  | نشرت في
dateline  | تم النشر
dateline  | آخر تعديل
dateline  | المصدر
dateline  | بقلم
dateline  | كتب
dateline  | كتبت
dateline  | تحرير
caption   | صورة أرشيفية
caption   | أرشيفية
caption   | الصورة
`;

/** Owners of photographs, as credits name them. */
export const photoCredits = `جيتي غيتي رويترز أرشيفية أرشيف الأناضول المصدر تصوير إنترنت مواقع تواصل getty reuters afp ap epa`;

/** Names of sections that stand alone above a headline. */
export const sectionNames = `سياسة سياسة_عربية أخبار عربي دولي محليات العراق اقتصاد رياضة ثقافة منوعات عاجل عرب_وعالم العالم الأخبار تقارير تقرير أمن رئيسية الرئيسية`;
