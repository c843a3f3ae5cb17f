"""Small newsrooms and what may happen to them: each is one thing that an incremental build could forget.

A case is the files to begin with, and the edits after each of which the site is built.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from histories import Pair, run, touch
from newsroom import PHOTOGRAPHS, THEME
from sites import SITE_TOML, report, write
from studio import photograph, put

Edit = str | Callable[[Pair], object]  # files of a one-string site, or something done
Case = tuple[str, *tuple[Edit, ...]]
DAY = 86_400
TOML = f'theme = "mine"\nper_page = 2\nfeeds = {{items = 3}}\n{SITE_TOML}'


def toml(*lines: str, sections: str = "") -> str:
    """A `site.toml` with these keys instead of its own."""
    keys = {line.split(" = ")[0] for line in lines}
    head, _, tables = TOML.partition("[")
    kept = [line for line in head.splitlines() if line.split(" = ")[0] not in keys]
    return "-- content/site.toml --\n" + "\n".join([*lines, *kept]) + f"\n[{tables}\n{sections}\n"


def page(name: str, body: str = "نص.", **keys: str) -> str:
    """A standing page as a file of a one-string site."""
    front = "".join(f"{key}: {value}\n" for key, value in ({"title": "صفحة"} | keys).items())
    return f"-- content/pages/{name}.md --\n---\n{front}---\n{body}\n"


def profile(name: str, body: str = "نص.", **keys: str) -> str:
    """An author's profile as a file of a one-string site."""
    return page(name, body, **keys).replace("content/pages/", "content/authors/")


def theme(name: str, text: str) -> str:
    """A file of the theme."""
    return f"-- themes/mine/{name} --\n{text}"


def respelt(name: str, old: str, new: str) -> str:
    """A file of the theme with one thing in it another."""
    return theme(name, THEME[name].replace(old, new))


def depict(name: str, data: bytes) -> Edit:
    """A picture comes or is replaced."""
    return lambda pair: put(pair.site, name, data)


def edit(pair: Pair, what: Edit) -> None:
    """Write files, or do something; each file that came out differently gets a time of its own."""
    before = pair.files()
    if isinstance(what, str):
        write(pair.site, what)
    else:
        what(pair)
    for name, data in pair.files().items():
        if before.get(name) != data:
            touch(pair.site / name)


def begun(folder: Path, files: str) -> Pair:
    """A site that was built once; its theme shows all that a template may see."""
    pair = Pair(folder)
    edit(pair, toml() + "".join(theme(name, text) for name, text in THEME.items()))
    edit(pair, files)
    run(pair.site)
    pair.remember(certain=True)
    return pair


def gone(name: str) -> Edit:
    """A file of the content is deleted."""
    return lambda pair: (pair.site / "content" / name).unlink()


def moved(name: str, to: str) -> Edit:
    """A file of the content gets another name."""
    return lambda pair: (pair.site / "content" / name).rename(pair.site / "content" / to)


def later(seconds: int) -> Edit:
    """Time passes, or is turned back."""

    def pass_by(pair: Pair) -> None:
        pair.now += seconds

    return pass_by


def both(*edits: Edit) -> Edit:
    """Several edits before one build."""

    def all_of_them(pair: Pair) -> None:
        for one in edits:
            edit(pair, one)

    return all_of_them


def reports(names: str, **keys: object) -> str:
    """Reports a week apart from each other, from 2024-01-01 on: a is the oldest."""
    days = {name: f"2024-{1 + at // 4:02}-{1 + at % 4 * 7:02}" for at, name in enumerate("abcdefgh")}
    shown = {name: {"title": f"خبر {name}", "date": days[name], "id": name} | keys for name in names}
    return "".join(report(name, **front) for name, front in shown.items())  # type: ignore[arg-type]  # by name


LINKING = report("linking", "انظر [ذاك](target.md) و[ذاك](/2024/01/هدف/).", title="رابط", date="2025-01-01")
TARGET = report("target", title="هدف", id="target")
FED = report("fed", "انظر [ذاك](target.md).", title="خلاصة", date="2025-01-02", section="field", tags="[وسم]")
ON_A_PAGE = page("about", "انظر [ذاك](/reports/target.md).")
IN_A_PROFILE = report("x", authors="[سلمى]") + profile("salma", "كتبت [ذاك](../reports/target.md).", title="سلمى")
FOLLOWING = report("follow", title="تابع", date="2025-02-02", translation_of="target", lang="en")

