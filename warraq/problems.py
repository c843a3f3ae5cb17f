"""What can be wrong with an outlet's content, where, and how it is said in Arabic and in English.

Knows no files, no YAML, no pages: a room that finds something wrong names its code and its values, and this
room has the words. The catalogue below is the whole list; a code never changes its meaning.
"""

import errno
from collections.abc import Iterable
from difflib import get_close_matches

import msgspec


class Where(msgspec.Struct, frozen=True, order=True):
    """A place in a file: path from the outlet's folder, line and column counted in letters from 1."""

    path: str
    line: int = 1
    column: int = 1


class Problem(msgspec.Struct, frozen=True, order=True):
    """One thing that is wrong, already worded. Sorting a list of them sorts by file, then by line."""

    where: Where
    code: str
    arabic: str
    english: str

    @property
    def is_error(self) -> bool:
        """Errors (E…) keep a report from being published or decide the exit code; warnings (W…) do not."""
        return self.code.startswith("E")


CATALOGUE: dict[str, tuple[str, str]] = {
    # 1xx: one file of content
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
        "يُنتظر هنا مفاتيح وقيم، كل مفتاح في سطر.",
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
        "لم يُفهم متن التقرير؛ لعل فيه تداخلًا عميقًا ({reason}).",
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
        "المسار «{value}» غير مقبول؛ يُكتب بحروف (بلا تشكيل، واللاتينية صغيرة) وأرقام بينها شرطات مفردة، وبلا «/».",
        "the slug '{value}' is not accepted; write lower-case letters without marks, digits and single hyphens",
    ),
    "E132": (
        "المسار السابق «{value}» غير مقبول؛ يجب أن يبدأ بـ«/»، وأن يخلو من «..» و«?» و«#».",
        "the alias '{value}' is not accepted; it must start with '/' and have no '..', '?' or '#'",
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
        "في هذا الملف خطأ، وهو مسودة أو مسحوب؛ أُزيلت نسخته السابقة من الموقع إلى أن يُصحّح.",
        "this file has an error and is a draft or withdrawn; its last version is off the site until it is mended",
    ),
    "W140": (
        "في النص رموز تحكّم خفية ({value})؛ حُذفت عند النشر.",
        "the text holds invisible control characters ({value}); they are left out of what is published",
    ),
    "W141": (
        "الرابط «{value}» غير مقبول، فلا يُقبل إلا ما يبدأ بـ http أو https أو mailto أو tel؛ حُذف الرابط وبقي نصه.",
        "the link '{value}' is not accepted, only http, https, mailto and tel are; it was removed, its text kept",
    ),
    "W142": (
        "الرابط «{value}» لا يصل إلى تقرير أو صفحة منشورة؛ حُذف وبقي نصه.",
        "the link '{value}' leads to no published report or page; it was removed, its text kept",
    ),
    "W143": (
        "في المحتوى وصلة رمزية (symbolic link)؛ تُركت ولم تُقرأ.",
        "a symbolic link in the content; it is not followed",
    ),
    "W144": (
        "تعذّرت قراءة اسم الملف {value}؛ تُرك الملف.",
        "the file's name {value} is not readable text; it was passed over",
    ),
    "W145": (
        "هذا الإصدار لا يعرض الصور؛ يظهر بدل الصورة «{value}» نصها البديل.",
        "this version shows no pictures yet; instead of '{value}' its alternative text is shown",
    ),
    "W146": (
        "لا تُقرأ المجلدات داخل «pages» و«authors»؛ تُرك هذا المجلد.",
        "folders inside pages and authors are not read; this one was passed over",
    ),
    "W147": (
        "هذا الإصدار لا يعرض صورة التقرير «{value}».",
        "this version does not show the report's picture '{value}' yet",
    ),
    "W148": (
        "لا يُقرأ هنا إلا ما ينتهي اسمه بـ«.md»؛ تُرك هذا الملف.",
        "only files whose name ends in .md are read here; this one was passed over",
    ),
    # 2xx: site.toml, the command line, the theme (exit code 2)
    "E201": ("لا يوجد ملف site.toml في «{value}».", "there is no site.toml in '{value}'"),
    "E202": (
        "في الملف خطأ هنا: {reason}.",
        "the file cannot be read here: {reason_en}",
    ),
    "E203": (
        "رابط الموقع «{value}» غير صحيح؛ يُكتب مثل «https://example.org»، وبلا «?» ولا «#».",
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
        "الرابط «{value}» في [nav] غير مقبول؛ اكتب مسارًا يبدأ بـ«/»، أو رابطًا كاملًا يبدأ بـ«http».",
        "the menu target '{value}' is not accepted: a path that starts with '/', or an http(s) address",
    ),
    "E208": (
        "قيمة «authority» غير صحيحة: «{value}»؛ تُكتب مثل «example.org,2018».",
        "'{value}' is not an authority for guids; write it as example.org,2018",
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
        "السمة مكتوبة للصيغة رقم {value}، وهذا الإصدار من ورّاق لا يعرف إلا الصيغة رقم {allowed}.",
        "the theme follows contract {value}; this version knows contract {allowed} only",
    ),
    "E230": (
        "مجلد الموقع «{value}» غير مقبول: {reason}.",
        "the output folder '{value}' is refused: {reason_en}",
    ),
    "E231": (
        "في مجلد الموقع صفحات لا يعرفها ورّاق («{value}»؛ هل ضاع \u200e.warraq؟). أفرغ المجلد أو اختر غيره.",
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
    "W290": (
        "المفتاح «{key}» معروف، لكن هذا الإصدار لا يعمل به بعد.",
        "the key '{key_en}' is known, but this version does nothing with it yet",
    ),
    "W291": (
        "بُني الموقع بمسوداته: للمراجعة فقط، لا تنشر هذا المجلد.",
        "the site was built with its drafts: for a look only, do not publish this folder",
    ),
    # 3xx: addresses
    "E301": (
        "رابط الصفحة «{value}» مطلوب مرتين: بقي لـ«{other}»، ولم تُنشر الصفحة الأخرى.",
        "the address '{value}' is claimed twice: '{other_en}' keeps it, the other page was not published",
    ),
    "E302": (
        "المعرّف «{value}» مستعمل أيضًا في «{other}»؛ بقي له، ولم يُنشر هذا التقرير.",
        "the id '{value}' is also used by '{other}', which keeps it; this report was not published",
    ),
    "E303": (
        "المسار السابق «{value}» مأخوذ لـ«{other}»؛ فلم تُنشأ منه إحالة.",
        "the alias '{value}' is taken by '{other_en}'; no redirect was made",
    ),
    "E304": (
        "لم يُكتب الملف «{value}»: {reason}.",
        "the file '{value}' was not written: {reason_en}",
    ),
    "E307": (
        "لم يُحذف الملف «{value}»: {reason}. سيُحاول ورّاق ذلك في البناء القادم.",
        "the file '{value}' could not be removed: {reason_en}; the next build will try again",
    ),
    "E306": (
        "للاسم «{value}» ملف تعريف آخر هو «{other}»؛ يُعتمد ذاك لا هذا.",
        "the author '{value}' has another profile, '{other}', which counts; this one does not",
    ),
    "E305": (
        "في مجلد الموقع ملف لم يصنعه ورّاق: «{value}»؛ تُرك كما هو، ولم تُكتب صفحة الموقع مكانه.",
        "the output folder holds a file that Warraq did not make, '{value}'; it was left, our page was not written",
    ),
}


