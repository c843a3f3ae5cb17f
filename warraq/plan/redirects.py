"""What leads on: short links and old addresses, as pages or as rules for the host."""

from collections.abc import Iterator

from warraq import urls
from warraq.plan.desk import Desk
from warraq.views import Address, Page, RedirectView, TextView


def short_link(desk: Desk, address: Address) -> Page | None:
    """The short link of the report whose source is `address.key`."""
    report = desk.site.report(address.key)
    if report is None or desk.config.short_links != "pages" or urls.short_path(report.id) == report.url:
        return None
    return _leading(desk, address, urls.short_path(report.id), report.url)


def alias(desk: Desk, address: Address) -> Page | None:
    """The old address `address.key`, leading on; one with a query is no page."""
    target = desk.site.target_of(address.key)
    if target is None or desk.config.short_links == "rules" or urls.has_query(address.key):
        return None
    return _leading(desk, address, address.key, target)


def _leading(desk: Desk, address: Address, path: str, target: str) -> Page:
    frame = desk.frame(target, desk.config.name, indexed=False)  # canonical is where it leads
    return Page(address, path, "redirect.html", RedirectView(frame, desk.href(target)))


def rules(desk: Desk, address: Address) -> Page | None:
    """The lines of a `_redirects` file: what no page can do and, for hosts that cap the number of files, the rest.

    Of several lines that fit, hosts take the first: the narrower ones, with a query, stand before the others.
    """
    others = _lines(desk) if desk.config.short_links == "rules" else ()
    lines = "".join(f"{line}\n" for line in (*_queries(desk), *others))
    if not lines and desk.config.short_links != "rules":
        return None
    return Page(address, "/_redirects", "", TextView(lines))


def _queries(desk: Desk) -> Iterator[str]:
    """`/ p=123 /2018/12/x/ 301!`: without the mark, hosts would rather show the file that stands at the bare path."""
    for old, target in desk.site.queries():
        path, _, query = old.partition("?")
        yield f"{desk.href(path)} {query} {desk.href(target)} 301!"


def _lines(desk: Desk) -> Iterator[str]:
    for _, identity, url in desk.site.published():
        if urls.short_path(identity) != url:
            yield f"{desk.href(urls.short_path(identity))} {desk.href(url)} 301"
    for old, target in desk.site.aliases():
        yield f"{desk.href(old)} {desk.href(target)} 301"
