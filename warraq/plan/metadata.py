"""What a page says of itself to programs: JSON-LD in the words of schema.org, and what messengers are told (ogp.me).

It says what the page says and nothing else (T-3.3 to T-3.6): names, addresses and dates are those of the view. One
graph a page, in which other nodes name the publisher by its address. Knows no templates and no theme's words.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from urllib.parse import urlsplit

import msgspec
from msgspec.structs import replace

from warraq import urls
from warraq.archive import last_change
from warraq.config import Config
from warraq.media import cards
from warraq.model import Kind, Report
from warraq.plan.desk import Desk
from warraq.plan.opengraph import locale
from warraq.publisher import POLICIES
from warraq.site import Tongues
from warraq.views import Alternate, Frame, Href, Json, Link, Picture, ReportView, Social, SocialImage

# Of schema.org's kinds of news articles, a ReportageNewsArticle is one that somebody has judged to be so; `report` is
# the default, and nobody has judged. A live blog is no NewsArticle there.
_TYPES: Mapping[Kind, str] = {
    "report": "NewsArticle",
    "analysis": "AnalysisNewsArticle",
    "opinion": "OpinionNewsArticle",
    "background": "BackgroundNewsArticle",
    "live": "LiveBlogPosting",
}
_LARGE = 600  # pixels: from here on a picture is shown across
# What could end the script that holds it, or a line of it, as JSON may write any letter (RFC 8259, 7).
_ESCAPES = tuple((sign.encode(), f"\\u{ord(sign):04x}".encode()) for sign in "<>&\u2028\u2029")

_Node = dict[str, object]


def json(*graph: _Node) -> Json:
    """Nodes as one text that may stand in a <script>."""
    return inert(msgspec.json.encode({"@context": "https://schema.org", "@graph": graph}))


def inert(data: bytes) -> Json:
    """JSON that says the same and that no HTML can be found in."""
    for sign, escape in _ESCAPES:
        data = data.replace(sign, escape)
    return Json(data.decode())


def _given(**said: object) -> _Node:
    """What is not empty."""
    return {key: value for key, value in said.items() if value}


# ---------------------------------------------------------------- the outlet


def _home(config: Config) -> str:
    return urls.absolute(config.base_url, "/")


def _by_name(config: Config) -> _Node:
    """The publisher, where another node of the page's graph tells who that is."""
    return {"@id": _home(config)}


def _publisher(desk: Desk) -> _Node:
    """The publisher in a few words."""
    config = desk.config
    node = {"@type": "NewsMediaOrganization", **_by_name(config), "name": config.name, "url": _home(config)}
    logo = desk.icon("icon-512")
    return {**node, "logo": _image(logo, 512, 512)} if logo else node


def _image(address: str, width: int, height: int, **more: str) -> _Node:
    return {"@type": "ImageObject", "url": address, "width": width, "height": height, **_given(**more)}


def front(desk: Desk) -> Json:
    """The outlet, whole: who publishes, and by which rules (T-3.5)."""
    config, publisher = desk.config, desk.config.publisher
    policies = {
        POLICIES[key]: urls.absolute(config.base_url, target) if target.startswith("/") else target
        for key, target in publisher.policies
        if not target.startswith("/") or desk.site.is_answered(urls.without_part(target))
    }
    whole = _publisher(desk) | _given(
        alternateName=config.full_name if config.full_name != config.name else "",
        description=config.description,
        foundingDate=publisher.founded,
        email=publisher.email,
        sameAs=publisher.profiles,
        **policies,
    )
    return json(whole, _website(desk))


def _website(desk: Desk) -> _Node:
    config = desk.config
    return {
        "@type": "WebSite",
        "url": _home(config),
        "name": config.name,
        "inLanguage": config.language,
        "publisher": _by_name(config),
    }


# ---------------------------------------------------------------- pages


def page(desk: Desk, frame: Frame, kind: str, name: str) -> Json:
    """A page of some kind: a list, a standing page."""
    about = _given(description=frame.description)
    node = {"@type": kind, "url": frame.canonical, "name": name, **about, "inLanguage": frame.lang}
    return json({**node, "publisher": _by_name(desk.config)}, _publisher(desk))


def author(desk: Desk, frame: Frame, name: str) -> Json:
    """The page of somebody who writes for the outlet."""
    person = {"@type": "Person", "name": name, "url": frame.canonical, **_given(description=frame.description)}
    node = {"@type": "ProfilePage", "url": frame.canonical, "inLanguage": frame.lang}
    return json({**node, "mainEntity": {**person, "worksFor": _by_name(desk.config)}}, _publisher(desk))


def of_report(desk: Desk, report: Report, view: ReportView, tongues: Tongues) -> Frame:
    """The frame of a report's page, with all that programs are told of the report."""
    # What readers are warned of is shown to nobody beforehand.
    picture = _largest(desk.config, view.picture) if view.picture and not view.content_warning else None
    card = SocialImage(view.frame.card, cards.WIDTH, cards.HEIGHT, view.title) if view.frame.card else None
    editions = tuple(
        Alternate(one.lang or desk.config.language, urls.absolute(desk.config.base_url, one.url))
        for one in tongues.editions
    )
    article = _article(desk, report, view, tongues) | _depicted(picture or card, view.picture if picture else None)
    return replace(
        view.frame,
        data=json(article, _way(desk, view), _publisher(desk)),
        social=_social(desk, view, article, card or picture, editions),
        alternates=(*editions, Alternate("x-default", editions[0].url)) if editions else (),
    )


