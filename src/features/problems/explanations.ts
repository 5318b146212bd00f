import type { ProblemCode } from '../../errors.ts';

/** What each kind of problem means and what its receiver can do. */
export const explanations: Record<ProblemCode, { en: string; ar: string }> = {
  unknown_parameter: {
    en: 'The query string has a parameter that this address does not take. Names are checked strictly, so that a slip of the pen never passes for an empty answer. `errors` names it and the nearest known one.',
    ar: 'في عنوان الطلب معامل لا يعرفه هذا المسار. تُفحص الأسماء بدقة حتى لا يمر خطأ الكتابة على أنه جواب فارغ، ويذكر الحقل errors المعامل وأقرب اسم معروف إليه.',
  },
  invalid_parameter: {
    en: 'A parameter has a value that it does not take: a code outside its vocabulary, a malformed date, a number out of range. `errors` says which and what is expected.',
    ar: 'قيمة أحد المعاملات غير مقبولة: رمز خارج القائمة، أو تاريخ غير صحيح، أو عدد خارج الحدود. يبيّن الحقل errors أيها وما المتوقع.',
  },
  unknown_reference: {
    en: 'A parameter names a record that does not exist. Give its id, its slug, or `scheme:value` of an external id; `errors` suggests the nearest ones.',
    ar: 'أحد المعاملات يشير إلى سجل غير موجود. استعمل معرّفه أو اسمه المختصر أو معرّفا خارجيا بصيغة scheme:value، ويقترح الحقل errors أقرب السجلات.',
  },
  invalid_cursor: {
    en: 'A page cursor is broken or belongs to another question. Take `page.next_cursor` of an answer unchanged and repeat the question it came from.',
    ar: 'مؤشر الصفحة تالف أو يخص سؤالا آخر. خذ page.next_cursor من الجواب كما هو وكرر السؤال نفسه.',
  },
  invalid_body: {
    en: 'The body of the request could not be read or does not fit. `errors` points to the place (JSON pointer).',
    ar: 'تعذرت قراءة متن الطلب أو أنه لا يوافق الصيغة المطلوبة، ويشير الحقل errors إلى الموضع.',
  },
  moved: {
    en: 'This record was found to be the same as another and merged into it. `Location` has the address under which both answer now.',
    ar: 'تبيّن أن هذا السجل هو نفسه سجل آخر فدُمج فيه، وفي الترويسة Location العنوان الذي يجيب عنهما الآن.',
  },
  unauthorised: {
    en: 'This needs a key, and none was sent or the one sent is not valid (any more). Send `Authorization: Bearer sj_…`.',
    ar: 'يتطلب هذا مفتاحا، ولم يُرسل مفتاح أو أن المفتاح المرسل غير صالح. أرسل الترويسة Authorization: Bearer sj_…',
  },
  forbidden: {
    en: 'Your key is valid, but its role may not do this.',
    ar: 'مفتاحك صالح لكن دوره لا يسمح بهذا.',
  },
  not_found: {
    en: 'There is nothing at this address, or nothing that you may see.',
    ar: 'لا شيء في هذا العنوان، أو لا شيء يحق لك الاطلاع عليه.',
  },
  method_not_allowed: {
    en: 'The address exists but does not take this method.',
    ar: 'العنوان موجود لكنه لا يقبل هذه الطريقة.',
  },
  not_acceptable: {
    en: 'The answer does not come in any media type that `Accept` names. Use `format=` or accept one of those listed.',
    ar: 'لا يتوفر الجواب بأي من الصيغ المذكورة في الترويسة Accept. استعمل المعامل format أو اقبل إحدى الصيغ المذكورة.',
  },
  conflict: {
    en: 'The request contradicts what is there: a record still in use, a name already given, a request still running. The detail says what to do first.',
    ar: 'يتعارض الطلب مع ما هو موجود: سجل ما زال مستعملا، أو اسم معطى من قبل، أو طلب لم ينته بعد. يبيّن التفصيل ما يجب فعله أولا.',
  },
  gone: {
    en: 'There was a record at this address and it was withdrawn; the detail says since when and why.',
    ar: 'كان في هذا العنوان سجل ثم سُحب، ويذكر التفصيل منذ متى ولماذا.',
  },
  version_mismatch: {
    en: 'The record was changed since you read it. Read it again, look at what changed, and send your change with its new ETag.',
    ar: 'تغيّر السجل منذ قرأته. اقرأه من جديد وانظر ما تغيّر ثم أرسل تعديلك مع قيمة ETag الجديدة.',
  },
  too_large: {
    en: 'The request is larger than this address takes.',
    ar: 'الطلب أكبر مما يقبله هذا المسار.',
  },
  uri_too_long: {
    en: 'The address is longer than this service takes. Ask with fewer values.',
    ar: 'العنوان أطول مما تقبله الخدمة. قلّل عدد القيم.',
  },
  unsupported_media_type: {
    en: 'The body has a media type that this address does not read.',
    ar: 'متن الطلب بصيغة لا يقرؤها هذا المسار.',
  },
  invalid_record: {
    en: 'The record was understood and cannot be stored as it is: a reference to nothing, a selector that does not fit the stored text. `errors` points to the place.',
    ar: 'فُهم السجل لكن لا يمكن حفظه كما هو: إشارة إلى سجل غير موجود أو محدِّد لا يوافق النص المحفوظ. يشير الحقل errors إلى الموضع.',
  },
  key_reused: {
    en: 'This Idempotency-Key was used for another request. Use a new key for a new request.',
    ar: 'استُعمل مفتاح منع التكرار هذا لطلب آخر. استعمل مفتاحا جديدا لكل طلب جديد.',
  },
  version_required: {
    en: 'A change needs `If-Match` with the ETag of the version it is meant for, so that no one’s work is overwritten unseen.',
    ar: 'يتطلب التعديل الترويسة If-Match بقيمة ETag للنسخة المقصودة حتى لا يُمحى عمل أحد دون علم.',
  },
  too_many_requests: {
    en: 'You have asked more than the limit allows. `Retry-After` says when to go on.',
    ar: 'تجاوزت حد الطلبات المسموح. تبيّن الترويسة Retry-After متى تتابع.',
  },
  internal: {
    en: 'Something failed here. It is logged with the request’s id; the same request may work later.',
    ar: 'حدث خلل في الخدمة وسُجّل مع معرّف الطلب، وقد ينجح الطلب نفسه لاحقا.',
  },
  unavailable: {
    en: 'The database cannot be reached at the moment. `Retry-After` says when to try again.',
    ar: 'تعذر الوصول إلى قاعدة البيانات حاليا، وتبيّن الترويسة Retry-After متى تعيد المحاولة.',
  },
  too_slow: {
    en: 'The question took longer than the time limit. Narrow it to one actor, one place, a shorter time or fewer words.',
    ar: 'استغرق السؤال وقتا أطول من الحد المسموح. ضيّقه بطرف واحد أو مكان واحد أو مدة أقصر أو كلمات أقل.',
  },
};
