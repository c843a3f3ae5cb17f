"""What can be wrong with the fonts and stylesheets of a theme (exit code 2): code → (Arabic, English)."""

FONTS: dict[str, tuple[str, str]] = {
    "E260": (
        "خط السمة «{name}» في الحزمة «{value}»، وهي غير مثبّتة؛ ثبّتها بهذا الأمر: {command}",
        "the theme's font '{name}' is in the package '{value}', which is not installed: {command}",
    ),
    "E261": (
        "ليس في الحزمة «{package}» ملف باسم «{value}».{hint}",
        "the package '{package}' has no file '{value}'.{hint_en}",
    ),
    "E262": (
        "مجموعة الحروف «{value}» غير معروفة.{hint}",
        "unknown set of characters '{value}'.{hint_en}",
    ),
    "E263": (
        "تعذّر اقتطاع الخط «{value}»: {reason}.",
        "the font '{value}' cannot be cut: {reason}",
    ),
    "E264": (
        "تشير ورقة الأنماط إلى «{value}»، ولا يوجد ملف بهذا الاسم في السمة.{hint}",
        "the stylesheet refers to '{value}', and the theme has no such file.{hint_en}",
    ),
    "E265": (
        "تستورد أوراق الأنماط بعضها بعضًا في حلقة، منها «{value}».",
        "stylesheets import each other in a circle through '{value}'",
    ),
    "E266": (
        "قيمة «{key}» في \u2066[fonts.{name}]\u2069 غير مقبولة؛ المطلوب: {wanted}.",
        "the value of '{key}' in [fonts.{name}] is not accepted: {wanted_en} is asked for",
    ),
    "W260": (
        "الحرف «{value}» ({point}) ليس في خط الموقع؛ أضفه إلى «also» في \u2066[fonts.{key}]\u2069 من theme.toml.",
        "'{value}' ({point}) was cut from the site's font: add it to 'also' in [fonts.{key}] of theme.toml",
    ),
}
