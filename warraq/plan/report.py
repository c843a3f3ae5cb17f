"""A report's own page, or what stands in its place when it was taken back."""

import msgspec

from warraq import arabic, urls
from warraq.model import Report, Withdrawal
from warraq.plan import cards, metadata
from warraq.plan.desk import Desk
from warraq.site import Tongues
from warraq.views import Address, CorrectionView, Feed, Link, Page, ReportView, WithdrawnView

EARLIER = 3  # stories of its own past that a report shows (art direction)


def report(desk: Desk, address: Address) -> Page | None:
    """The page of the report whose source is `address.key`."""
    found = desk.site.report(address.key)
    if found is None:
        return None
    if found.withdrawn:
        return _taken_back(desk, address, found, found.withdrawn)
    problems = (*desk.dead_links(found), *desk.outside_hijri(found))
    return Page(address, found.url, "report.html", _view(desk, found), problems)


def _view(desk: Desk, report: Report) -> ReportView:
    tongues = desk.site.tongues(report)
    bare = _bare(desk, report, tongues)
    return msgspec.structs.replace(bare, frame=metadata.of_report(desk, report, bare, tongues))


def _bare(desk: Desk, report: Report, tongues: Tongues) -> ReportView:
    """The view without what only programs are told."""
    picture = desk.picture(report.image, "lead") if report.image else None
    card = cards.card(desk, report)
    return ReportView(
        frame=desk.frame(
            report.url,
            report.title,
            lang=report.lang,
            description=report.summary,
            copyright_line=report.copyright,
            feed=_feed(desk, report),
            card=card.path if card else "",
        ),
        title=report.title,
        when=desk.when(report.date, report.lang),
        body=desk.text(report.path, is_first=picture is None and not report.content_warning),
        kind=report.kind,
        kicker=report.kicker,
        deck=report.deck,
        section=desk.section(report.section),
        authors=desk.terms(report, "author"),
        tags=desk.terms(report, "tag"),
        places=desk.terms(report, "place"),
        sources=report.sources,
        series=next(iter(desk.terms(report, "series")), None),
        updated=desk.when(report.updated, report.lang) if report.updated and desk.site.is_due(report.updated) else None,
        corrections=_corrections(desk, report),
        content_warning=report.content_warning,
        minutes=max(1, round(report.words / desk.config.words_per_minute)),
        words=report.words,
        breaking=report.breaking,
        draft=report.draft,
        translation=desk.title(tongues.original) if tongues.original else None,
        translations=tuple(_in_its_language(desk, one) for one in tongues.translations),
        earlier=desk.teasers(desk.site.earlier(report, EARLIER)),
        short_link=_short_link(desk, report),
        license=report.license,
        extra=report.extra,
        picture=picture,
    )


def _taken_back(desk: Desk, address: Address, report: Report, withdrawal: Withdrawal) -> Page:
    """The address stays and says why; neither the title nor a word of the text does."""
    frame = desk.frame(report.url, desk.config.name, lang=report.lang, indexed=False)
    shown = WithdrawnView(frame, desk.when(withdrawal.date, report.lang), withdrawal.reason)
    return Page(address, report.url, "withdrawn.html", shown)


def _feed(desk: Desk, report: Report) -> Feed | None:
    section = desk.site.section(report.section)
    return desk.feed(urls.list_path("section", section.key), section.name) if section else None


def _corrections(desk: Desk, report: Report) -> tuple[CorrectionView, ...]:
    made = (one for one in report.corrections if desk.site.is_due(one.date))
    return tuple(desk.correction(report, one, report.lang) for one in made)


def _in_its_language(desk: Desk, translation: Report) -> Link:
    language = translation.lang or desk.config.language
    return Link(arabic.own_name(language), desk.href(translation.url), language, arabic.direction(language))


def _short_link(desk: Desk, report: Report) -> str:
    if desk.config.short_links == "off":
        return ""
    return urls.absolute(desk.config.base_url, urls.short_path(report.id))
