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
side طرف أطراف جانب جهة جهات party parties
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
increase زيادة ازداد ارتفاع rise
spread امتداد تمدد توسع تفشي انتشاره expansion
prevent منع حظر حيلولة ban
fight محاربة حارب مكافحة مواجهة قتال ملاحقة تصدي استهداف combat counter confront battle
attack هجوم هجمات هجمة اعتداء اعتداءات ضربة ضربات غارة غارات قصف عدوان strike raid assault bombing
defend دفاع دافع يدافع ذود defence defense
protect حماية حمى تأمين صون protection
defeat هزيمة هزم دحر
kill قتل مقتل قتلى اغتيال تصفية مصرع killed assassination dead death
wound إصابة أصيب جرح جرحى مصاب مصابين injured wounded
threat تهديد هدد خطر مخاطر danger
control سيطرة يسيطر استيلاء هيمنة seize
release إفراج إطلاق_سراح free
hostage أسير أسرى رهينة رهائن محتجز محتجزين hostages prisoners
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
work عمل يعمل تعمل
international دولي
role دور
lead قيادة قيادي قاد يقود leading leadership
benefit استفادة استفاد يستفيد إفادة
experience تجربة تجارب خبرة خبرات expertise
persuade إقناع أقنع يقنع convince
represent يشكل تشكل شكل يمثل تمثل مثل constitute
mission مهمة مهام بعثة
operation عملية عمليات حملة campaign
weapon سلاح أسلحة ذخيرة تسليح weapons arms
bases قاعدة قواعد معسكر ثكنة base camp
remain بقايا فلول remnants
reject رفض يرفض نفى نفي إنكار deny denied refuse
condemn إدانة أدان استنكار شجب تنديد
seek سعي يسعى تسعى محاولة يحاول عزم اعتزام try attempt
goal هدف غاية غرض aim
commit التزام تعهد commitment pledge
choose اختيار اختار
result نتيجة نتائج حصيلة results findings
submit تسليم سلم رفع
election انتخابات اقتراع elections vote
stir تحفيز إثارة تحريك تأجيج استثارة
feeling مشاعر عواطف feelings emotions
judiciary قضاء قضائي محكمة judicial court
committee لجنة لجان
statement بيان تصريح تصريحات إعلان announcement
negative سلبي سيئ
advanced متقدم متطور
direct مباشر
now حاليا حالي الآن راهن currently
immediate فوري عاجل immediately
year عام سنة أعوام سنوات years
month شهر أشهر شهور months
money دولار دولارات dollar dollars
`;

/** The rows, each a list of words or `_`-joined phrases with the name of the concept first. */
export const concepts: readonly (readonly string[])[] = ROWS.trim()
  .split('\n')
  .map((row) => row.split(' '));
