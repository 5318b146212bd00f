/**
 * Words that say the same thing in news of conflict and diplomacy, Arabic and English in one row, the first as its
 * name. Two words joined by `_` are a phrase. A word stands in one row; rows are as wide as a reader would let
 * pass for a paraphrase, so what differs materially (who, where, how many) has no row in common.
 */
const ROWS = `
america أمريكا أميركا أمريكي أميركي واشنطن الولايات_المتحدة us usa american washington united_states
iraq العراق عراقي بغداد iraqi baghdad
iran إيران إيراني طهران iranian tehran
syria سوريا سوريه سوري دمشق syrian damascus
turkey تركيا تركي أنقرة turkish ankara
russia روسيا روسي موسكو كرملين russian moscow kremlin
israel إسرائيل إسرائيلي israeli
palestine فلسطين فلسطيني palestinian
lebanon لبنان لبناني بيروت lebanese beirut
yemen اليمن يمني صنعاء yemeni sanaa
egypt مصر مصري القاهرة egyptian cairo
saudi السعودية سعودي الرياض riyadh
france فرنسا فرنسي باريس french paris
britain بريطانيا بريطاني لندن المملكة_المتحدة british london uk united_kingdom
germany ألمانيا ألماني برلين german berlin
ukraine أوكرانيا أوكراني كييف ukrainian kyiv
china الصين صيني بكين chinese beijing
sudan السودان الخرطوم sudanese khartoum
libya ليبيا ليبي طرابلس libyan tripoli
africa أفريقيا أفريقي إفريقيا القارة_السمراء african
isis داعش تنظيم_الدولة تنظيم_داعش الدولة_الإسلامية isil daesh islamic_state
organisation تنظيم منظمة جماعة group organization
coalition تحالف ائتلاف التحالف_الدولي alliance
regime حكومة نظام سلطات سلطة government authorities
country دولة دول بلد بلدان بلاد state nation
region منطقة مناطق إقليم area
force قوات قوة جنود جندي عسكري عسكريون عسكريين جيش forces troops soldiers soldier army military
member عضو أعضاء عنصر عناصر أفراد مسلح مسلحون مسلحين fighters gunmen militants
people شعب شعوب مواطن مواطنون أهالي سكان مدنيون citizens civilians population
side طرف أطراف جانب جهة جهات
proxy وكلاء وكيل أذرع proxies
withdraw انسحاب سحب خروج مغادرة إجلاء رحيل withdrawal pullout leave exit
presence حضور تمركز انتشار deployment deployed stationed
send إرسال أرسل إيفاد sent
end إنهاء انتهاء نهاية ينتهي تنتهي تنته ختام اختتام finish
stop وقف إيقاف توقف تتوقف halt cease
resume استئناف استأنف يستأنف
start بدء بداية بدأ انطلاق إطلاق أطلق تأسيس أسس إنشاء أنشأ تدشين launch begin establish found
continue استمرار مستمر يستمر مواصلة يواصل متواصل جار جاري ongoing
permanent دائم مستدام lasting
talk مباحثات محادثات مفاوضات حوار مشاورات تشاور مناقشات نقاش talks negotiations dialogue discussions
meet اجتماع اجتماعات لقاء التقى اجتمع meeting met
visit زيارة زار
call اتصال اتصالات تواصل مكالمة مهاتفة contact phone
relation علاقة علاقات روابط ties
cooperate تعاون تنسيق شراكة cooperation partnership coordination
common مشترك متبادل ثنائي shared joint mutual bilateral
view رؤية رؤيا نظرة vision
framework إطار صيغة
agree اتفاق اتفق توافق تفاهم اتفاقية معاهدة agreement deal accord
plan خطة خطط مخطط plans
timetable جدول_زمني برنامج_زمني schedule
reduce خفض تخفيض تقليص تقليل خفف reduction cut
strengthen تعزيز عزز تقوية ترسيخ توطيد boost reinforce
increase زيادة ازداد ارتفاع رفع زاد تزايد متزايد rise raise
spread امتداد تمدد توسع تفشي expansion
prevent منع حظر حيلولة ban
fight محاربة حارب مكافحة مواجهة قتال معركة معارك اشتباك اشتباكات battle clashes ملاحقة تصدي استهداف combat counter confront battle
attack هاجم استهدف هجوم هجمات هجمة اعتداء اعتداءات ضربة ضربات غارة غارات قصف عدوان strike raid assault bombing
defend دفاع دافع يدافع ذود defence defense
protect حماية حمى تأمين صون protection
defeat هزيمة هزم دحر
kill قتل مقتل قتلى اغتيال تصفية مصرع killed assassination dead death
wound إصابة أصيب جرح جرحى مصاب مصابين injured wounded
threat تهديد هدد خطر مخاطر danger
control سيطرة يسيطر استيلاء هيمنة seize
release إفراج مفرج إطلاق_سراح تحرير محرر free liberate
hostage أسير أسرى رهينة رهائن محتجز محتجزين سجين سجناء معتقل معتقلين hostages prisoner prisoners detainees
truce هدنة وقف_إطلاق_النار وقف_النار ceasefire
calm تهدئة هدوء deescalation
escalate تصعيد escalation
crisis أزمة أزمات
solve حل تسوية solution settlement
stable استقرار مستقر stability
secure أمن أمني security
provide تقديم قدم توفير وفر منح تزويد إمداد give supply
help مساعدة ساعد دعم داعم إسناد مساندة معونة support aid assist assistance
train تدريب درب تأهيل training
advise مشورة استشارة مستشار مستشارين advice
technical تقني فني
capable قدرة قدرات إمكانات إمكانيات capability capacity
own امتلاك يمتلك يملك تملك possess
need حاجة احتياج يحتاج ضرورة ضروري يجب ينبغي must should necessary necessity
important أهمية importance
role دور
lead قيادة قيادي قاد يقود leading leadership
benefit استفادة استفاد يستفيد إفادة
experience تجربة تجارب خبرة خبرات expertise
persuade إقناع أقنع يقنع convince
represent يشكل تشكل شكل يمثل تمثل مثل constitute
mission مهمة مهام بعثة
operation عملية عمليات حملة عمل يعمل تعمل campaign work
weapon سلاح أسلحة ذخيرة تسليح weapons arms
bases قاعدة قواعد معسكر ثكنة base
remain بقايا فلول remnants
reject رفض يرفض نفى نفي إنكار deny denied refuse
condemn إدانة أدان استنكار شجب تنديد
seek سعي يسعى تسعى محاولة حاول عزم اعتزام يعتزم تعتزم نية ينوي تنوي try attempt intend
goal هدف غاية غرض aim
commit التزام تعهد commitment pledge
choose اختيار اختار
result نتيجة نتائج حصيلة results findings
submit تسليم سلم تسلم استلام deliver handover
election انتخابات اقتراع elections vote
stir تحفيز إثارة تحريك تأجيج استثارة
feeling مشاعر عواطف feelings emotions
judiciary قضاء قضائي قاض قضاة محكمة judicial court judge
committee لجنة لجان
statement بيان تصريح تصريحات إعلان announcement
negative سلبي سيئ
advanced متقدم متطور
direct مباشر
now حاليا حالي الآن راهن currently
immediate فوري عاجل immediately
year عام سنة أعوام سنوات years annual
day يوم أيام days
week أسبوع أسابيع weeks
month شهر أشهر شهور months
money دولار دولارات dollar dollars
foreign أجنبي خارجي أجانب external
internal داخلي محلي وطني domestic local national
interfere تدخل تدخلات interference intervention
affair شأن شؤون affairs
thwart إحباط أحبط إفشال أفشل foil
infiltrate تسلل اختراق
border حدود حدودي frontier
price سعر أسعار ثمن تكلفة cost
fuel وقود محروقات بنزين ديزل petrol
oil نفط نفطي بترول petroleum
gas غاز
electricity كهرباء طاقة power energy
water مياه ماء
food غذاء غذائي طعام أغذية قمح
medicine دواء أدوية طبي علاج medical
health صحة صحي
hospital مستشفى مشفى مستشفيات
humanitarian إنساني إغاثي إغاثة relief
displace نازح نازحون نازحين نزوح نزح مهجر تهجير مشرد displaced
refugee لاجئ لاجئون لاجئين refugees
crossing معبر معابر منفذ
road طريق طرق
airport مطار مطارات
flight رحلة رحلات طيران
aircraft طائرة طائرات مقاتلة plane planes jet
drone مسيرة مسيرات طائرة_مسيرة drones
missile صاروخ صواريخ صاروخي rocket missiles rockets
bomb قنبلة قنابل عبوة عبوات لغم ألغام mine mines
explode تفجير انفجار تفجيرات explosion blast
shell قذيفة قذائف مدفعية artillery
ship سفينة سفن بحري ناقلة vessel maritime
militia ميليشيا مليشيا ميليشيات مليشيات
faction فصيل فصائل factions
tribe عشيرة عشائر قبيلة قبائل tribal
police شرطة
guard حرس حراسة guards
officer ضابط ضباط
commander قائد
volunteer متطوع متطوعين
terror إرهاب إرهابي terrorist terrorism
extreme متطرف تطرف extremism extremist
victim ضحية ضحايا victims
child طفل أطفال children
woman امرأة نساء women
family عائلة عائلات families
worker موظف موظفين موظفون عامل عاملين employee employees staff
salary راتب رواتب مرتب مرتبات أجور wage wages salaries
pay صرف دفع سداد
budget موازنة ميزانية
economy اقتصاد اقتصادي economic
trade تجارة تجاري commerce
bank مصرف بنك
tax ضريبة ضرائب رسوم
debt دين ديون
sanction عقوبة عقوبات sanctions
embargo حصار محاصرة siege blockade
nuclear نووي ذري
enrich تخصيب
inspect تفتيش مفتشين
investigate تحقيق تحقيقات تقصي inquiry investigation probe
evidence دليل أدلة إثبات proof
circumstance ملابسات ظروف
accuse اتهام اتهم متهم مسؤولية مسؤول blame responsible
arrest اعتقال اعتقل توقيف احتجاز ضبط detain
law قانون قانوني تشريع legal legislation
constitution دستور دستوري
parliament برلمان برلماني مجلس_النواب
president رئيس رئاسة presidency
minister وزير وزارة ministry
ambassador سفير سفارة embassy
envoy مبعوث موفد delegate
delegation وفد وفود
spokesman متحدث ناطق spokesperson
opposition معارضة معارض
party حزب أحزاب
resign استقالة استقال تنحي
appoint تعيين عين تكليف
date موعد تاريخ توقيت
postpone تأجيل إرجاء أجل delay
extend تمديد مدد extension
deadline مهلة
deadlock تعثر جمود انسداد مسدود فشل إخفاق failure stalled
success نجاح نجح إنجاز succeed achievement
progress تقدم تطور إحراز
retreat تراجع انكفاء
collapse انهيار سقوط fall
destroy تدمير دمار هدم destruction
damage ضرر أضرار خسائر خسارة losses
fire حريق حرائق نيران
protest تظاهر تظاهرة تظاهرات احتجاج احتجاجات مظاهرات demonstration protests
freedom حرية حريات
right حق حقوق rights
sovereignty سيادة
independence استقلال
unity وحدة توحيد
divide تقسيم انقسام
return عودة رجوع
open فتح افتتاح
close إغلاق غلق إقفال shut
build بناء تشييد
join انضمام انضم التحاق
form تشكيل تأليف
change تغيير تبديل تعديل
decide قرار قرر تقرير decision
approve موافقة وافق إقرار مصادقة
welcome ترحيب رحب
thank شكر امتنان
call_for دعوة دعا مطالبة طالب ناشد مناشدة urge demand appeal
warn تحذير حذر إنذار warning
expect توقع متوقع ترقب
hope أمل آمل
fear مخاوف خوف قلق concern worry
trust ثقة
peace سلام peaceful
war حرب حروب
violence عنف
conflict نزاع صراع خلاف dispute
reconcile مصالحة
mediate وساطة وسيط mediation mediator
guarantee ضمان ضمانات guarantees
condition شروط conditions
proposal مقترح اقتراح مبادرة عرض initiative
document وثيقة وثائق ملف ملفات file
message رسالة رسائل letter
news أنباء أخبار
media إعلام إعلامي صحافة press
number_of عدد أعداد
part جزء قسم حصة
first أول أولى
last أخير final
new جديد إضافي additional
old قديم سابق أسبق former previous
next قادم مقبل لاحق coming
good جيد حسن
strong قوي شديد
weak ضعيف ضعف
large كبير ضخم واسع big
small صغير محدود limited
gradual تدريجي متدرج
full كامل شامل complete total
north شمال شمالي northern
south جنوب جنوبي southern
east شرق شرقي eastern
west غرب غربي western
city مدينة town
village قرية قرى
province محافظة محافظات ولاية governorate
capital عاصمة
world عالم عالمي global
united_nations الأمم_المتحدة un
security_council مجلس_الأمن
europe أوروبا أوروبي european
arab عربي عرب
kurdish كردي أكراد كرد كردستان kurds kurdistan
`;

/** The rows, each a list of words or `_`-joined phrases with the name of the concept first. */
export const concepts: readonly (readonly string[])[] = ROWS.trim()
  .split('\n')
  .map((row) => row.split(' '));
