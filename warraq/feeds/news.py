"""The sitemap of news: the reports of the last two days, for those who search for news (Google's schema, T-3.1).

Pure; asks the Site. What grows old leaves it with nobody's help, so that the moment of the last build counts, too.
"""

from collections.abc import Iterator

from warraq import urls
from warraq.changes import Changes
from warraq.model import EVERYTHING, Report
from warraq.site import Site
from warraq.views import Address, NewsEntry, Page, SitemapEntry, SitemapView

_LIMIT = 1_000  # entries in one file (Google)


def addresses(site: Site) -> Iterator[Address]:
    """The sitemap of news, and the files that it is parted into where one does not hold it."""
    yield from _numbered(site.count_news())


def touched(site: Site, changes: Changes) -> Iterator[Address]:
    """The same, if a report came, went, shows otherwise, or has grown too old since the last build (or not yet)."""
    aged = site.count_aged(changes.since) if changes.since is not None else 0
    listed = changes.lists.get(EVERYTHING)
    if aged or (listed and listed.shown()):
        yield from _numbered(site.count_news() + aged + len(changes.items))  # no more than there may have been


def _numbered(count: int) -> Iterator[Address]:
    yield Address("news")
    if count > _LIMIT:
        yield from (Address("news", number=number) for number in range(1, (count + _LIMIT - 1) // _LIMIT + 1))


def view(site: Site, address: Address) -> Page | None:
    """The sitemap of news, its index, or a file of it; None where the site has no such one."""
    count = site.count_news()
    is_parted = count > _LIMIT
    if is_parted and not address.number:
        files = (urls.absolute(site.config.base_url, _path_of(part)) for part in _numbered(count) if part.number)
        return Page(address, _path_of(address), "", SitemapView(tuple(map(SitemapEntry, files)), index=True))
    if address.number and not is_parted:
        return None
    reports = site.news(skip=max(0, address.number - 1) * _LIMIT, limit=_LIMIT)
    entries = tuple(_entry(site, report) for report in reports)
    if address.number and not entries:
        return None
    return Page(address, _path_of(address), "", SitemapView(entries, publication=site.config.name))


def _path_of(address: Address) -> str:
    return f"/news-sitemap-{address.number}.xml" if address.number else "/news-sitemap.xml"


def _entry(site: Site, report: Report) -> SitemapEntry:
    config = site.config
    language = (report.lang or config.language).partition("-")[0].lower()
    news = NewsEntry(report.title, language, config.iso(report.date.at))
    return SitemapEntry(urls.absolute(config.base_url, report.url), news=news)
