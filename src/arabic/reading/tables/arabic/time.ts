/** Months: number | names in use from Iraq to Morocco. */
export const monthTable = `
1  | يناير كانون_الثاني جانفي
2  | فبراير شباط فيفري
3  | مارس آذار
4  | أبريل إبريل نيسان أفريل
5  | مايو أيار ماي
6  | يونيو حزيران يونيه جوان
7  | يوليو تموز يوليه جويلية
8  | أغسطس آب أوت
9  | سبتمبر أيلول شتنبر
10 | أكتوبر تشرين_الأول
11 | نوفمبر تشرين_الثاني نونبر
12 | ديسمبر كانون_الأول دجنبر
`;

/** Months of the Islamic year. */
export const hijriMonthTable = `
1  | محرم
2  | صفر
3  | ربيع_الأول
4  | ربيع_الآخر ربيع_الثاني
5  | جمادى_الأولى
6  | جمادى_الآخرة جمادى_الثانية
7  | رجب
8  | شعبان
9  | رمضان
10 | شوال
11 | ذو_القعدة ذي_القعدة
12 | ذو_الحجة ذي_الحجة
`;

/** Days of the week: ISO number | names. */
export const weekdayTable = `
1 | الاثنين الإثنين
2 | الثلاثاء الثلثاء
3 | الأربعاء
4 | الخميس
5 | الجمعة
6 | السبت
7 | الأحد
`;

/** Parts of a month or a year. */
export const partTable = `
early | مطلع أوائل بداية بدايات مستهل
mid   | منتصف أواسط
late  | أواخر نهاية ختام أواخر
`;

/** Relative words: the unit, and how far. */
export const relativeTable = `
day   | -2 | أول أمس
day   | -2 | أول من أمس
day   | -2 | أمس الأول
day   | -1 | أمس
day   | -1 | البارحة
day   | -1 | الليلة الماضية
day   | -1 | ليلة أمس
day   | 0  | اليوم
day   | 0  | الليلة
day   | 0  | هذا اليوم
day   | 1  | غدا
day   | 1  | غد
day   | 2  | بعد غد
week  | -1 | الأسبوع الماضي
week  | -1 | الأسبوع الفائت
week  | -1 | الأسبوع المنصرم
week  | 0  | هذا الأسبوع
week  | 0  | الأسبوع الحالي
week  | 0  | الأسبوع الجاري
week  | 1  | الأسبوع المقبل
week  | 1  | الأسبوع القادم
month | -1 | الشهر الماضي
month | -1 | الشهر الفائت
month | -1 | الشهر المنصرم
month | 0  | هذا الشهر
month | 0  | الشهر الحالي
month | 0  | الشهر الجاري
month | 1  | الشهر المقبل
month | 1  | الشهر القادم
year  | -1 | العام الماضي
year  | -1 | العام الفائت
year  | -1 | العام المنصرم
year  | -1 | السنة الماضية
year  | 0  | هذا العام
year  | 0  | هذه السنة
year  | 0  | العام الحالي
year  | 0  | العام الجاري
year  | 0  | السنة الحالية
year  | 0  | السنة الجارية
year  | 1  | العام المقبل
year  | 1  | العام القادم
year  | 1  | السنة المقبلة
year  | 1  | السنة القادمة
`;

/** After a day or month: the one before, or the one to come. */
export const lastWords = `الماضي الماضية الفائت الفائتة المنصرم المنصرمة الأخير السابق`;
export const nextWords = `المقبل المقبلة القادم القادمة الآتي`;
export const currentWords = `الجاري الجارية الحالي الحالية`;

export const yearWords = `عام العام سنة السنة عامي`;

/** Counted spans of time: unit | singular, dual and plural. */
export const spanTable = `
day   | يوم يوما أيام يومين يومان
week  | أسبوع أسبوعا أسابيع أسبوعين أسبوعان
month | شهر شهرا أشهر شهور شهرين شهران
year  | عام عاما أعوام عامين عامان سنة سنوات سنتين سنتان سنين
`;

/** Ordinals that name a day of the month. */
export const ordinalTable = `
1  | الأول
2  | الثاني
3  | الثالث
4  | الرابع
5  | الخامس
6  | السادس
7  | السابع
8  | الثامن
9  | التاسع
10 | العاشر
`;
