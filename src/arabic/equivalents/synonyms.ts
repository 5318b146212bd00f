/**
 * Spellings and names of one thing, as the press of the region and its readers write them. A line is one thing; a hyphen
 * joins the words of one name. Only what may stand for each other anywhere stands here: no broader and no
 * neighbouring terms. What differs by spelling alone stands in spellings.ts. Comments begin with #.
 */
export const synonyms = `
# states
أمريكا أميركا الولايات-المتحدة
روسيا
بريطانيا المملكة-المتحدة
تركيا
ليبيا
إيطاليا
إسبانيا
ألمانيا
أوكرانيا
إثيوبيا
أذربيجان
السعودية المملكة-العربية-السعودية
الإمارات الإمارات-العربية-المتحدة
موريتانيا
أفريقيا
آسيا

# states and peoples that no other form is needed of (their first letter is theirs)
العراق
فلسطين
لبنان
الأردن
إيران
مصر
اليمن
الكويت
البحرين
قطر
عمان
فرنسا
كندا
الصين
باكستان
أفغانستان
تونس
الجزائر
المغرب
السودان
الصومال
كردستان
إسرائيل
بولندا
بلجيكا
كوريا
اليابان
الهند
أستراليا

# towns and regions: spellings, with and without the space
دير-الزور ديرالزور
القامشلي قامشلو
الحسكة
عين-العرب كوباني
بغداد
دمشق
بيروت
حلب
حمص
حماة
درعا
السويداء
الرقة
إدلب
اللاذقية
طرطوس
تدمر
البوكمال أبو-كمال البو-كمال
التنف
الموصل
نينوى
كركوك
أربيل هولير
السليمانية
دهوك
حلبجة
البصرة
الأنبار
الفلوجة
الرمادي
تكريت
سامراء
سنجار شنكال
النجف
كربلاء
ديالى
الحديدة
صنعاء
عدن
غزة
القدس
رام-الله رامالله
طهران
أنقرة
موسكو
واشنطن
نيويورك نيو-يورك
لندن
باريس
بروكسل
جنيف
الرياض
جدة
الدوحة
أبو-ظبي أبوظبي
دبي
القاهرة
طرابلس
بنغازي
الخرطوم

# organisations and groups
داعش تنظيم-الدولة الدولة-الإسلامية
الأمم-المتحدة
الناتو النيتو حلف-شمال-الأطلسي الحلف-الأطلسي
البنتاغون البنتاجون وزارة-الدفاع-الأمريكية
سنتكوم القيادة-المركزية-الأمريكية
الحشد-الشعبي
قسد قوات-سوريا-الديمقراطية
حزب-الله حزبالله
الحوثيون أنصار-الله
يونيتاد
اليونيسف يونيسيف
اليونسكو
رويترز
طالبان
القاعدة
بوكو-حرام
حماس
هيئة-تحرير-الشام

# persons in the news of many years, known so that a clitic can be cut off before them
بايدن
أوباما
بوتين
ماكرون
نتنياهو

# months: both systems
يناير كانون-الثاني
فبراير شباط
مارس آذار
أبريل إبريل نيسان
مايو أيار
يونيو حزيران
يوليو تموز
أغسطس آب
سبتمبر أيلول
أكتوبر تشرين-الأول
نوفمبر تشرين-الثاني
ديسمبر كانون-الأول

# one thing, two names
تلفزيون تليفزيون تلفاز
كيميائي كيماوي
هيدروجيني هيدروجين
درون طائرة-مسيرة
مروحية هليكوبتر هليكوبتير
لوجستي لوجستيك
تكنولوجيا تقنية
وقود محروقات
وكالة
ولي-العهد
وزير-الخارجية
وقت أوقات
وصول
وجود تواجد
وحدة
واحد
واسع
وسط
وساطة
وطني
وفاة وفيات
وعي
ورشة ورش
وضوح
وقف
كبير كبار
كامل
كارثة كوارث
كاتم
كاظمي
كشف
كلمة
لقاء لقاءات
لاحق
بارز
بعثة
بناء أبنية
بلاغ
بحث بحوث أبحاث
بترول نفط
بقاء
بداية
فساد
فارس
فجر
فشل
فصل فصول
فرض
فكرة أفكار

# English: names, initials
US USA United-States United-States-of-America
UK United-Kingdom Britain
UN United-Nations
EU European-Union
UAE United-Arab-Emirates
NATO North-Atlantic-Treaty-Organization North-Atlantic-Treaty-Organisation
ISIS ISIL IS-group Islamic-State Daesh Da'esh
SDF Syrian-Democratic-Forces
PMF PMU Popular-Mobilization Popular-Mobilisation Hashd
CENTCOM Central-Command
Pentagon Defense-Department Defence-Department Department-of-Defense
Kurdistan-Regional-Government KRG
Deir-ez-Zor Deir-Ezzor Deir-al-Zor Dayr-az-Zawr
Palmyra Tadmur Tadmor
Erbil Arbil Irbil
Kobani Kobane Ayn-al-Arab
Mosul
Aleppo Halab
Anbar Al-Anbar
Sinjar Shingal
Houthis Huthis Ansar-Allah
al-Qaeda al-Qaida al-Qa'ida
Turkey Türkiye Turkiye
drone UAV unmanned-aircraft
helicopter chopper
spokesman spokesperson spokeswoman
airstrike air-strike
ceasefire cease-fire
man men
woman women
child children
`;