def _largest(config: Config, picture: Picture) -> SocialImage:
    """The largest JPEG of a picture."""
    href = Href(picture.srcset.rpartition(", ")[2].partition(" ")[0])
    is_large = picture.width >= _LARGE
    return SocialImage(_whole(config, href), picture.width, picture.height, picture.alt, "image/jpeg", is_large)


def _depicted(image: SocialImage | None, picture: Picture | None) -> _Node:
    if image is None:
        return {}
    words = {"caption": picture.caption or picture.alt, "creditText": picture.credit} if picture else {}
    return {"image": [_image(image.url, image.width, image.height, **words)]}


def _article(desk: Desk, report: Report, view: ReportView, tongues: Tongues) -> _Node:
    config, frame = desk.config, view.frame
    said = _given(
        alternativeHeadline=view.deck,
        description=frame.description,
        articleSection=view.section.name if view.section else "",
        keywords=[tag.name for tag in view.tags],
        contentLocation=[{"@type": "Place", "name": place.name} for place in view.places],
        isPartOf=_named(config, "CreativeWorkSeries", view.series) if view.series else None,
        correction=_corrections(desk, report),
        license=_license(view.license),
        coverageStartTime=config.iso(report.date.at) if view.kind == "live" else "",
        translationOfWork=_translated(desk, tongues.original) if tongues.original else None,
        workTranslation=[_translated(desk, one) for one in tongues.translations],
    )
    return {
        "@type": _TYPES[report.kind],
        "mainEntityOfPage": frame.canonical,
        "url": frame.canonical,
        "headline": view.title,
        "inLanguage": frame.lang,
        "datePublished": config.iso(report.date.at),
        "dateModified": config.iso(last_change(report, desk.site.window.as_of)),
        "author": [_named(config, "Person", one) for one in view.authors] or [_by_name(config)],
        "publisher": _by_name(config),
        "isAccessibleForFree": True,
        "wordCount": view.words,
        "copyrightYear": desk.day_of(report.date).year,
        "copyrightNotice": frame.copyright,
        **({} if report.copyright else {"copyrightHolder": _by_name(config)}),  # a line of its own may name another
        **said,
    }


def _named(config: Config, kind: str, link: Link) -> _Node:
    """What a name on the page stands for, with its page where it has one."""
    return {"@type": kind, "name": link.name, **({"url": _whole(config, link.href)} if link.href else {})}


def _corrections(desk: Desk, report: Report) -> list[_Node]:
    due = (one for one in report.corrections if desk.site.is_due(one.date))
    return [
        {"@type": "CorrectionComment", "text": one.text, "datePublished": desk.config.iso(one.date.at)} for one in due
    ]


def _license(words: str) -> str | _Node | None:
    """A licence by its address or, as one has it only in words, by its name: schema.org takes no bare text."""
    if words.startswith(("http://", "https://")):
        return urls.web_address(words)
    return {"@type": "CreativeWork", "name": words} if words else None


def _translated(desk: Desk, report: Report) -> _Node:
    address = urls.absolute(desk.config.base_url, report.url)
    language = report.lang or desk.config.language
    return {"@type": _TYPES[report.kind], "url": address, "headline": report.title, "inLanguage": language}


def _way(desk: Desk, view: ReportView) -> _Node:
    """The way down to the page, as its readers see it: the front page by the outlet's name, the section."""
    config = desk.config
    steps = [(config.name, _home(config))]
    if view.section:
        steps.append((view.section.name, _whole(config, view.section.href)))
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": address}
            for place, (name, address) in enumerate(steps, 1)
        ],
    }


def _whole(config: Config, href: Href) -> str:
    """The whole address of what a page leads to by `href`."""
    return _origin(config.base_url) + href


@lru_cache(maxsize=16)
def _origin(base_url: str) -> str:
    parts = urlsplit(base_url)
    return f"{parts.scheme}://{parts.netloc}"


# ---------------------------------------------------------------- messengers


def _social(
    desk: Desk, view: ReportView, article: _Node, image: SocialImage | None, editions: Iterable[Alternate]
) -> Social:
    config, frame = desk.config, view.frame
    mark = frame.social.image if frame.social else None
    return Social(
        kind="article",
        title=view.title,
        locale=locale(frame.lang),
        locales=tuple(filter(None, (locale(one.lang) for one in editions if one.lang != frame.lang))),
        image=image or mark,
        published=str(article["datePublished"]),
        modified=str(article["dateModified"]),
        section=view.section.name if view.section else "",
        tags=tuple(tag.name for tag in view.tags),
        authors=tuple(_whole(config, one.href) for one in view.authors if one.href),
    )
