"""What a feed says of a report, of a correction, of what was taken back. Pure; asks the Site.

A notice of correction is an entry of its own, so that readers show it as new: most of them look at nothing else than
the identity of an entry. What was taken back keeps its identity and its place, so that readers who keep the text are
given the reason instead of it. Knows no format and no list.
"""

from html import escape

from warraq import arabic, urls
from warraq.archive import last_change
from warraq.links import has_scheme, relinked
from warraq.media import inline
from warraq.media.frames import framed
from warraq.media.pictures import path as path_of_picture
from warraq.media.pictures import widths
from warraq.model import Announced, Image, Original, Report
from warraq.site import Site
from warraq.views import FeedAuthor, FeedEntry, FeedPicture, Html
from warraq.wording import FeedWords

CORRECTIONS = "w-corrections"  # where a page tells what was corrected: `id` in the theme


def entry(site: Site, report: Report) -> FeedEntry:
    """A report, whole where the outlet's feeds give the whole text."""
    return _entry(site, report, full=site.config.feeds.full)


def brief(site: Site, report: Report) -> FeedEntry:
    """A report without its text."""
    return _entry(site, report, full=False)


def _entry(site: Site, report: Report, *, full: bool) -> FeedEntry:
    config = site.config
    language, direction = _tongue(site, report)
    return FeedEntry(
        guid=_guid(site, report),
        url=urls.absolute(config.base_url, report.url),
        title=arabic.in_order(report.title, direction),
        published=config.iso(report.date.at),
        updated=config.iso(last_change(report, site.window.as_of)),
        summary=arabic.in_order(report.summary, direction),
        html=_wrapped(site, report, _opening(site, report) + _text(site, report)) if full else Html(""),
        lang=language,
        dir=direction,
        authors=_authors(site, report),
        categories=_categories(site, report),
        copyright=report.copyright,
        picture=_picture(site, report),
    )


def correction(site: Site, made: Announced, *, full: bool) -> FeedEntry:
    """A notice that a report was corrected: what was wrong, then the report as it reads now."""
    report, config = made.report, site.config
    language, direction = _tongue(site, report)
    when, words = config.iso(made.correction.date.at), site.words(language)
    text = f"<p>{escape(made.correction.text, quote=False)}</p>"
    linked = f'<p><a href="{urls.absolute(config.base_url, report.url)}">{escape(report.title, quote=False)}</a></p>'
    return FeedEntry(
        guid=f"{_guid(site, report)}:{_ordinal(made)}",
        url=urls.absolute(config.base_url, f"{report.url}#{CORRECTIONS}"),
        title=arabic.in_order(words.correction.format(report.title), direction),
        published=when,
        updated=when,
        summary=arabic.in_order(made.correction.text, direction),
        html=_wrapped(site, report, text + linked + (_text(site, report) if full else "")),
        lang=language,
        dir=direction,
        authors=_authors(site, report),
        categories=_categories(site, report),
        copyright=report.copyright,
    )


def withdrawal(site: Site, report: Report) -> FeedEntry:
    """What stands for a report that was taken back: the reason, and nothing of its title or text."""
    language, direction = _tongue(site, report)
    reason = report.withdrawn.reason if report.withdrawn else ""
    since = report.withdrawn.date.at if report.withdrawn else report.date.at
    return FeedEntry(
        guid=_guid(site, report),
        url=urls.absolute(site.config.base_url, report.url),
        title=site.words(language).withdrawn,
        published=site.config.iso(report.date.at),
        updated=site.config.iso(max(since, report.date.at)),
        summary=arabic.in_order(reason, direction),
        html=_wrapped(site, report, f"<p>{escape(reason, quote=False)}</p>"),
        lang=language,
        dir=direction,
    )


def _guid(site: Site, report: Report) -> str:
    return f"tag:{site.config.feeds.authority}:{report.id}"