TOLD = report("o", id="o", slug="o", title="أصل", date="2024-01-04")


def told_in(language: str, of: str = "o", **keys: object) -> str:
    """A report that translates another into a language, which is its name."""
    front: dict[str, object] = {"id": language, "slug": language, "title": language, "date": "2024-02-02"} | keys
    return report(language, lang=language, translation_of=of, **front)  # type: ignore[arg-type]  # by name


LISTS: Mapping[str, Case] = {
    "a report in the middle of a list": (reports("abdef", section="field"), reports("c", section="field")),
    "a report at the end of a list": (reports("abcd", section="field"), reports("h", section="field")),
    "a report before all others": (reports("bcd", tags="[و]"), reports("a", tags="[و]")),
    "a report is moved by its date": (reports("abcdef"), reports("b", date="2025-05-05")),
    "a report gets an hour in its day": (reports("ab"), reports("a", date="2024-01-01 10:00")),
    "two reports of one day change places": (
        report("a", id="a", title="أ") + report("b", id="b", title="ب"),
        report("a", id="a", title="أ", date="2024-01-05 10:00"),
    ),
    "a report is deleted": (reports("abcdef", section="field", tags="[و]"), gone("reports/c.md")),
    "the last report of a month is deleted": (
        reports("abcdefg"),
        gone("reports/e.md"),
        gone("reports/f.md"),
        gone("reports/g.md"),
    ),
    "the last report of all is deleted": (report(), gone("reports/a.md")),
    "a list grows to a second page and shrinks again": (
        reports("abc", tags="[و]"),
        reports("d", tags="[و]"),
        reports("ef", tags="[و]"),
        gone("reports/a.md"),
        gone("reports/b.md"),
    ),
    "a report leaves a section for another": (reports("abc", section="field"), reports("b", section="politics")),
    "a report leaves a tag": (reports("abc", tags="[و]"), reports("b", tags="[ز]")),
    "a year comes and goes": (reports("ab"), report("n", date="2019-05-05"), gone("reports/n.md")),
    "a featured report takes the lead and loses it": (reports("abcd"), reports("a", featured="true"), reports("a")),
    "a breaking report": (reports("abc"), reports("b", breaking="true")),
    "a retitled report in others' lists": (
        report("a", slug="a", title="قديم", section="field") + report("b", date="2024-02-01", section="field"),
        report("a", slug="a", title="جديد", section="field"),
    ),
    "a summary that comes from the text": (reports("ab"), reports("a").replace("نص التقرير.", "غيره.")),
    "a text beyond the summary, in full feeds only": (
        report("a", "أول.\n\nثان.") + reports("bc"),
        report("a", "أول.\n\nثالث."),
    ),
    "a text that has left the feeds": (reports("abcdef"), reports("a").replace("نص التقرير.", "غيره.")),
    "a new report pushes the oldest out of the feeds": (reports("abc"), reports("d")),
    "an earlier report of the section comes in between": (
        reports("aceg", section="field"),
        reports("f", section="field"),
    ),
    "an earlier report is retitled": (
        report("a", slug="a", title="قديم") + reports("bcde"),
        report("a", slug="a", title="جديد"),
    ),
    "an earlier report of the section is taken away": (reports("abcd", section="field"), gone("reports/b.md")),
    "the series of a report begins, where the section was": (
        reports("abc", section="field") + reports("d", section="field", series="س"),
        reports("b", section="politics", series="س"),
    ),
    "the series of a report ends": (
        reports("ab", section="field", series="س") + reports("c", section="field"),
        reports("a", section="field"),
    ),
}
NAMES: Mapping[str, Case] = {
    "the most used spelling changes": (
        report("a", tags="[الأمم المتحدة]") + report("b", title="آخر", tags="[الامم المتحده]", date="2024-02-01"),
        report("c", title="ثالث", tags="[الامم المتحده]", date="2024-03-01"),
        gone("reports/c.md"),
    ),
    "the first use of a name is deleted, and its slug changes": (
        report("a", tags="[الأُمم المتحدة]") + report("b", title="آخر", tags="[الامم المتحده]", date="2024-02-01"),
        gone("reports/a.md"),
    ),
    "a name is used earlier than ever": (
        report("b", tags="[الأمم المتحدة]", date="2024-02-01"),
        report("a", title="آخر", tags="[الامم المتحده]", date="2023-01-01"),
    ),
    "two names with one slug": (
        report("a", tags="[C++]"),
        report("b", title="آخر", tags="[C#]", date="2023-01-01"),
        gone("reports/b.md"),
    ),
    "a number in a slug goes when the first of two names does": (
        report("a", tags="[C++]") + report("b", title="آخر", tags="[C#]", date="2024-02-01"),
        gone("reports/a.md"),
    ),
    "a draft had the name first": (
        report("a", tags="[الأُمم المتحدة]", draft="true") + report("b", title="آخر", tags="[الامم المتحده]"),
        report("a", tags="[الأُمم المتحدة]", date="2023-01-01"),
    ),
    "a profile comes, gets a slug, another name, and goes": (
        report("a", authors="[سلمى الحسن]"),
        profile("s", title="سلمى الحسن"),
        profile("s", title="سلمى الحسن", slug="salma"),
        profile("s", title="سَلمى الحسن", slug="salma", deck="محررة"),
        gone("authors/s.md"),
    ),
    "a profile gets another name while its author's text is edited": (
        report("a", summary="ملخص", authors="[سلمى]") + profile("s", title="سلمى"),
        report("a", "نص آخر.", summary="ملخص", authors="[سلمى]") + profile("s", title="سَلمى"),
    ),
    "a profile's text": (report("a", authors="[س]") + profile("s", title="س"), profile("s", "غيره.", title="س")),
    "a profile of nobody yet": (profile("s", title="سلمى", slug="s"), report("a", authors="[سلمى]")),
    "a profile is a draft": (
        report("a", authors="[س]") + profile("s", title="س", slug="s"),
        profile("s", title="س", draft="true"),
    ),
    "two profiles of one author": (
        report("a", authors="[سلمى]") + profile("s", title="سلمى", deck="أ"),
        profile("b", title="سلمى", deck="ب"),
        gone("authors/b.md"),
    ),
    "a profile that takes a slug which a name has": (
        report("a", authors="[Salma]") + report("b", title="آخر", authors="[سلمى]", date="2024-02-01"),
        profile("s", title="سلمى", slug="salma"),
    ),
}


