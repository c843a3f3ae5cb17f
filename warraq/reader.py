"""Reading one source: its bytes, its digest, what it holds, ready to be put into the archive. An edge: it opens files.

Made anew in each process that reads, as converters cannot be handed over. Knows no other source and no archive's rows
beyond how they are filed.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import msgspec

from warraq import fingerprint, source
from warraq.archive import Filing, filed
from warraq.frontmatter import Context
from warraq.markup import Markup
from warraq.model import Report
from warraq.parse import Parsed, parse
from warraq.passages import as_read
from warraq.problems import Problem, Where, problem, reasons
from warraq.shop import Shop, converters
from warraq.typecase import beyond, one_of


class Read(msgspec.Struct, frozen=True):
    """What one source gave. `filing` is None where an error keeps it from being published."""

    source: source.Source
    digest: str = ""
    is_same: bool = False  # its bytes are those that were read before: nothing else is told
    filing: Filing | None = None
    problems: tuple[Problem, ...] = ()
    takes_down: bool = False

    @property
    def report(self) -> Report | None:
        """The report, if it is one."""
        if self.filing is None or self.filing.kind != "report":
            return None
        return msgspec.msgpack.decode(self.filing.facts, type=Report)


@dataclass(frozen=True)
class Reader:
    """What it takes to read a source."""

    shop: Shop
    context: Context

    @cached_property
    def markup(self) -> Callable[[str], Markup]:
        return converters(self.shop)

    def read(self, one: source.Source, *, known: str = "", pin: Mapping[str, str] | None = None) -> Read:
        """The source, unless its digest is the `known` one. `pin` is one more kept slug."""
        data = self._data(one)
        if isinstance(data, Problem):
            return Read(one, problems=(data,))
        digest = fingerprint.digest_bytes(data)
        if digest == known:
            return Read(one, digest, is_same=True)
        context = msgspec.structs.replace(self.context, pins={**self.context.pins, **pin}) if pin else self.context
        parsed = self._parse(one, data, context)
        return Read(one, digest, filing=self._filed(parsed), problems=parsed.problems, takes_down=parsed.takes_down)

    def parsed(self, one: source.Source) -> Parsed:
        """The source, parsed and not filed."""
        data = self._data(one)
        if isinstance(data, Problem):
            return Parsed(one, None, None, (data,))
        return self._parse(one, data, self.context)

    def _parse(self, one: source.Source, data: bytes, context: Context) -> Parsed:
        """What the file holds, and which of its characters the theme's fonts were cut short of."""
        parsed = parse(one, data, context, self.markup)
        if self._left_out is None or parsed.item is None:
            return parsed
        if not self._left_out.search(unicodedata.normalize("NFC", data.decode("utf-8"))):
            return parsed  # nearly every text: it costs 70 µs to know
        text, shown = as_read(data.decode("utf-8-sig")), f"{context.label}/{one.path}"
        found = beyond(text, shown, self.shop.theme.left_out, self._left_out)
        return msgspec.structs.replace(parsed, problems=tuple(sorted((*parsed.problems, *found))))

    @cached_property
    def _left_out(self) -> re.Pattern[str] | None:
        return one_of(self.shop.theme.left_out)

    def _data(self, one: source.Source) -> bytes | Problem:
        """The bytes of a source; a file that cannot be opened is a problem of its own."""
        try:
            return source.read(self.shop.content, one)
        except OSError as error:
            return problem("E107", Where(f"{self.shop.label}/{one.path}"), **reasons(error))

    def _filed(self, parsed: Parsed) -> Filing | None:
        item, body, config = parsed.item, parsed.body, self.shop.config
        if item is None or body is None:
            return None
        day = datetime.fromtimestamp(item.date.at, config.zone).date().isoformat() if isinstance(item, Report) else ""
        return filed(item, body.html, day, config.base_url, short_link=config.short_links != "off")


def reader(shop: Shop, media: frozenset[str], pins: Mapping[str, str]) -> Reader:
    """A Reader for an outlet whose pictures are `media`, and whose reports keep `pins`."""
    return Reader(shop, Context(shop.config, shop.label, media, pins))
