"""What can be wrong with a theme beside its templates and strings, and with the weight of its pages: code → words."""

THEMES: dict[str, tuple[str, str]] = {
    "E250": (
        "السمة «{value}» التي بُنيت عليها هذه السمة غير موجودة.{hint}",
        "there is no theme '{value}' for this one to extend.{hint_en}",
    ),
    "E251": (
        "سمات تدور في حلقة، كل منها مبنية على الأخرى: {value}.",
        "themes extend each other in a circle: {value}",
    ),
    "E252": (
        "اللون «{value}» غير مقبول؛ يُكتب هكذا: «#7a1f2b».",
        "'{value}' is not a colour; write it as #7a1f2b",
    ),
    "E253": (
        "القالب «{value}» مبني على نفسه.{hint}",
        "the template '{value}' extends itself.{hint_en}",
    ),
    "E254": (
        "قيمة «{key}» غير مقبولة: {reason}.",
        "the value of '{key}' is not accepted: {reason_en}",
    ),
    "E255": (
        "في القالب {value} مكتوب داخله، والمتصفح لا يقبله؛ ضعه في ملف تحت static.{hint}",
        "the template has {value} inline, which browsers are told to refuse; put it into a file below static{hint_en}",
    ),
    "E256": (
        "القالب يبدأ صفحة بلا سياسة أمن قبل كل رابط وملف؛ اكتب بعد charset مباشرة الوسم «{value}».",
        "the template begins a page without a security policy ahead of all that it loads; after charset, write {value}",
    ),
    "E310": (
        "الصفحة «{value}» أثقل من الحد: {size} بايت بعد الضغط، والحد {limit}. أثقل ما فيها: {reason}.",
        "the page '{value}' is over its budget: {size} bytes after gzip, not {limit}; heaviest in it: {reason_en}",
    ),
    "E311": (
        "ملفات «{value}» في السمة أثقل من الحد: {size} بايت، والحد {limit}. أثقلها «{name}» ({weight}).",
        "the theme's '{value}' files are over their budget: {size} bytes, not {limit}; heaviest: {name} ({weight})",
    ),
    "W250": (
        "تباين اللون «{key}» ({value}) مع لون الورق ({paper}) ضعيف: {ratio}، والمطلوب 4.5 كي يقرأه ضعاف البصر.",
        "the colour '{key}' ({value}) on the paper ({paper}) has a contrast of {ratio}; readers need 4.5 (WCAG 1.4.3)",
    ),
    "W251": (
        "لا يستعمل أي ملف CSS في السمة اللون «{value}».{hint}",
        "no stylesheet of the theme uses the colour '{value}'.{hint_en}",
    ),
}