_PAST = reports("abcdefgh", section="field", tags="[و]")  # with three in a feed, two volumes of each list and more
_LONG_AGO = {"section": "field", "tags": "[و]", "title": "خبر b", "id": "b", "date": "2024-01-08"}
FEEDS: Mapping[str, Case] = {
    "a report that has long left the feeds is corrected, and the correction reworded": (
        _PAST,
        report("b", corrections="[{date: 2024-03-01, text: صواب}]", **_LONG_AGO),
        report("b", corrections="[{date: 2024-03-01, text: صواب آخر}]", **_LONG_AGO),
        report("b", corrections="[{date: 2024-01-09, text: صواب آخر}]", **_LONG_AGO),
        report("b", **_LONG_AGO),
    ),
    "a correction comes due": (
        _PAST + report("b", corrections="[{date: 2026-01-02, text: صواب}]", **_LONG_AGO),
        later(2 * DAY),
        later(-2 * DAY),
    ),
    "a report of the past is taken back, for another reason, and comes again": (
        _PAST,
        report("b", withdrawn="{date: 2024-05-01, reason: خطأ}", **_LONG_AGO),
        report("b", withdrawn="{date: 2024-05-01, reason: خطأ في المصدر}", **_LONG_AGO),
        report("b", withdrawn="{date: 2024-05-01, reason: خطأ}", **(_LONG_AGO | {"date": "2024-02-02"})),
        report("b", **_LONG_AGO),
    ),
    "a report that was taken back changes its lists": (
        _PAST + report("b", withdrawn="{date: 2024-05-01, reason: خطأ}", **_LONG_AGO),
        report(
            "b", withdrawn="{date: 2024-05-01, reason: خطأ}", **(_LONG_AGO | {"section": "politics", "tags": "[ز]"})
        ),
        gone("reports/b.md"),
    ),
    "a report is filed into the past, and taken out again": (
        _PAST,
        report("z", title="متأخر", id="z", date="2024-01-02", section="field", tags="[و]"),
        gone("reports/z.md"),
        report("y", title="أقدم", id="y", date="2023-01-02", section="field", tags="[و]"),
        gone("reports/y.md"),
    ),
    "a list grows beyond its feed, and falls back": (
        reports("abc", section="field", tags="[و]"),
        report("d", title="خبر d", id="d", date="2023-12-30", section="field", tags="[و]"),
        gone("reports/d.md"),
        report("e", title="خبر e", id="e", date="2025-12-30", section="field", tags="[و]"),
        gone("reports/a.md"),
    ),
    "a month and a year begin": (
        _PAST,
        report("i", title="خبر i", id="i", date="2024-03-02", section="field", tags="[و]"),
        report("j", title="خبر j", id="j", date="2025-03-02", section="field", tags="[و]"),
        gone("reports/j.md"),
        gone("reports/i.md"),
    ),
    "feeds hold more, less, no past, have a hub": (
        _PAST,
        toml("feeds = {items = 2}"),
        toml("feeds = {items = 5, full = false}"),
        toml("feeds = {items = 3, archive = false}"),
        toml('feeds = {items = 3, hub = "https://hub.example/"}'),
    ),
}