_SYSTEM = {
    errno.EACCES: "لا إذن بذلك",
    errno.EPERM: "لا إذن بذلك",
    errno.EROFS: "القرص للقراءة فقط",
    errno.ENOSPC: "القرص ممتلئ",
    errno.ENOENT: "الملف غير موجود",
    errno.EISDIR: "هو مجلد",
    errno.ENAMETOOLONG: "الاسم أطول مما يُقبل",
}


def problem(code: str, where: Where, **values: object) -> Problem:
    """The problem `code` at `where`, with `values` put into its two sentences.

    Raises KeyError for an unknown code or a missing value: that is a bug of ours, not of the content.
    """
    arabic, english = CATALOGUE[code]
    words = {name: str(value) for name, value in values.items()}
    kept = {name: _in_order(word) for name, word in words.items()}
    return Problem(where, code, arabic.format_map(kept), english.format_map(words))


def _in_order(word: str) -> str:
    """A value with a mark before it where an Arabic sentence would turn its parts around: 2018-12-06, ../x."""
    has_arabic = any("\u0600" <= letter <= "\u06ff" for letter in word)
    return word if has_arabic or not word else f"\u200e{word}"


def reasons(error: OSError) -> dict[str, str]:
    """The values `reason` and `reason_en`: what the operating system says, in the two languages."""
    said_by_system = error.strerror or str(error)
    arabic = _SYSTEM.get(error.errno or 0, f"خطأ في النظام ({said_by_system})")
    return {"reason": arabic, "reason_en": said_by_system}


def hints(word: str, known: Iterable[str]) -> dict[str, str]:
    """The values `hint` and `hint_en`: the nearest of the `known` words, or nothing."""
    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    if not near:
        return {"hint": "", "hint_en": ""}
    return {"hint": f" هل تقصد «{near[0]}»؟", "hint_en": f" Did you mean '{near[0]}'?"}


def said(found: Problem) -> str:
    """The problem as lines for a terminal: place and code first, the Arabic, then the English beneath.

    The Arabic is isolated, so that it reads from the right though the line begins with a Latin path.
    """
    place = f"{found.where.path}:{found.where.line}:{found.where.column}"
    return f"{place}: {found.code} \u2067{found.arabic}\u2069\n    {found.english}"
