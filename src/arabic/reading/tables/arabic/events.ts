/** Words that name an event: type | subtype | words, without article and proclitics. The first row that knows a word decides. */
export const eventTable = `
call        | phone        | اتصال_هاتفي اتصالا_هاتفيا مكالمة_هاتفية هاتف هاتفيا اتصالا
call        | video        | اتصال_مرئي مكالمة_فيديو
call        | message      | رسالة_خطية
withdrawal  | base_handover | تسليم_قاعدة تسلم_قاعدة تسليم_القاعدة
withdrawal  | mission_end  | إنهاء_مهمة إنهاء_مهام إنهاء_المهمة انتهاء_مهمة انتهت_المهام إنهاء_المهام انتهاء_المهام
withdrawal  |              | انسحاب انسحبت انسحب سحب سحبت خروج خرج خرجت مغادرة غادرت جلاء خفض تقليص إخراج
deployment  | troops       | انتشار نشر نشرت ينتشر تنتشر ينتشرون إرسال أرسلت تعزيزات انتشرت تمركز يتمركز تتمركز تواجد تتواجد وجود_عسكري الوجود_العسكري قوات_أمريكية
deployment  | base         | إنشاء_قاعدة إقامة_قاعدة
deployment  | trainers     | مدربين مستشارين_عسكريين
attack      | air_drone    | غارة غارات غارتين قصف_جوي ضربة_جوية ضربات_جوية طائرة_مسيرة بطائرة_مسيرة مسيرات
attack      | shelling     | قصف قصفت قذائف صواريخ صاروخ صاروخين مدفعية
attack      | ied          | عبوة_ناسفة عبوات_ناسفة سيارة_مفخخة مفخخة انفجار تفجير
attack      | suicide      | انتحاري حزام_ناسف
attack      | ground_clash | اشتباك اشتباكات معارك مواجهات معركة
attack      | assassination | اغتيال اغتيل اغتالت اغتالوا
attack      | abduction    | اختطاف خطف اختطفت اختطف
attack      | shooting     | إطلاق_نار إطلاق_النار
attack      |              | هجوم هجمات هجوما هجومين اعتداء اعتداءات استهدف استهدفت استهداف هاجم هاجمت عدوان عملية_عسكرية عمليات_عسكرية العمليات_العسكرية ضربات ضربة
agreement   | ceasefire    | وقف_إطلاق_النار وقف_لإطلاق_النار هدنة
agreement   | signed       | وقع وقعت وقعا توقيع مذكرة_تفاهم اتفاقا
agreement   |              | اتفق اتفقت اتفقا اتفاق اتفاقية توصل
arrest      |              | اعتقال اعتقلت اعتقل توقيف احتجاز احتجزت أوقفت ألقت_القبض القبض_على إلقاء_القبض
aid         | training     | تدريب
aid         | humanitarian | مساعدات_إنسانية المساعدات_الإنسانية إغاثة
aid         |              | مساعدات مساعدة دعم_عسكري الدعم_العسكري تقديم_الدعم التعاون_التقني المساعدات_التقنية منحة معونة معونات ملكية
coercion    | sanction     | عقوبات عقوبة
coercion    | embargo      | حظر حظرا حصار
coercion    | expulsion    | طرد إبعاد
political   | election     | انتخابات
political   | appointment  | تعيين تولي عين
political   | resignation  | استقالة استقال
political   |              | أطلقته تأسيس أنشأت أسست تشكيل تحرير
judicial    | sentence     | حكم_بالإعدام حكمت حكم_بالسجن
judicial    | charge       | توجيه_اتهام لائحة_اتهام
judicial    | ruling       | محكمة المحكمة قرار_المحكمة
territorial | recapture    | استعادة استعادت تحرير_مدينة
territorial | seizure      | سيطرة سيطر سيطرت سقوط_مدينة استولى استولت
meeting     | visit        | زيارة زار زارت يزور
meeting     | negotiation  | مفاوضات تفاوض
meeting     | dialogue_round | جولة_حوار الحوار_الاستراتيجي الحوار_الثنائي حوار
meeting     | committee_session | اجتماعات_اللجنة اجتماع_اللجنة اللجنة_المشتركة
meeting     |              | لقاء التقى التقت التقيا اجتماع اجتماعا اجتماعات اجتماعاتها اجتمع مباحثات محادثات قمة استقبل لقائه مشاورات التشاور ستجتمع
`;

/** Who takes part: type | role of those named before the word | role of those named behind it. */
export const roleTable = `
statement   | speaker           | addressee
call        | callee            | caller
withdrawal  | withdrawing_force | withdrawing_force
deployment  | deploying_force   | deploying_force
attack      | perpetrator       | target
agreement   | signatory         | signatory
arrest      | authority         | subject
aid         | provider          | recipient
coercion    | authority         | target
political   | subject           | subject
judicial    | authority         | subject
territorial | perpetrator       | subject
meeting     | participant       | participant
other       | participant       | participant
`;