def _seen(base: str) -> dict[str, Case]:
    """All that can happen to the report that `base` refers to."""
    return {
        "appears": (base, TARGET),
        "vanishes": (base + TARGET, gone("reports/target.md")),
        "becomes a draft": (base + TARGET, report("target", title="هدف", id="target", draft="true")),
        "is no draft any more": (base + report("target", title="هدف", id="target", draft="true"), TARGET),
        "is put off": (base + TARGET, report("target", title="هدف", id="target", slug="هدف", date="2026-05-05")),
        "gets another slug": (base + TARGET, report("target", title="هدف", id="target", slug="جديد")),
        "gets another title": (base + TARGET, report("target", title="هدف جديد", id="target")),
        "gets another date": (base + TARGET, report("target", title="هدف", id="target", date="2024-03-03")),
        "is withdrawn": (
            base + TARGET,
            report("target", title="هدف", id="target", withdrawn="{date: 2024-02-02, reason: خطأ}"),
        ),
        "is renamed": (base + TARGET, moved("reports/target.md", "reports/other.md")),
        "has its day come": (
            base + report("target", title="هدف", id="target", date="2026-01-02"),
            later(2 * DAY),
            later(-2 * DAY),
        ),
        "expires": (
            base + report("target", title="هدف", id="target", expires="2026-01-02"),
            later(2 * DAY),
            later(-2 * DAY),
        ),
        "loses its address to another": (base + TARGET, report("0", title="هدف", id="zero")),
        "loses its identity to another": (base + TARGET, report("0", title="غير", id="target", date="2023-01-01")),
    }


