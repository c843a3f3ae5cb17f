"""What can be wrong with an outlet's content, where, and how it is said in Arabic and in English.

Knows no files, no YAML, no pages: a room that finds something wrong names its code and its values, and this
room has the words. The catalogue below is the whole list; a code never changes its meaning.
"""

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
    "E101": ("الملف ليس بترميز UTF-8.", "the file is not UTF-8"),
    "E102": (
        "لا يبدأ الملف بترويسة بين سطري «---».",
        "the file does not start with front matter between two lines of '---'",
    ),
    "E103": (
        "الترويسة لم تُغلق: ينقصها سطر «---» ثانٍ.",
        "the front matter is not closed by a second line of '---'",
    ),
    "E104": ("لم تُفهم الترويسة هنا: {reason}.", "the front matter cannot be read here: {reason_en}"),
    "E105": (
        "الترويسة يجب أن تكون مفاتيح وقيمها، سطرًا لكل مفتاح.",
        "front matter must be keys with values, one a line",
    ),
    "E106": (
        "علامات المراجع (& و*) والوسوم (!) في YAML غير مقبولة هنا.",
        "YAML anchors (&), aliases (*) and tags (!) are not accepted here",
    ),
    "E107": ("لم يُقرأ الملف: {reason}.", "the file could not be read: {reason}"),
    "E108": (
        "لم يُفهم متن التقرير؛ لعل فيه تداخلًا عميقًا ({reason}).",
        "the body could not be read; it may be nested too deeply ({reason})",
    ),
    "E110": ("المفتاح «{key}» مطلوب ولم يُذكر.", "the key '{key_en}' is required and missing"),
    "E111": ("المفتاح «{key}» مكرر.", "the key '{key}' is given twice"),
    "E112": ("المفتاح «{key}» غير معروف.{hint}", "unknown key '{key}'.{hint_en}"),
    "E120": (
        "قيمة «{key}» يجب أن تكون نصًا، لا {found}.",
        "the value of '{key}' must be text, not {found_en}",
    ),
    "E121": ("قيمة «{key}» فارغة.", "the value of '{key}' is empty"),
    "E122": (
        "قيمة «{key}» يجب أن تكون true أو false (نعم أو لا).",
        "the value of '{key}' must be true or false",
    ),
    "E123": (
        "قيمة «{key}» يجب أن تكون قائمة، أو كلمات تفصلها «،».",
        "the value of '{key}' must be a list, or words parted by '،'",
    ),
    "E124": ("قيمة «{key}» يجب أن تكون مفاتيح وقيمها.", "the value of '{key}' must be keys with values"),
    "E125": (
        "التاريخ «{value}» غير صحيح؛ يُكتب هكذا: 2018-12-06 أو ‎2018-12-06 14:30.",
        "'{value}' is not a date; write 2018-12-06 or 2018-12-06 14:30",
    ),
    "E126": (
        "لا يوجد يوم بهذا التاريخ: «{value}».",
        "there is no such day or hour: '{value}'",
    ),
    "E127": (
        "قيمة «{key}» يجب أن تكون واحدة من: {allowed}.{hint}",
        "the value of '{key}' must be one of: {allowed_en}.{hint_en}",
    ),
    "E128": (
        "قيمة «{key}» يجب أن تكون عددًا من {low} إلى {high}.",
        "'{key}' must be a whole number, {low} to {high}",
    ),
    "E130": (
        "القسم «{value}» غير معرّف في site.toml.{hint}",
        "the section '{value}' is not in site.toml.{hint_en}",
    ),
    "E131": (
        "المسار «{value}» غير مقبول: حروف وأرقام وشرطات فقط، وبلا «/».",
        "the slug '{value}' is not accepted: letters, digits and hyphens only, no '/'",
    ),
    "E132": (
        "العنوان القديم «{value}» غير مقبول: يبدأ بـ«/»، وبلا «..» ولا «?» ولا «#».",
        "the alias '{value}' is not accepted: it starts with '/', and has no '..', '?' or '#'",
    ),
    "E133": (
        "المعرّف «{value}» غير مقبول: حروف لاتينية صغيرة وأرقام وشرطات، حتى 64.",
        "the id '{value}' is not accepted: lower-case Latin letters, digits and hyphens, at most 64",
    ),
    "E134": (
        "اللغة «{value}» ليست وسم لغة صحيحًا (مثل ar أو en).",
        "'{value}' is not a language tag (such as ar, en)",
    ),
    "E135": (
        "الصورة «{value}» خارج مجلد المحتوى أو ليست فيه.",
        "the image '{value}' is outside the content folder or not in it",
    ),
    "E136": (
        "موعد الانتهاء «{value}» قبل تاريخ التقرير.",
        "the report expires ('{value}') before its own date",
    ),
    "W140": (
        "في النص محارف تحكم غير مرئية؛ حُذفت ({value}).",
        "the text holds invisible control characters; they were dropped ({value})",
    ),
    "W141": (
        "الرابط «{value}» لا يُقبل: لا يُقبل إلا http وhttps وmailto وtel؛ حُذف وبقي نصه.",
        "the link '{value}' is not accepted, only http, https, mailto and tel are; it was removed, its text kept",
    ),
    "W142": (
        "الرابط «{value}» لا يصل إلى تقرير أو صفحة منشورة؛ حُذف وبقي نصه.",
        "the link '{value}' leads to no published report or page; it was removed, its text kept",
    ),
    "W143": (
        "وصلة رمزية في المحتوى؛ لا تُتّبع.",
        "a symbolic link in the content; it is not followed",
    ),
    "W144": (
        "اسم الملف ليس نصًا يُقرأ؛ تُرك.",
        "the file's name is not readable text; it was passed over",
    ),
    "W145": (
        "الصورة «{value}» لا تُعرض بعد في هذا الإصدار؛ يبقى نصها البديل.",
        "the picture '{value}' is not shown by this version yet; its alternative text is",
    ),
    "W146": (
        "لا تُقرأ المجلدات داخل pages وauthors؛ تُرك هذا المجلد.",
        "folders inside pages and authors are not read; this one was passed over",
    ),
    # 2xx: site.toml, the command line, the theme (exit code 2)
    "E201": ("لا يوجد ملف site.toml في «{value}».", "there is no site.toml in '{value}'"),
    "E202": ("لم يُفهم الملف هنا: {reason}.", "the file cannot be read here: {reason}"),
    "E203": (
        "العنوان «{value}» يجب أن يكون http:// أو https:// مع اسم مضيف، وبلا «?» ولا «#».",
        "'{value}' must be an http:// or https:// address with a host, without '?' or '#'",
    ),
    "E204": ("المنطقة الزمنية «{value}» غير معروفة.{hint}", "unknown time zone '{value}'.{hint_en}"),
    "E205": (
        "قالب الروابط «{value}» غير مقبول: يبدأ وينتهي بـ«/»، وفيه {{slug}} أو {{id}}.",
        "the permalink '{value}' is not accepted: it starts and ends with '/' and has {{slug}} or {{id}}",
    ),
    "E206": (
        "مفتاح القسم «{value}» غير مقبول: حروف وأرقام وشرطات فقط.",
        "the section key '{value}' is not accepted: letters, digits and hyphens only",
    ),
    "E207": (
        "وجهة القائمة «{value}» غير مقبولة: مسار يبدأ بـ«/» أو عنوان http(s).",
        "the menu target '{value}' is not accepted: a path that starts with '/', or an http(s) address",
    ),
    "E208": (
        "«{value}» ليس صاحب معرّفات صحيحًا؛ يُكتب هكذا: example.org,2018",
        "'{value}' is not an authority for guids; write it as example.org,2018",
    ),
    "E220": ("السمة «{value}» غير موجودة.", "there is no theme '{value}'"),
    "E221": ("خطأ في قالب السمة: {reason}.", "a template of the theme is wrong: {reason}"),
    "E222": (
        "في السمة قالب يُختار بمتغير؛ لا يُقبل إلا الاسم الصريح.",
        "a template is included by a variable; only a plain name is accepted",
    ),
    "E223": ("ينقص السمة القالب «{value}».", "the theme lacks the template '{value}'"),
    "E224": ("النص «{key}» ناقص في ملف نصوص السمة.", "the theme's strings lack '{key}'"),
    "E225": (
        "النص «{key}» تنقصه صيغة العدد «{value}».",
        "the string '{key}' lacks the plural form '{value}'",
    ),
    "E226": (
        "السمة تتبع العقد {value}، وهذا الإصدار يعرف العقد {allowed} فقط.",
        "the theme follows contract {value}; this version knows contract {allowed} only",
    ),
    "E230": (
        "مجلد الإخراج «{value}» غير مقبول: {reason}.",
        "the output folder '{value}' is refused: {reason_en}",
    ),
    "E231": (
        "في مجلد الإخراج موقع لا يعرفه ورّاق («{value}»): صنعه غيره، أو ضاع مجلد ‎.warraq. أفرغ المجلد أو اختر غيره.",
        "the output folder holds a site that Warraq does not know ('{value}'): empty it or choose another",
    ),
    "E232": (
        "بناء آخر يعمل الآن على مجلد الحالة نفسه.",
        "another build is working on the same state folder",
    ),
    "E233": ("مجلد المحتوى «{value}» غير موجود.", "there is no content folder '{value}'"),
    "E234": ("الموعد «{value}» غير صحيح (‎--as-of).", "'{value}' is not a moment (--as-of)"),
    "W290": (
        "المفتاح «{key}» معروف، لكن هذا الإصدار لا يعمل به بعد.",
        "the key '{key}' is known, but this version does nothing with it yet",
    ),
    "W291": (
        "بُني الموقع بمسوداته: للمراجعة فقط، لا تنشر هذا المجلد.",
        "the site was built with its drafts: for a look only, do not publish this folder",
    ),
    # 3xx: addresses
    "E301": (
        "العنوان {value} يطلبه أيضًا «{other}»؛ أُبقي له، ولم يُنشر هذا.",
        "{value} is also claimed by '{other}', which keeps it; this was not published",
    ),
    "E302": (
        "المعرّف «{value}» مستعمل أيضًا في «{other}»؛ أُبقي له، ولم يُنشر هذا.",
        "the id '{value}' is also used by '{other}', which keeps it; this was not published",
    ),
    "E303": (
        "العنوان القديم {value} يطلبه أيضًا «{other}»؛ أُبقي له، ولم تُصنع إحالة.",
        "the alias {value} is also claimed by '{other}', which keeps it; no redirect was made",
    ),
    "E304": (
        "الصفحة «{value}» لم تُكتب: {reason}.",
        "the page '{value}' was not written: {reason}",
    ),
    "E306": (
        "للكاتب «{value}» ملف تعريف آخر «{other}»؛ عُمل به، ولم يُعمل بهذا.",
        "the author '{value}' has another profile, '{other}', which counts; this one does not",
    ),
    "E305": (
        "في مجلد الإخراج ملف لم يصنعه ورّاق «{value}»؛ تُرك كما هو، ولم تُكتب صفحتنا مكانه.",
        "the output folder holds a file that Warraq did not make, '{value}'; it was left, our page was not written",
    ),
}


def problem(code: str, where: Where, **values: object) -> Problem:
    """The problem `code` at `where`, with `values` put into its two sentences.

    Raises KeyError for an unknown code or a missing value: that is a bug of ours, not of the content.
    """
    arabic, english = CATALOGUE[code]
    words = {name: str(value) for name, value in values.items()}
    return Problem(where, code, arabic.format_map(words), english.format_map(words))


def hints(word: str, known: Iterable[str]) -> dict[str, str]:
    """The values `hint` and `hint_en`: the nearest of the `known` words, or nothing."""
    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    if not near:
        return {"hint": "", "hint_en": ""}
    return {"hint": f" هل تقصد «{near[0]}»؟", "hint_en": f" Did you mean '{near[0]}'?"}


def said(found: Problem) -> str:
    """The problem as lines for a terminal: place and code first, the Arabic, then the English beneath."""
    place = f"{found.where.path}:{found.where.line}:{found.where.column}"
    return f"{place}: {found.code} {found.arabic}\n    {found.english}"
