"""A rich outlet in one string: something of everything that a newsroom has, and how to read what came out."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from sites import NOTICE, ROOT

BASE = "https://news.example"
DIWAN = ROOT / "themes" / "diwan"
VOID = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})

SITE = """
-- content/site.toml --
name = "منصة التجربة"
full_name = "منصة التجربة الإعلامية"
description = "أخبار «مجربة» & مفيدة"
base_url = "{base}"
copyright = "{notice}"
timezone = "Asia/Damascus"
per_page = 2
{more}

[sections.field]
name = "الميدان"

[sections.politics]
name = "السياسة"
description = "أخبار السياسة"

[sections.culture]
name = "الثقافة"

[nav]
"من نحن" = "/من-نحن/"
"موقع آخر" = "https://other.example/"
"""

CONTENT = """
-- content/authors/salma.md --
---
title: سلمى الحسن
slug: salma
deck: محررة الميدان
---
كتبت عن [البداية](../reports/2023/first.md).
-- content/pages/من-نحن.md --
---
title: من نحن
deck: صفحة تعريف
aliases: [/about.html, /about-us/]
---
نحن منصة، وهذه [أولى حكاياتنا](/2023/11/بداية-الحكاية/).
-- content/pages/contact.md --
---
title: للتواصل
---
[بريدنا](mailto:news@news.example)
-- content/reports/2023/first.md --
---
title: بداية الحكاية
id: r01
date: 2023-11-05
section: field
tags: [هجين, الأمم المتحدة]
places: [دير الزور]
authors: [سلمى الحسن]
series: دفاتر الفرات
---
الفقرة الأولى من **«الحكاية»**وما بعدها.

## عنوان في النص

- بند
- بند آخر
-- content/reports/2023/second.md --
---
title: ثاني الدفاتر
id: r02
date: 2023-12-10
section: field
tags: [الامم المتحدة]
authors: [سلمى الحسن, عمر ب.]
series: دفاتر الفرات
sources: [شهود عيان, وكالة]
---
تتمة [الأولى](first.md#عنوان-في-النص).
-- content/reports/a.md --
---
title: خبر الساعة الثانية والنصف
id: r03
date: 2024-01-03 14:30
section: السياسة
updated: 2024-02-01 10:00
corrections:
  - {date: 2024-01-04, text: صححنا رقما.}
  - {date: 2024-02-01, text: صححنا اسما.}
  - {date: 2025-02-01, text: صححنا مكانا.}
  - {date: 2025-03-01, text: صححنا يوما.}
---
نص فيه حاشية[^1] ورابط إلى [مكتب آخر](https://other.example/a?b=1&c=2#d).

[^1]: نص الحاشية.
-- content/reports/b.md --
---
title: خبر آخر في اليوم نفسه
id: r04
date: 2024-01-03
section: politics
tags: صيف، الأمم المتحدة
places: دمشق، دير الزور
---
| أ | ب |
| - | - |
| 1 | 2 |

رابط إلى [البداية](2023/first.md) وإلى [قسم الميدان](/sections/field/).
-- content/reports/c.md --
---
title: تقرير انتقل مرتين
id: r05
date: 2024-01-20
kicker: تقرير خاص
deck: سطر تحت العنوان
section: field
tags: [سيف]
authors: [عمر ب.]
aliases: [/old/c/, /أرشيف/قديم/, /2019/c.html]
---
نص.
-- content/reports/d.md --
---
title: A report in English
id: r06
date: 2024-02-02
lang: en
section: politics
translation_of: r05
authors: [Jane Doe]
---
An English text with `code`.
-- content/reports/e.md --
---
title: تقرير مسحوب
id: r07
date: 2024-02-03
section: field
withdrawn: {date: 2024-02-05, reason: تبين خطأ المصدر.}
---
نص سُحب.
-- content/reports/f.md --
---
title: تحليل عاجل
id: r08
date: 2024-03-01 08:05
kind: analysis
breaking: true
section: politics
series: دفاتر السياسة
content_warning: مشاهد قاسية
license: CC BY 4.0
copyright: الحقوق للكاتب
extra: {mood: هادئ}
---
نص التحليل.
-- content/reports/g.md --
---
title: خبر بارز
id: r09
date: 2025-06-01
featured: true
section: field
tags: [الأمم المتحدة, C++]
places: [دمشق]
series: دفاتر الفرات
---
نص.
-- content/reports/h.md --
---
title: 🙂
id: r10
date: 2025-06-02
---
خبر بلا قسم ولا عنوان يُقرأ.
-- content/reports/i.md --
---
title: مسودة
id: r11
date: 2025-12-30
draft: true
---
نص.
-- content/reports/j.md --
---
title: محجوب
id: r12
date: 2026-06-01
---
نص.
-- content/reports/k.md --
---
title: منته
id: r13
date: 2024-05-01
expires: 2024-06-01
---
نص.
"""
SHOWN = 9  # reports in lists: all but the withdrawn, the draft, the embargoed and the expired


def rich(base: str = BASE, more: str = "") -> str:
    """The rich outlet; `more` stands among the plain keys of its `site.toml`."""
    return SITE.format(base=base, notice=NOTICE, more=more) + CONTENT


# ---------------------------------------------------------------- reading a page


@dataclass
class Element:
    """One element: its tag, attributes, ancestors' tags and own text."""

    tag: str
    attributes: dict[str, str]
    ancestors: tuple[str, ...]
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.words)


class Reading(HTMLParser):
    """A page as its elements, in order; each holds all the text inside it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.stray: list[str] = []  # end tags without their start
        self._open: list[Element] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, tuple(one.tag for one in self._open))
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1].tag != tag:
            self.stray.append(tag)
        while self._open and self._open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.words.append(data)

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """The elements with this tag and these attributes."""
        return [
            one
            for one in self.elements
            if one.tag == tag and all(one.attributes.get(name) == value for name, value in attributes.items())
        ]

    def one(self, tag: str, **attributes: str) -> Element:
        """The only such element."""
        (found,) = self.all(tag, **attributes)
        return found

    def scripts(self) -> list[Element]:
        """What a browser might run: every `<script>` but those that hold data (HTML, 4.12.1)."""
        return [one for one in self.all("script") if one.attributes != {"type": "application/ld+json"}]

    def links(self) -> list[str]:
        """Where the links of the main part lead, in order."""
        return [one.attributes["href"] for one in self.all("a") if "main" in one.ancestors and "href" in one.attributes]


def pages(public: Path) -> dict[str, Reading]:
    """Every HTML page below the folder, read, by its path."""
    found = sorted(public.rglob("*.html"))
    return {path.relative_to(public).as_posix(): Reading(path.read_text(encoding="utf-8")) for path in found}


def spoil(file: Path, old: str, new: str) -> int:
    """Put `new` for the first `old` in a file; the line of it."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1