def _ordinal(made: Announced) -> str:
    """The day of a correction, and which one of that day it is where there are several: no slip mended in it shows."""
    same = [one for one in made.report.corrections[: made.number] if one.date.at == made.correction.date.at]
    return f"{made.correction.date.at}" + (f".{len(same) + 1}" if same else "")


def _tongue(site: Site, report: Report) -> tuple[str, arabic.Direction]:
    language = report.lang or site.config.language
    return language, arabic.direction(language)


def _authors(site: Site, report: Report) -> tuple[FeedAuthor, ...]:
    terms = (site.term("author", name) for name in report.authors)
    base = site.config.base_url
    return tuple(
        FeedAuthor(one.name, urls.absolute(base, urls.list_path("author", one.slug)) if one.slug else "")
        for one in terms
    )


def _categories(site: Site, report: Report) -> tuple[str, ...]:
    section = site.section(report.section)
    names = [site.term("tag", tag).name for tag in report.tags]
    return tuple(dict.fromkeys([*([section.name] if section else []), *names]))


# ---------------------------------------------------------------- the text


def _wrapped(site: Site, report: Report, inner: str) -> Html:
    """A text that says its language and direction, as no feed's format can (T-3.12)."""
    language, direction = _tongue(site, report)
    return Html(f'<div dir="{direction}" lang="{language}">{inner}</div>')


def _opening(site: Site, report: Report) -> str:
    """What stands above a text on its page: a warning, the picture, what was corrected."""
    words = site.words(report.lang or site.config.language)
    warning = f"<p><strong>{escape(words.warning)}</strong> {escape(report.content_warning, quote=False)}</p>"
    return (warning if report.content_warning else _figure(site, report)) + _corrections(site, report, words)


def _corrections(site: Site, report: Report, words: FeedWords) -> str:
    due = (one for one in report.corrections if site.is_due(one.date))
    label = f"<strong>{escape(words.corrected)}:</strong>"
    return "".join(f"<p>{label} {escape(one.text, quote=False)}</p>" for one in due)


def _figure(site: Site, report: Report) -> str:
    picture, image = _picture(site, report), report.image
    if picture is None or image is None:
        return ""
    size = f'width="{picture.width}" height="{picture.height}"'
    shown = f'<img src="{escape(picture.url)}" {size} alt="{escape(picture.description)}">'
    told = f"{escape(image.caption, quote=False)} <small>{escape(image.credit, quote=False)}</small>"
    return f"<figure>{shown}<figcaption>{told.strip()}</figcaption></figure>"


def _text(site: Site, report: Report) -> str:
    """The text with whole addresses. Pictures that readers are to be warned of are told in words."""

    def resolved(seen: str) -> str | None:
        if seen.startswith("#"):
            return urls.absolute(site.config.base_url, report.url + seen)
        seen = site.without_own_base(seen)
        if has_scheme(seen):
            return seen
        path = site.destination(report.path, seen)
        return urls.absolute(site.config.base_url, path) if path else None

    def shown(written: inline.Written, _: int) -> str:
        original = None if report.content_warning else site.picture_in(written.src)
        if original is None:
            return inline.told(written)
        picture = framed(original, site.recipe, "", "text", Image(original.path, written.alt, ""))
        return inline.plain(_file(site, original, picture.width), picture)

    return inline.with_pictures(site.body(report.path), lambda words: relinked(words, resolved), shown)


def _picture(site: Site, report: Report) -> FeedPicture | None:
    """The report's own picture; none where readers are to be warned first, as lists of entries show it at once."""
    original = site.picture(report.image.src) if report.image and not report.content_warning else None
    if original is None or report.image is None:
        return None
    width = widths(original, site.recipe)[-1]
    shown = framed(original, site.recipe, "", "lead", report.image)
    return FeedPicture(_file(site, original, width), shown.width, shown.height, report.image.alt, report.image.credit)


def _file(site: Site, original: Original, width: int) -> str:
    return urls.absolute(site.config.base_url, path_of_picture(original, site.recipe, "jpeg", width))
