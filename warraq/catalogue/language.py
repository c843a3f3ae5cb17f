"""What a copy editor says of the language of a text (`check`). Code → (Arabic, English)."""

LANGUAGE: dict[str, tuple[str, str]] = {
    "W401": (
        "بعد حرف عربي فاصلة لاتينية، والصواب «،»: {value}",
        "a Latin comma after an Arabic letter, write '،': {value}",
    ),
    "W402": (
        "بعد حرف عربي علامة استفهام لاتينية، والصواب «؟»: {value}",
        "a Latin question mark after an Arabic letter, write '؟': {value}",
    ),
    "W403": (
        "بعد حرف عربي فاصلة منقوطة لاتينية، والصواب «؛»: {value}",
        "a Latin semicolon after an Arabic letter, write '؛': {value}",
    ),
    "W404": (
        "فراغ زائد قبل علامة الترقيم: {value}",
        "a space too many before a punctuation mark: {value}",
    ),
    "W405": (
        "ينقص فراغ بعد علامة الترقيم: {value}",
        "a space is missing after a punctuation mark: {value}",
    ),
    "W406": (
        "علامة اقتباس أو قوس بلا قرين في الفقرة: {value}",
        "a quotation mark or bracket without its fellow in the paragraph: {value}",
    ),
    "W407": (
        "علامة الفتح وعلامة الإغلاق لا تتقابلان: {value}",
        "the opening mark and the closing one do not match: {value}",
    ),
    "W408": (
        "في النص نوعان من علامات الاقتباس، وهذا أقلهما: {value}",
        "two kinds of quotation marks in one text, this is the rarer: {value}",
    ),
    "W409": (
        "فراغ زائد داخل علامتي الاقتباس أو القوسين: {value}",
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
        "في «{value}» حرف من كتابة أخرى، أو حرف مكان رقم.",
        "'{value}' has a letter of another script in it, or a letter in place of a figure",
    ),
    "W415": (
        "علامتا الاقتباس أو القوسان بالعكس، فالإغلاق قبل الفتح: {value}",
        "quotation marks or brackets the wrong way round, the closing one first: {value}",
    ),
    "W416": (
        "تبدأ الفقرة بسنة («{value}»)؛ يعرضها ورّاق نصًا، وتجعلها برامج أخرى رقمًا في قائمة.",
        "the paragraph begins with a year ('{value}'); Warraq sets it as text, other programs as a number in a list",
    ),
    "W420": (
        "الاسم «{value}» يُكتب في تقارير أكثر «{other}»، وكذلك يظهر في الموقع.",
        "the name '{value}' is mostly spelt '{other}', and the site shows it so",
    ),
    "W421": (
        "ليس للتقرير معرّف؛ إذا نُقل ملفه تغيّر رابطه القصير وعاد جديدًا في الخلاصات. اكتب له «معرّف».",
        "the report has no id; if its file is moved, its short link changes and feeds show it as new: give it one",
    ),
}
