"""What can be wrong with addresses and with the files that answer them. Code → (Arabic, English)."""

ADDRESSES: dict[str, tuple[str, str]] = {
    "E301": (
        "رابط الصفحة «{value}» مطلوب مرتين: بقي لـ«{other}»، ولم تُنشر الصفحة الأخرى.",
        "the address '{value}' is claimed twice: '{other_en}' keeps it, the other page was not published",
    ),
    "E302": (
        "المعرّف «{value}» مستعمل أيضًا في «{other}»؛ بقي له، ولم يُنشر هذا التقرير.",
        "the id '{value}' is also used by '{other}', which keeps it; this report was not published",
    ),
    "E303": (
        "المسار السابق «{value}» مستعمل لـ«{other}»؛ فلن ينقل القارئ إلى هذه الصفحة.",
        "the alias '{value}' is taken by '{other_en}'; no redirect was made",
    ),
    "E304": (
        "لم يُكتب الملف «{value}»: {reason}.",
        "the file '{value}' was not written: {reason_en}",
    ),
    "E307": (
        "لم يُحذف الملف «{value}»: {reason}. سيحاول ورّاق حذفه ثانية في البناء القادم.",
        "the file '{value}' could not be removed: {reason_en}; the next build will try again",
    ),
    "E306": (
        "للكاتب «{value}» ملف تعريف آخر هو «{other}»؛ يُعتمد ذاك لا هذا.",
        "the author '{value}' has another profile, '{other}', which counts; this one does not",
    ),
    "E305": (
        "في مجلد الموقع ملف لم يصنعه ورّاق: «{value}»؛ تُرك كما هو، ولم تُكتب صفحة الموقع مكانه.",
        "the output folder holds a file that Warraq did not make, '{value}'; it was left, our page was not written",
    ),
    "E308": (
        "تعذّر صنع هذا الملف من الصورة «{value}»: {reason}.",
        "this file could not be made of the picture '{value}': {reason}",
    ),
}
