"""What can be wrong in one file of content. Code → (Arabic, English)."""

CONTENT: dict[str, tuple[str, str]] = {
    "E101": (
        "ترميز الملف ليس UTF-8؛ احفظه من جديد بهذا الترميز.",
        "the file is not UTF-8; save it again as UTF-8",
    ),
    "E102": (
        "لا يبدأ الملف بترويسة بين سطري «---».",
        "the file does not start with front matter between two lines of '---'",
    ),
    "E103": (
        "الترويسة لم تُغلق: ينقصها سطر «---» ثانٍ.",
        "the front matter is not closed by a second line of '---'",
    ),
    "E104": (
        "في الترويسة خطأ هنا: {reason}.",
        "the front matter cannot be read here: {reason_en}",
    ),
    "E105": (
        "تُنتظر هنا مفاتيح وقيم، كل مفتاح في سطر.",
        "keys with values are expected here, one a line",
    ),
    "E106": (
        'لا تبدأ القيمة هنا بـ«&» أو «*» أو «!»؛ ضعها بين علامتي اقتباس "هكذا".',
        "a value must not begin with &, * or ! here; put it between quotation marks",
    ),
    "E107": (
        "لم يُقرأ الملف: {reason}.",
        "the file could not be read: {reason_en}",
    ),
    "E108": (
        "تعذّرت قراءة النص؛ لعل فيه قوائم أو اقتباسات متداخلة بعضها في بعض ({reason}).",
        "the body could not be read; it may be nested too deeply ({reason})",
    ),
    "E109": (
        "ملفان يحملان هذا الاسم نفسه، وحروفه مركبة بطريقتين؛ قُرئ الأول وحده، فغيّر اسم أحدهما.",
        "two files have this name, its letters composed in two ways; only the first was read, rename one",
    ),
    "E110": ("المفتاح «{key}» مطلوب ولم يُذكر.", "the key '{key_en}' is required and missing"),
    "E111": (
        "المفتاح «{key}» مذكور من قبل (بالعربية أو بالإنكليزية).",
        "the key '{key}' is given twice",
    ),
    "E112": ("المفتاح «{key}» غير معروف.{hint}", "unknown key '{key}'.{hint_en}"),
    "E120": (
        "قيمة «{key}» يجب أن تكون نصًا، لا {found}.",
        "the value of '{key_en}' must be text, not {found_en}",
    ),
    "E121": (
        "قيمة «{key}» فارغة.",
        "the value of '{key_en}' is empty",
    ),
    "E122": (
        "قيمة «{key}» يجب أن تكون «نعم» أو «لا» (أو true أو false).",
        "the value of '{key_en}' must be true or false",
    ),
    "E123": (
        "قيمة «{key}» يجب أن تكون قائمة، أو أسماء تفصل بينها «،».",
        "the value of '{key_en}' must be a list, or names parted by '،'",
    ),
    "E124": (
        "قيمة «{key}» يجب أن تتكوّن من مفاتيح وقيم.",
        "the value of '{key_en}' must be keys with values",
    ),
    "E125": (
        "التاريخ «{value}» غير صحيح؛ يُكتب هكذا: \u200e2018-12-06 أو \u200e2018-12-06 14:30.",
        "'{value}' is not a date; write 2018-12-06 or 2018-12-06 14:30",
    ),
    "E126": (
        "لا وجود لهذا اليوم أو لهذه الساعة: «{value}».",
        "there is no such day or hour: '{value}'",
    ),
    "E127": (
        "قيمة «{key}» يجب أن تكون واحدة من: {allowed}.{hint}",
        "the value of '{key_en}' must be one of: {allowed_en}.{hint_en}",
    ),
    "E128": (
        "قيمة «{key}» يجب أن تكون عددًا صحيحًا من {low} إلى {high}.",
        "'{key_en}' must be a whole number, {low} to {high}",
    ),
    "E129": (
        "في «{key}» أسماء كثيرة؛ يُقبل منها {most} على الأكثر.",
        "'{key_en}' has too many names; at most {most} are accepted",
    ),
    "E130": (
        "القسم «{value}» غير مذكور في ملف الإعدادات (site.toml).{hint}",
        "the section '{value}' is not in site.toml.{hint_en}",
    ),
    "E131": (
        "المسار «{value}» غير مقبول؛ حروفه بلا تشكيل (واللاتينية صغيرة: a لا A)، وبين كلماته شرطة واحدة، وبلا «/».",
        "the slug '{value}' is not accepted; lower-case letters without marks, digits, single hyphens, no '/'",
    ),
    "E132": (
        "المسار السابق «{value}» غير مقبول؛ يبدأ بـ«/» ويخلو من «..» و«#»، ولا يأتي بعد «?» إلا جزء واحد مثل p=123.",
        "the alias '{value}' is not accepted: it starts with '/', has no '..' or '#', after '?' one pair such as p=123",
    ),
    "E133": (
        "المعرّف «{value}» غير مقبول؛ يُكتب بحروف لاتينية صغيرة وأرقام وشرطات، في 64 حرفًا على الأكثر.",
        "the id '{value}' is not accepted: lower-case Latin letters, digits and hyphens, at most 64",
    ),
    "E134": (
        "رمز اللغة «{value}» غير صحيح؛ تُكتب العربية ar والإنكليزية en مثلًا.",
        "'{value}' is not a language tag (such as ar, en)",
    ),
    "E135": (
        "لا توجد الصورة «{value}» في مجلد media.",
        "there is no picture '{value}' in the media folder",
    ),
    "E136": (
        "موعد انتهاء النشر «{value}» يجب أن يكون بعد تاريخ التقرير.",
        "the expiry '{value}' must be after the report's date",
    ),
    "E138": (
        "هذا الملف مسودة أو مسحوب، وفيه خطأ؛ أُزيلت نسخته السابقة من الموقع إلى أن يُصحّح.",
        "this file has an error and is a draft or withdrawn; its last version is off the site until it is mended",
    ),
    "E139": (
        "سطر لا يُقرأ، أو معرّفه مكرر، في ملف الروابط المحفوظة: «{value}»؛ يُكتب في السطر معرّف التقرير ثم مسافة ثم مساره.",
        "this line of the kept addresses cannot be read, or repeats an id: '{value}'; it must be an id and a slug",
    ),
    "W140": (
        "في النص رموز تحكّم خفية ({value})؛ تُحذف عند النشر، ويبقى ملفك كما هو.",
        "the text holds invisible control characters ({value}); they are left out of what is published",
    ),
    "W141": (
        "الرابط «{value}» غير مقبول؛ لا يُقبل إلا http وhttps وmailto وtel. يظهر نصه في الموقع بلا رابط.",
        "the link '{value}' is not accepted, only http, https, mailto and tel are; its text is shown without it",
    ),
    "W142": (
        "الرابط «{value}» لا يؤدي إلى تقرير منشور ولا إلى صفحة منشورة؛ يظهر نصه في الموقع بلا رابط.",
        "the link '{value}' leads to no published report or page; its text is shown without it",
    ),
    "W143": (
        "في المحتوى اختصار يشير إلى ملف آخر (symbolic link)؛ لم يُقرأ، فضع الملف نفسه مكانه.",
        "a symbolic link in the content; it is not followed, put the file itself in its place",
    ),
    "W144": (
        "تعذّرت قراءة اسم الملف {value}؛ لم يُقرأ الملف، فغيّر اسمه.",
        "the file's name {value} is not readable text; it was passed over, rename it",
    ),
    "W146": (
        "لا تُقرأ المجلدات داخل «pages» و«authors»؛ لم يُقرأ ما في هذا المجلد.",
        "folders inside pages and authors are not read; this one was passed over",
    ),
    "W148": (
        "لا يُقرأ هنا إلا ما ينتهي اسمه بـ«\u200e.md»؛ لم يُقرأ هذا الملف.",
        "only files whose name ends in .md are read here; this one was passed over",
    ),
    "W149": (
        "تاريخ التقرير ({value}) خارج جداول التقويم الهجري؛ يظهر بالميلادي وحده.",
        "the report's date ({value}) is outside the tables of the Hijri calendar; only the Gregorian date is shown",
    ),
    "W150": (
        "تغيّر عنوان التقرير وبقي رابطه كما كان («{value}»)، وسُجّل في slugs.lock؛ لتغيير الرابط أضف «مسار» إلى الترويسة.",
        "the title changed and the address stays ('{value}'), as slugs.lock now says; to change it, give a slug",
    ),
    "W151": (
        "انتقل التقرير من «{value}» إلى «{other}»، ورابطه السابق لم يعد يعمل؛ أضفه إلى «مسارات_سابقة» في ترويسته.",
        "the report moved from '{value}' to '{other}', and its old address is dead; add it to aliases",
    ),
    "E160": (
        "هذا الملف ليس صورة يمكن نشرها؛ تُقبل JPEG وPNG وWebP وAVIF وGIF. يظهر مكانها نصها البديل.",
        "no picture that can be published: JPEG, PNG, WebP, AVIF and GIF are; its alternative text is shown",
    ),
    "E161": (
        "رسوم SVG لا تُنشر، فقد تحمل برامج؛ احفظ الرسم بصيغة PNG. يظهر مكانه نصه البديل.",
        "SVG drawings are not published, as they can hold programs; save it as PNG. Its alternative text is shown",
    ),
    "E162": (
        "الصورة أكبر مما يُقبل ({value} بكسل): الحد {limit} مليون بكسل، و{side} لأطول ضلع. يظهر مكانها نصها البديل.",
        "the picture is too big ({value} pixels; {limit} million, {side} a side); its alternative text is shown",
    ),
    "E163": (
        "لا تُقرأ الصورة إلى آخرها؛ لعل الملف ناقص أو تالف، فضع نسخة سليمة مكانه. يظهر مكانها نصها البديل.",
        "the picture cannot be read to its end, it may be cut off or damaged; its alternative text is shown",
    ),
    "E164": (
        "الصورة «{value}» بلا نص بديل؛ صِف بين القوسين [ ] ما فيها لمن لا يراها.",
        "the picture '{value}' has no alternative text; say between [ and ] what it shows, for those who cannot see it",
    ),
    "W160": (
        'الصورة «{value}» بلا مصدر؛ أضف بعدها {{مصدر="تصوير فلان"}}.',
        "the picture '{value}' has no credit; add {{credit=\"…\"}} after it",
    ),
    "W161": (
        "الصورة «{value}» في موقع آخر؛ لا تُعرض إلا صور مجلد media، ويظهر مكانها نصها البديل.",
        "the picture '{value}' lies on another site; only those of the media folder are shown, its alternative text is",
    ),
}