LINKS: Mapping[str, Case] = {
    f"{who} {what}": case
    for who, base in {
        "what a report links to": LINKING,
        "what a text in the feeds links to": FED,
        "what a standing page links to": ON_A_PAGE,
        "what a profile links to": IN_A_PROFILE,
        "what a report translates": FOLLOWING,
    }.items()
    for what, case in _seen(base).items()
    if (who, what) != ("what a report translates", "is renamed")  # it is named by its identity
} | {
    "a link to an old address": (
        LINKING,
        report("target", title="غيره", aliases="[/2024/01/هدف/]"),
        gone("reports/target.md"),
    ),
    "a link to a draft's old address": (
        LINKING,
        report("target", title="غيره", aliases="[/2024/01/هدف/]", draft="true"),
        gone("reports/target.md"),
    ),
    "a link to a standing page": (
        report("a", "[صفحة](/pages/about.md)"),
        page("about"),
        page("about", slug="us"),
        gone("pages/about.md"),
    ),
    "a standing page is a draft": (
        report("a", "[صفحة](/about/)") + page("about"),
        page("about", draft="true"),
        gone("pages/about.md"),
    ),
    "a whole address of the site itself": (
        report("a", "[كله](https://news.example/2024/01/هدف/)") + TARGET,
        report("target", title="هدف", draft="true"),
    ),
}
MOMENTS: Mapping[str, Case] = {
    "an embargo passes and comes back": (
        reports("abc") + report("n", date="2026-01-02"),
        later(2 * DAY),
        later(-2 * DAY),
    ),
    "a story expires and comes back": (
        reports("abc") + report("n", title="زائل", expires="2026-01-02"),
        later(2 * DAY),
        later(-2 * DAY),
    ),
    "an update is due": (report("a", updated="2026-01-02"), later(2 * DAY), later(-2 * DAY)),
    "a correction is due": (
        reports("bc", corrections="[{date: 2024-05-05, text: ص}]")
        + report("a", corrections="[{date: 2026-01-02, text: ت}]"),
        later(2 * DAY),
        later(-2 * DAY),
    ),
    "an embargo passes with an edit of another report": (
        reports("abc") + report("n", date="2026-01-02"),
        both(later(2 * DAY), reports("b", deck="سطر")),
    ),
    "a name was first used by what expires": (
        report("a", tags="[الأُمم المتحدة]", expires="2026-01-02")
        + report("b", title="آخر", tags="[الامم المتحده]", date="2024-02-01"),
        later(2 * DAY),
        later(-2 * DAY),
    ),
    "an address is free when its holder expires": (
        report("a", title="واحد", expires="2026-01-02") + report("b", title="واحد", date="2024-01-06"),
        later(2 * DAY),
        later(-2 * DAY),
    ),
    "an alias is free when its holder expires": (
        report("a", aliases="[/old/]", expires="2026-01-02")
        + report("b", title="آخر", aliases="[/old/]", date="2024-02-01"),
        later(2 * DAY),
        later(-2 * DAY),
    ),
    "an embargoed report takes an alias away": (
        report("a", date="2026-01-02", slug="n", permalink=None) + report("b", title="آخر", aliases="[/2026/01/n/]"),
        later(2 * DAY),
        later(-2 * DAY),
    ),
    "a report is withdrawn, and comes back": (
        reports("abc", section="field", tags="[و]"),
        reports("b", section="field", tags="[و]", withdrawn="{date: 2024-05-05, reason: خ}"),
        reports("b", section="field", tags="[و]"),
    ),
    "a withdrawal gets another reason": (
        report("a", withdrawn="{date: 2024-05-05, reason: خ}"),
        report("a", withdrawn="{date: 2024-05-05, reason: غيره}"),
    ),
}
CLAIMS: Mapping[str, Case] = {
    "two reports with one address, and one of them is mended": (report("a"), report("b"), report("b", slug="آخر")),
    "two reports with one address, and the first is deleted": (report("a") + report("b"), gone("reports/a.md")),
    "two reports with one identity, and one of them is mended": (
        report("a", id="x"),
        report("b", id="x", title="آخر", slug="آخر"),
        report("b", id="y", title="آخر", slug="آخر"),
    ),
    "an older report takes an identity away": (
        report("a", id="x"),
        report("b", id="x", slug="آخر", date="2023-01-01"),
        gone("reports/b.md"),
    ),
    "an alias comes, changes its owner, and goes": (
        report("a", aliases="[/old/]"),
        both(report("a"), report("b", title="آخر", aliases="[/old/]")),
        gone("reports/b.md"),
    ),
    "an alias that an older report takes": (
        report("a", aliases="[/old/]"),
        report("b", title="آخر", date="2023-01-01", aliases="[/old/]"),
        gone("reports/b.md"),
    ),
    "an alias gives way to a report, and comes back": (
        report("a", aliases="[/2024/01/آخر/]"),
        report("b", title="آخر"),
        gone("reports/b.md"),
    ),
    "a standing page takes an alias's address, and goes": (
        report("a", aliases="[/about/]"),
        page("about"),
        gone("pages/about.md"),
    ),
    "an alias follows its report to a new address": (
        report("a", aliases="[/old/]"),
        report("a", slug="new", aliases="[/old/]"),
    ),
    "aliases with a dot": (
        report("a", aliases="[/old/x.html]"),
        report("a", aliases="[/old/x.html, /old/x.html/y/]"),
        report("a", aliases="[/old/x.html/y/]"),
        report("a"),
    ),
    "aliases with a query": (
        report("a"),
        report("a", aliases="['/?p=12']"),
        report("a", slug="new", aliases="['/?p=12']"),
        report("a", slug="new"),
    ),
    "an alias that a name's list has": (
        report("a", aliases="[/tags/c/]"),
        report("b", title="آخر", tags="[C]"),
        gone("reports/b.md"),
    ),
    "a name loses its page to nobody": (report("a", tags="[page]"), page("tags", slug="tags"), gone("pages/tags.md")),
    "a report gets an id": (report("a"), report("a", id="given")),
    "a report with its short link for address": (report("a", slug="s"), toml('permalink = "/{slug}/{id}/"')),
}
RICH = reports("abcde", section="field", tags="[الوطن, ب]", authors="[س]") + report(
    "n",
    '١. بند\n\n"قول" ١٢[^1]' + " كلمة" * 300 + "\n\n[^1]: حاشية.",
    title="'\"نص\" ١٢'",
    aliases="[/old/, '/?p=12']",
)
# Each report of a group names all others: whatever happens to one is told by those above, beside and below it.
TONGUES: Mapping[str, Case] = {
    "a translation comes and goes": (TOLD + told_in("en"), told_in("fr"), gone("reports/fr.md")),
    "an original comes and goes": (told_in("en") + told_in("fr"), TOLD, gone("reports/o.md")),
    "a translation moves": (TOLD + told_in("en") + told_in("fr"), told_in("fr", slug="nouvelle")),
    "an original moves": (TOLD + told_in("en"), TOLD.replace("slug: o", "slug: ox")),
    "a translation becomes a draft and is one no more": (
        TOLD + told_in("en") + told_in("fr"),
        told_in("fr", draft="true"),
        told_in("fr"),
    ),
    "a translation is taken back": (
        TOLD + told_in("en") + told_in("fr"),
        told_in("fr", withdrawn="{date: 2024-03-01, reason: خطأ}"),
    ),
    "an original is taken back": (
        TOLD + told_in("en") + told_in("fr"),
        TOLD.replace("title:", "withdrawn: {date: 2024-03-01, reason: خطأ}\ntitle:"),
    ),
    "a translation is of another": (
        TOLD + told_in("en") + told_in("fr") + report("p", id="p", slug="p", title="آخر"),
        told_in("fr", of="p"),
        told_in("fr", of="none"),
    ),
    "a translation has another language": (TOLD + told_in("en"), told_in("en").replace("lang: en", "lang: tr")),
    "a second translation into a language is the first": (
        TOLD + told_in("en") + told_in("tr").replace("lang: tr", "lang: en"),
        told_in("tr", date="2024-01-20").replace("lang: tr", "lang: en"),
        gone("reports/tr.md"),
    ),
    "a translation has another title": (TOLD + told_in("en"), told_in("en", title="Other")),
    "a translation ends": (
        TOLD + told_in("en") + told_in("fr", expires="2026-01-02"),
        later(2 * DAY),
        later(-2 * DAY),
    ),
    "an original turns out to be a translation itself": (
        TOLD + told_in("en") + told_in("fr") + reports("abcd"),  # between them, or they would be earlier stories
        report("first", id="first", slug="first", title="أول", lang="tr", date="2020-01-01"),
        TOLD.replace("title:", "translation_of: first\ntitle:"),
        gone("reports/first.md"),
    ),
    "two translate each other, and then one of them none": (
        told_in("en", of="fr") + told_in("fr", of="en"),
        told_in("fr", of="none"),
    ),
}
RULES: Mapping[str, Case] = {
    "a policy of the publisher is a page that comes, moves and goes": (
        toml('publisher = {principles = "/about/"}') + report(),
        page("about"),
        page("about", slug="us"),
        page("about", draft="true"),
    ),
    "the publisher has another profile": (
        toml('publisher = {profiles = ["https://t.me/x"]}') + report(),
        toml('publisher = {profiles = ["https://t.me/y"], founded = 2016}'),
    ),
}
HOUSE: Mapping[str, Case] = {
    line: (RICH, toml(line), toml())
    for line in (
        "per_page = 3",
        "per_page = 1",
        'numerals = "arab"',
        "hijri = true",
        'months = "maghreb"',
        'name = "اسم"',
        'full_name = "اسم كامل"',
        'description = "وصف"',
        'copyright = "حقوق"',
        'base_url = "https://other.example/sub"',
        'permalink = "/{id}/"',
        'slug_style = "latin"',
        'short_links = "rules"',
        'short_links = "off"',
        'timezone = "Pacific/Kiritimati"',
        "words_per_minute = 50",
        'language = "en"',
        "feeds = {items = 1}",
        "feeds = {items = 3, full = false}",
        'feeds = {items = 3, authority = "x.example,2020"}',
        'nav = {"من نحن" = "/about/"}',
        'humans = {"التحرير" = ["سلمى", "عمر"]}',
        'security = {contact = "a@x.example", expires = "2026-06-01"}',
        'security = {contact = "a@x.example", expires = "2025-06-01"}',
        "arabic = {smart_quotes = true}",
        "arabic = {normalize_digits = true}",
        "arabic = {digit_lists = true}",
        "arabic = {sort_without_article = true}",
        "lite = false",
        'theme = "diwan"',
    )
} | {
    "a section comes, is described, and goes": (
        RICH,
        toml(sections='[sections.culture]\nname = "الثقافة"'),
        toml(sections='[sections.culture]\nname = "الثقافة"\ndescription = "وصف"'),
        toml(),
    ),
    "a section's name": (RICH, "-- content/site.toml --\n" + TOML.replace("الميدان", "الميادين")),
    "the template of all pages": (RICH, respelt("templates/base.html", "<footer>", "<footer> ")),
    "a part of templates": (
        RICH,
        theme("templates/_parts.html", "{% macro whole(page) %}* {{ page }}{% endmacro %}\n"),
    ),
    "one template": (RICH, respelt("templates/list.html", "<main", "<main id='x'")),
    "a template that stands alone": (
        RICH,
        theme("templates/redirect.html", THEME["templates/redirect.html"] + "<!-- -->\n"),
    ),
    "a string": (RICH, respelt("strings/ar.toml", "ذيل", "ذنب")),
    "a string that texts are set with": (RICH, respelt("strings/ar.toml", "عد إلى", "إلى")),
    "a form of a string": (RICH, respelt("strings/ar.toml", "few {n}", "بضعة {n}")),
    "a string of another language": (RICH + report("e", lang="en"), respelt("strings/en.toml", '= "foot', '= "feet')),
    "a language that the theme learns": (
        RICH + report("e", "حاشية[^1].\n\n[^1]: نص.", lang="fa"),
        theme("strings/fa.toml", THEME["strings/ar.toml"].replace("ذيل", "پا")),
    ),
    "a style sheet": (RICH, theme("static/a.css", "b {}\n")),
    "a static file that no page names": (
        RICH,
        theme("static/deep/b.js", "c()\n"),
        theme("static/c.js", "c()\n"),
        lambda pair: (pair.site / "themes/mine/static/c.js").unlink(),
    ),
    "kept addresses are written by hand": (
        RICH,
        "-- content/slugs.lock --\na مسار\n",
        "-- content/slugs.lock --\na غيره\n",
        gone("slugs.lock"),
    ),
}
FRESH = {"title": "جديد", "id": "fresh", "slug": "fresh"}
NEWS: Mapping[str, Case] = {
    "a report grows too old to be news, and is news again as time is turned back": (
        report("a", date="2025-12-31") + reports("bc"),
        later(2 * DAY),
        later(-2 * DAY),
    ),
    "reports grow too old one after the other": (
        report("a", title="أول", date="2025-12-31") + report("b", title="ثان", date="2026-01-01"),
        later(DAY),
        later(DAY),
    ),
    "one report grows too old while another comes": (
        report("a", date="2025-12-31"),
        both(later(2 * DAY), report("b", title="آخر", date="2026-01-02")),
    ),
    "a report that was news is deleted as its time is over": (
        report("a", title="أول", date="2025-12-31") + report("b", title="ثان", date="2026-01-01"),
        both(later(2 * DAY), gone("reports/a.md")),
    ),
    "an embargo ends, and what came with it is no news in the end": (
        report("a", date="2026-01-02"),
        later(2 * DAY),
        later(2 * DAY),
        later(-2 * DAY),
    ),
    "a report comes that is news": (reports("abc"), report("n", title="جديد", date="2025-12-31")),
    "a report comes that is no news": (reports("abc"), report("n", title="جديد", date="2025-12-01")),
    "what is news gets another title, day, language, address, and none": (
        report("n", date="2025-12-31", **FRESH),
        report("n", date="2025-12-31", **(FRESH | {"title": "غيره"})),
        report("n", date="2025-12-31 10:00", **FRESH),
        report("n", date="2025-12-01", **FRESH),
        report("n", date="2025-12-31", lang="en", **FRESH),
        report("n", date="2025-12-31", **(FRESH | {"slug": "other"})),
        report("n", date="2025-12-31", draft="true", **FRESH),
        report("n", date="2025-12-31", **FRESH),
        report("n", date="2025-12-31", withdrawn="{date: 2025-12-31, reason: خطأ}", **FRESH),
        report("n", date="2025-12-31", **FRESH),
        gone("reports/n.md"),
    ),
    "what is news expires before it is old": (
        report("n", date="2025-12-31", expires="2026-01-01 12:00"),
        later(DAY),
        later(-DAY),
    ),
}
IMAGE = "{src: media/p.jpg, alt: صورة, credit: ف}"
PICTURED = report("a", image=IMAGE)
PHOTOS: Mapping[str, Case] = {
    "a picture comes, is replaced, is cut off, and goes": (
        PICTURED,
        depict("p.jpg", PHOTOGRAPHS[0]),
        depict("p.jpg", PHOTOGRAPHS[1]),
        depict("p.jpg", PHOTOGRAPHS[2]),
        depict("p.jpg", PHOTOGRAPHS[0]),
        gone("media/p.jpg"),
    ),
    "a picture in a text comes, is replaced, and is no picture": (
        reports("abc") + report("d", "![ما فيها](media/p.jpg)", title="مصور"),
        depict("p.jpg", PHOTOGRAPHS[0]),
        depict("p.jpg", PHOTOGRAPHS[1]),
        depict("p.jpg", PHOTOGRAPHS[3]),
    ),
    "a picture that lists show": (
        reports("abcd", section="field", tags="[و]", image=IMAGE),
        depict("p.jpg", PHOTOGRAPHS[0]),
        depict("p.jpg", PHOTOGRAPHS[1]),
    ),
    "a picture and the text of its report at once": (
        PICTURED,
        depict("p.jpg", PHOTOGRAPHS[0]),
        both(depict("p.jpg", PHOTOGRAPHS[1]), report("a", "نص آخر.", image=IMAGE)),
    ),
    "the pictures of a page and of an author": (
        reports("a", authors="[سلمى]"),
        both(depict("p.jpg", PHOTOGRAPHS[0]), page("about", "![نحن](media/p.jpg)")),
        profile("s", "![سلمى](media/p.jpg)", title="سلمى"),
        depict("p.jpg", PHOTOGRAPHS[1]),
        gone("pages/about.md"),
        gone("authors/s.md"),
    ),
    "the picture of a draft, an embargo, an expiry, a withdrawal": (
        PICTURED,
        depict("p.jpg", PHOTOGRAPHS[0]),
        report("a", image=IMAGE, draft="true"),
        report("a", image=IMAGE),
        report("a", image=IMAGE, withdrawn="{date: 2024-02-05, reason: خطأ}"),
        report("a", image=IMAGE, expires="2026-01-02"),
        later(DAY * 2),
        report("a", image=IMAGE, expires="2026-01-04"),
    ),
    "a picture that two reports show": (
        PICTURED + report("b", image=IMAGE, slug="b"),
        depict("p.jpg", PHOTOGRAPHS[0]),
        gone("reports/b.md"),
        gone("reports/a.md"),
    ),
    "another picture for a report": (
        PICTURED,
        depict("p.jpg", PHOTOGRAPHS[0]),
        both(depict("q.jpg", PHOTOGRAPHS[0]), report("a", image=IMAGE.replace("p.jpg", "q.jpg"))),
        report("a"),
    ),
    "readers are warned of a picture, and are not": (
        PICTURED,
        depict("p.jpg", PHOTOGRAPHS[0]),
        report("a", image=IMAGE, content_warning="قسوة"),
        PICTURED,
    ),
    "the sizes of pictures": (
        PICTURED + report("b", "![ب](media/p.jpg)", slug="b"),
        depict("p.jpg", photograph(64, 64)),
        respelt("theme.toml", "[16, 24]", "[16, 20]"),
        respelt("theme.toml", "thumbnail = 16", "thumbnail = 24"),
    ),
}
