"""What can be wrong with `site.toml`, the command line, the theme (exit code 2): code → (Arabic, English)."""

SETTINGS: dict[str, tuple[str, str]] = {
    "E201": ("لا يوجد ملف site.toml في «{value}».", "there is no site.toml in '{value}'"),
    "E202": (
        "في الملف خطأ هنا: {reason}.",
        "the file cannot be read here: {reason_en}",
    ),
    "E203": (
        "رابط الموقع «{value}» غير صحيح؛ يُكتب هكذا: «https://example.org»، بلا «?» ولا «#».",
        "'{value}' must be an http:// or https:// address with a host, without '?' or '#'",
    ),
    "E204": ("المنطقة الزمنية «{value}» غير معروفة.{hint}", "unknown time zone '{value}'.{hint_en}"),
    "E205": (
        "صيغة الروابط «{value}» غير مقبولة؛ يجب أن تبدأ وتنتهي بـ«/»، وأن يكون فيها «{{slug}}» أو «{{id}}».",
        "the permalink '{value}' is not accepted; it must start and end with '/' and have {{slug}} or {{id}}",
    ),
    "E206": (
        "مفتاح القسم «{value}» غير مقبول؛ يُكتب بحروف لاتينية صغيرة وأرقام وشرطات فقط.",
        "the section key '{value}' is not accepted: lower-case Latin letters, digits and hyphens only",
    ),
    "E207": (
        "الرابط «{value}» في قائمة الموقع [nav] غير مقبول؛ اكتب رابطًا داخليًا يبدأ بـ«/»، أو رابطًا كاملًا يبدأ بـ«http».",
        "the menu target '{value}' is not accepted: a path that starts with '/', or an http(s) address",
    ),
    "E208": (
        "قيمة «authority» غير صحيحة: «{value}»؛ تُكتب هكذا: «example.org,2018».",
        "'{value}' is not an authority for guids; write it as example.org,2018",
    ),
    "E213": (
        "شعار المنصة «{value}» لا يصلح: {reason}. يُنتظر ملف صورة مربّع، ضلعه {least} بكسل على الأقل، في مجلد media.",
        "the logo '{value}' does not fit: {reason_en}; a square picture in media is expected, {least} pixels or more",
    ),
    "E214": (
        "قيمة «{key}» في [publisher] غير مقبولة: «{value}».",
        "the value of '{key}' in [publisher] is not accepted: '{value}'",
    ),
    "E212": (
        "تاريخ التأسيس «{value}» غير صحيح؛ يُكتب هكذا: 2016، أو: 2016-05-01.",
        "'{value}' is not when an outlet was founded; write 2016 or 2016-05-01",
    ),
    "E215": (
        "الرابط «{value}» في «{key}» من [security] غير مقبول؛ اكتب رابطًا كاملًا يبدأ بواحد من: {allowed}.",
        "the address '{value}' in '{key}' of [security] is not accepted; begin it with one of: {allowed_en}",
    ),
    "E216": (
        "قيمة «hub» ليست رابطًا كاملًا: «{value}»؛ تُكتب هكذا: «https://hub.example/».",
        "'{value}' is not the address of a hub; write it as https://hub.example/",
    ),
    "E217": ("قيمة «{key}» في نصوص السمة ليست نصًا.", "the value of '{key}' in the theme's strings is not text"),
    "E218": (
        "في النص «{key}» صيغة عدد غير معروفة: «{value}».",
        "the string '{key}' has an unknown plural form: '{value}'",
    ),
    "E219": (
        'في أحد قوالب السمة حقل كتابة ({value}) بلا اتجاه؛ اكتب فيه \u200edir="{wanted}"\u200e.',
        'a template has a field to type in ({value}) without a direction; give it dir="{wanted}"',
    ),
    "E220": ("السمة «{value}» غير موجودة.", "there is no theme '{value}'"),
    "E221": (
        "في أحد قوالب السمة خطأ: {reason}.",
        "a template of the theme is wrong: {reason}",
    ),
    "E222": (
        "في السمة قالب يُختار بمتغير؛ لا يُقبل إلا الاسم الصريح.",
        "a template is included by a variable; only a plain name is accepted",
    ),
    "E223": ("ينقص السمة القالب «{value}».", "the theme lacks the template '{value}'"),
    "E224": (
        "لا يوجد «{key}» في نصوص السمة.",
        "the theme's strings lack '{key}'",
    ),
    "E225": (
        "النص «{key}» تنقصه صيغة العدد «{value}».",
        "the string '{key}' lacks the plural form '{value}'",
    ),
    "E226": (
        "السمة مكتوبة لنظام السمات رقم {value}، وهذا الإصدار من ورّاق لا يعرف إلا الرقم {allowed}.",
        "the theme follows contract {value}; this version knows contract {allowed} only",
    ),
    "E227": (
        "في النص «{key}» موضع {{{value}}} لا يملؤه القالب بشيء.",
        "the string '{key}' has the placeholder {{{value}}}, which no value fills",
    ),
    "E228": (
        "في النص «{key}» قوس {{ }} لا يُقرأ: {reason}.",
        "the string '{key}' has a brace that cannot be read: {reason_en}",
    ),
    "E229": (
        "النص «{key}» له صيغ عدد، والقالب لا يعطيه العدد (n).",
        "the string '{key}' has plural forms, and the template gives it no number (n)",
    ),
    "E230": (
        "مجلد الموقع «{value}» غير مقبول: {reason}.",
        "the output folder '{value}' is refused: {reason_en}",
    ),
    "E231": (
        "في مجلد الموقع صفحات لا يعرفها ورّاق («{value}»؛ هل ضاع مجلد الذاكرة \u200e.warraq؟)؛ أفرغه أو اختر غيره.",
        "the output folder holds pages unknown to Warraq ('{value}'; was .warraq lost?): empty it or choose another",
    ),
    "E232": (
        "ورّاق يبني هذا الموقع الآن في نافذة أخرى؛ انتظر حتى ينتهي.",
        "another build is working on the same state folder; wait until it ends",
    ),
    "E233": ("مجلد المحتوى «{value}» غير موجود.", "there is no content folder '{value}'"),
    "E234": (
        "الموعد «{value}» غير صحيح (\u200e--as-of)؛ يُكتب هكذا: \u200e2018-12-06 14:30.",
        "'{value}' is not a moment (--as-of); write 2018-12-06 14:30",
    ),
    "E235": (
        "تعذّر العمل في مجلد الذاكرة «{value}»: {reason}.",
        "the state folder '{value}' cannot be used: {reason_en}",
    ),
    "E236": (
        "تغيّر عنوان تقرير منشور، ولم يُكتب ملف الروابط المحفوظة «{value}»: {reason}. لم يُبنَ الموقع، كي لا يتغيّر الرابط.",
        "a published title changed and '{value}' could not be written: {reason_en}; not built, to keep its address",
    ),
    "E237": (
        "ليس في «{value}» ملف من ملفات المحتوى.",
        "the content has no file at '{value}'",
    ),
    "E238": (
        "لم يُصحَّح الملف: {reason}.",
        "the file could not be mended: {reason_en}",
    ),
    "E239": (
        "في «[pictures]» من theme.toml ما لا يُقبل: {reason}.",
        "[pictures] of theme.toml cannot be accepted: {reason}",
    ),
    "W290": (
        "المفتاح «{key}» معروف، لكن هذا الإصدار لا يعمل به بعد.",
        "the key '{key_en}' is known, but this version does nothing with it yet",
    ),
    "W293": (
        "ليس في السمة «{value}» قوالب النسخة الخفيفة، فلم تُبنَ. إن كنت لا تريدها فاكتب lite = false في site.toml.",
        "the theme '{value}' has no templates for the light edition, so there is none; lite = false wants none",
    ),
    "E270": (
        "لا خط في السمة بالاسم الذي في «{key}» من [cards]{hint}.",
        "no font of the theme has the name in '{key}' of [cards]{hint_en}",
    ),
    "W294": (
        "لا تقول السمة «{value}» كيف تُرسم بطاقات المشاركة، فلم تُرسم. إن كنت لا تريدها فاكتب cards = false.",
        "the theme '{value}' does not say how social cards look, so there are none; cards = false wants none",
    ),
    "W295": (
        "لم تُرسم بطاقات المشاركة، فليست في هذا الجهاز حزمة libfribidi0. ثبّتها، أو اكتب cards = false.",
        "no social cards, as this machine lacks the package libfribidi0; cards = false wants none",
    ),
    "W296": (
        "لا صفحة بالرابط «{value}» الذي في «{key}» من [publisher].",
        "no page has the address '{value}' that '{key}' of [publisher] gives",
    ),
    "W298": (
        "انتهت مدة security.txt في «{value}»؛ تأكد من صحة ما في [security] ثم اكتب في expires تاريخًا قادمًا.",
        "security.txt expired at {value}: see whether [security] still holds, then write a date to come in 'expires'",
    ),
    "W291": (
        "بُني الموقع بمسوداته: للمراجعة فقط، لا تنشر هذا المجلد.",
        "the site was built with its drafts: for a look only, do not publish this folder",
    ),
}
