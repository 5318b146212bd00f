/** Number words: value | forms of both genders and cases. */
export const numberTable = `
1    | واحد واحدة
2    | اثنان اثنين اثنتان اثنتين إثنان إثنين
3    | ثلاث ثلاثة
4    | أربع أربعة
5    | خمس خمسة
6    | ست ستة
7    | سبع سبعة
8    | ثمان ثماني ثمانية
9    | تسع تسعة
10   | عشر عشرة
20   | عشرون عشرين
30   | ثلاثون ثلاثين
40   | أربعون أربعين
50   | خمسون خمسين
60   | ستون ستين
70   | سبعون سبعين
80   | ثمانون ثمانين
90   | تسعون تسعين
100  | مئة مائة مية
200  | مئتان مئتين مائتان مائتين مئتا مائتا مئتي مائتي
300  | ثلاثمئة ثلاثمائة
400  | أربعمئة أربعمائة
500  | خمسمئة خمسمائة
600  | ستمئة ستمائة
700  | سبعمئة سبعمائة
800  | ثمانمئة ثمانمائة ثمانيمئة
900  | تسعمئة تسعمائة
`;

export const teenTable = `
11 | أحد_عشر إحدى_عشرة
12 | اثنا_عشر اثني_عشر اثنتا_عشرة اثنتي_عشرة
`;

/** Words that multiply what stands before them. */
export const scaleTable = `
1000          | ألف ألفا آلاف الاف
1000000       | مليون مليونا ملايين
1000000000    | مليار مليارا مليارات بليون
1000000000000 | تريليون تريليونا تريليونات
`;
/** A multiple by itself. */
export const dualScaleTable = `
2000          | ألفان ألفين ألفي ألفا
2000000       | مليونان مليونين مليوني
2000000000    | ملياران مليارين ملياري
`;

export const fractionTable = `
0.5  | نصف
0.33 | ثلث
0.67 | ثلثا ثلثي ثلثين
0.25 | ربع
0.2  | خمس
`;

/** Qualifier | phrases before the number. */
export const qualifierTable = `
about     | نحو
about     | حوالي
about     | زهاء
about     | قرابة
about     | ما يقارب
about     | ما يقرب من
about     | يقارب
about     | تقارب
about     | تقريبا
about     | ما يناهز
about     | يناهز
estimated | يقدر ب
estimated | تقدر ب
estimated | يقدر عددهم ب
more_than | أكثر من
more_than | أزيد من
more_than | ما يزيد على
more_than | ما يزيد عن
more_than | يزيد على
more_than | يزيد عن
more_than | تزيد على
more_than | تزيد عن
more_than | ما يفوق
more_than | يفوق
more_than | تفوق
more_than | يتجاوز
more_than | تتجاوز
more_than | تجاوز
more_than | ما يربو على
more_than | يربو على
less_than | أقل من
less_than | ما دون
at_least  | ما لا يقل عن
at_least  | لا يقل عن
at_least  | لا تقل عن
at_least  | على الأقل
at_most   | ما لا يزيد على
at_most   | ما لا يزيد عن
at_most   | لا يزيد على
at_most   | لا يزيد عن
at_most   | لا يتجاوز
at_most   | لا تتجاوز
at_most   | بحد أقصى
at_most   | كحد أقصى
exactly   | بالضبط
`;

/** Qualifier phrases that follow the number and its noun. */
export const qualifierAfterTable = `
about     | تقريبا
at_least  | على الأقل
at_least  | على أقل تقدير
at_least  | كحد أدنى
at_most   | على الأكثر
at_most   | كحد أقصى
`;

/** Before a number they make it a name, an hour or a place in a row, and no figure. */
export const namingWords = `
رقم القرار قرار المادة مادة اللواء لواء الفرقة فرقة الكتيبة كتيبة الفوج فوج البند بند الفصل الساعة مجموعة الدورة الجلسة طراز نوع قناة القناة العدد الطريق شارع الشارع المنطقة بند الفقرة الملحق الطابق صفحة الهاتف رقمه نسخة الحلقة عيار
إف اف ميغ سو إس اس ميراج بوينغ إيرباص سي بي مي صاروخ كوفيد جي يو
`;
