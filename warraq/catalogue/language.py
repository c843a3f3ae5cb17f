"""What a copy editor says of the language of a text (`check`). Code → (Arabic, English)."""

LANGUAGE: dict[str, tuple[str, str]] = {
    "W401": (
        "فاصلة لاتينية بعد حرف عربي (الصواب «،»): {value}",
        "a Latin comma after an Arabic letter (write '،'): {value}",
    ),
    "W402": (
        "علامة استفهام لاتينية بعد حرف عربي (الصواب «؟»): {value}",
        "a Latin question mark after an Arabic letter (write '؟'): {value}",
    ),
    "W403": (
        "فاصلة منقوطة لاتينية بعد حرف عربي (الصواب «؛»): {value}",
        "a Latin semicolon after an Arabic letter (write '؛'): {value}",
    ),
    "W404": (
        "مسافة زائدة قبل علامة الترقيم: {value}",
        "a space too many before a punctuation mark: {value}",
    ),
    "W405": (
        "تنقص مسافة بعد علامة الترقيم: {value}",
        "a space is missing after a punctuation mark: {value}",
    ),
    "W406": (
        "علامة اقتباس أو قوس بلا قرين في الفقرة: {value}",
        "a quotation mark or bracket without its fellow in the paragraph: {value}",
    ),
    "W407": (
        "علامة الفتح وعلامة الإغلاق لا تتوافقان: {value}",
        "the opening mark and the closing one do not match: {value}",
    ),
    "W408": (
        "في النص نوعان من علامات الاقتباس، وهذا أقلهما ورودًا: {value}",
        "two kinds of quotation marks in one text, this is the rarer: {value}",
    ),
    "W409": (
        "مسافة زائدة داخل علامتي الاقتباس أو القوسين: {value}",
        "a space too many just inside quotation marks or brackets: {value}",
    ),
    "W410": ("كلمة مكررة: «{value}».", "a word is written twice: '{value}'"),
    "W411": (
        "في «{value}» تطويل (ـ) لا حاجة إليه.",
        "'{value}' is stretched with tatweel, which it does not need",
    ),
    "W412": (
        "رمز خفي في غير موضعه ({value})؛ قد يقلب ترتيب الكلمات أو يقطعها.",
        "an invisible character out of place ({value}); it may turn words around or break them",
    ),
    "W413": (
        "في «{value}» حرف من أبجدية لغة أخرى يشبه حرفًا من حروف هذه اللغة (مثل «ک» و«ك»).",
        "'{value}' has a letter of another language's alphabet that looks like one of this language's",
    ),
    "W414": (
        "في «{value}» حرف من كتابة أخرى (كحرف لاتيني في كلمة عربية)، أو حرف مكان رقم (مثل O بدل الصفر).",
        "'{value}' has a letter of another script (Latin in an Arabic word), or a letter for a figure (O for 0)",
    ),
    "W415": (
        "علامة الإغلاق جاءت قبل علامة الفتح: {value}",
        "the closing mark stands before the opening one: {value}",
    ),
    "W416": (
        "تبدأ الفقرة بسنة («{value}»)؛ يعرضها ورّاق نصًا، وتجعلها برامج أخرى رقمًا في قائمة.",
        "the paragraph begins with a year ('{value}'); Warraq sets it as text, other programs as a number in a list",
    ),
    "W420": (
        "يظهر الاسم «{value}» في الموقع هكذا: «{other}»؛ وحّد كتابته.",
        "the site shows the name '{value}' as '{other}'; spell it one way",
    ),
    "W421": (
        "ليس للتقرير معرّف؛ إذا نُقل ملفه تغيّر رابطه القصير، وظهر في الخلاصات كأنه جديد. أضف «معرّف» إلى ترويسته.",
        "the report has no id; if its file is moved, its short link changes and feeds show it as new: give it one",
    ),
}
