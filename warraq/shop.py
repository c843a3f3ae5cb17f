"""A checked outlet: all that can be known before its reports are read. An edge: it reads `site.toml` and the theme.

Everything that is wrong with the command line, the configuration or the theme is found here, at once. Knows no
reports and no output beyond its place.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from types import MappingProxyType

import msgspec

from warraq import arabic, fields, fingerprint, lineage, logo, output, source, theme
from warraq import config as configuration
from warraq.config import Config, Unusable
from warraq.dialect import Manner
from warraq.markup import Markup
from warraq.model import TERM_FIELDS, Window
from warraq.nodes import whereabouts
from warraq.problems import Problem, Where, problem, reasons
from warraq.wording import FeedWords

# What views are made with, and texts are not.
_ONLY_SHOWN = {"name", "full_name", "description", "copyright", "theme", "nav", "feeds", "months"}
_ONLY_SHOWN |= {"humans", "security", "hijri", "hijri_offset", "words_per_minute", "per_page", "lite", "cards"}
_ONLY_SHOWN |= {"publisher"}
_LIBRARIES = f"/usr/lib/{getattr(sys.implementation, '_multiarch', '')}"
_FRIBIDI = ("libfribidi.so.0", "libfribidi.dylib", "libfribidi.0.dylib", "fribidi-0.dll", "fribidi.dll")
_PLACE = "\ufdd0"  # stands for a value yet to come; no text in normal form has it


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What the command line asked for."""

    content: str = "content"
    output: str = "public"
    state: str = ".warraq"  # empty: nothing is remembered
    theme: str = ""
    base_url: str = ""
    as_of: str = ""  # empty: now
    now: int  # seconds since 1970; the clock is read on the command line only
    started: int = 0  # nanoseconds since 1970; a file that is not older than this proves nothing by its time
    drafts: bool = False
    strict: bool = False
    full: bool = False  # look at every page and print it anew
    paranoid: bool = False  # read files whose size and time say that they are the same
    jobs: int = 1  # processes


class Shop(msgspec.Struct, frozen=True):
    """A checked outlet: all that can be known before its reports are read."""

    config: Config
    theme: theme.Theme
    window: Window
    content: Path
    output: Path
    state: Path
    label: str
    is_look: bool  # --drafts or --as-of: what comes out is not what readers have
    started: int
    jobs: int
    paranoid: bool
    warnings: tuple[Problem, ...]
    logo: bytes = b""  # of the outlet, where it has one

    @property
    def reading_key(self) -> bytes:
        """A mark of all that texts are read with beside their own bytes: another one, and all are read anew."""
        config = msgspec.to_builtins(self.config)
        read_with = {key: value for key, value in config.items() if key not in _ONLY_SHOWN}
        notes = sorted(
            (language, str(said.words.get("footnote.back"))) for language, said in self.theme.strings.items()
        )
        left_out = sorted(self.theme.left_out.items())
        return fingerprint.mark((read_with, notes, left_out, self.label, fingerprint.engine()))


def opened(options: Options) -> Shop:
    """Read and check all that is not content. Raises Unusable (with all that is wrong) or theme.Faulty."""
    content, place = Path(options.content).resolve(), Path(options.output).resolve()
    state, label = Path(options.state).resolve(), _label(options.content)
    refused = _refused_output(place, content, state, options)
    try:
        config, warnings = _config(content, label, options)
    except Unusable as error:
        raise Unusable((*refused, *error.problems)) from error
    if refused:
        raise Unusable(refused)
    where = Where(f"{label}/site.toml")
    mark = _logo(config, content, where, state / "logo" if options.state else None)
    dress = _theme(config, content, state, label, options)
    lacking = dict(_lacking(config, dress))
    publisher = msgspec.structs.replace(config.publisher, logo_digest=fingerprint.digest_bytes(mark) if mark else "")
    return Shop(
        config=msgspec.structs.replace(config, publisher=publisher, **dict.fromkeys(lacking, False)),
        theme=dress,
        window=Window(_as_of(config, options), options.drafts),
        content=content,
        output=place,
        state=state,
        label=label,
        is_look=options.drafts or bool(options.as_of),
        started=options.started,
        jobs=options.jobs,
        paranoid=options.paranoid,
        warnings=(
            *warnings,
            *(problem(code, where, value=dress.name) for code in lacking.values()),
            *dress.warnings,
            *_drafts_warning(options),
        ),
        logo=mark,
    )


def _logo(config: Config, content: Path, where: Where, memory: Path | None) -> bytes:
    """The bytes of the outlet's logo; nothing where it has none. Raises Unusable where it does not fit."""
    if not config.publisher.logo:
        return b""
    found = logo.read(content, config.publisher.logo, where, memory)
    if isinstance(found, Problem):
        raise Unusable((found,))
    return found


def _lacking(config: Config, dress: theme.Theme) -> Iterator[tuple[str, str]]:
    """What the outlet wants, and the theme or this machine has not: the key of site.toml, and a code to say so."""
    if config.lite and not dress.has_lite:
        yield "lite", "W293"
    if config.cards and not dress.cards:
        yield "cards", "W294"
    elif config.cards and not _has_fribidi():
        yield "cards", "W295"


def _has_fribidi() -> bool:
    """Whether the library is there by which Pillow orders and joins Arabic letters; Pillow itself is slow to load."""
    if os.path.exists(f"{_LIBRARIES}/{_FRIBIDI[0]}"):  # noqa: PTH110 (a Path costs more than the question)
        return True  # Debian's place, which its folder's name says to be of this machine's kind
    import ctypes  # noqa: PLC0415 (asking the loader is dearer, and every build asks)

    for name in _FRIBIDI:
        with suppress(OSError):
            return bool(ctypes.CDLL(name))
    return False


def _drafts_warning(options: Options) -> tuple[Problem, ...]:
    return (problem("W291", Where("--drafts")),) if options.drafts else ()


def _refused_output(place: Path, content: Path, state: Path, options: Options) -> tuple[Problem, ...]:
    why = output.refusal(place, content, (state, Path(__file__).parent))
    if why is None:
        return ()
    return (problem("E230", Where("--output"), value=options.output, reason=why[0], reason_en=why[1]),)


def _theme(config: Config, content: Path, state: Path, label: str, options: Options) -> theme.Theme:
    asked = options.theme or config.theme
    folders = _theme_folders(content)
    folder = lineage.find(asked, folders)
    if folder is None:
        raise unusable("E220", "--theme" if options.theme else f"{label}/site.toml", value=asked)
    memory = state / "theme" if options.state else None
    return theme.load(folder, config.language, config.numerals, memory, folders)


def _label(content: str) -> str:
    return Path(content).as_posix().rstrip("/") or "."


def unusable(code: str, path: str, **values: object) -> Unusable:
    return Unusable((problem(code, Where(path), **values),))


def _config(content: Path, label: str, options: Options) -> tuple[Config, tuple[Problem, ...]]:
    if not content.is_dir():
        raise unusable("E233", "--content", value=options.content)
    shown = f"{label}/site.toml"
    try:
        text = source.read_plain(content / "site.toml").decode("utf-8-sig")
    except FileNotFoundError as error:
        raise unusable("E201", shown, value=options.content) from error
    except UnicodeDecodeError as error:
        raise unusable("E101", shown) from error
    except OSError as error:
        raise unusable("E107", shown, **reasons(error)) from error
    config, warnings = configuration.read(text, shown)
    warnings += _overdue(config, text, shown, options)
    if not options.base_url:
        return config, warnings
    if not configuration.is_base_url(options.base_url):
        raise unusable("E203", "--base-url", value=options.base_url)
    return msgspec.structs.replace(config, base_url=options.base_url.rstrip("/")), warnings


def _overdue(config: Config, text: str, shown: str, options: Options) -> tuple[Problem, ...]:
    """A warning, in every build, where what security.txt says should be trusted no longer (RFC 9116, 2.5.5)."""
    if config.security is None or config.security.expires > _as_of(config, options):
        return ()
    where = whereabouts(text, shown, ("security", "expires"))
    return (problem("W298", where, value=config.iso(config.security.expires)[:10]),)


def _theme_folders(content: Path) -> tuple[Path, ...]:
    """Where themes are looked for: beside the outlet's content, in the installed package, in a checkout."""
    package = Path(__file__).parent
    return content.parent / "themes", package / "themes", package.parent / "themes"


def _as_of(config: Config, options: Options) -> int:
    if not options.as_of:
        return options.now
    found = fields.moment(options.as_of, config.zone)
    if found is None:
        raise unusable("E234", "--as-of", value=options.as_of)
    return found[0]


def _to_be_filled(words: str) -> str:
    """A string with its number's place as `{}`, any other brace in it doubled."""
    return words.replace("{", "{{").replace("}", "}}").replace(_PLACE, "{}")


def converters(shop: Shop) -> Callable[[str], Markup]:
    """The converter of each language, made when the first text in it comes."""

    @cache
    def converter(language: str) -> Markup:
        setting = shop.config.setting(language)
        strings = shop.theme.speaking(setting.language, shop.config.language)
        backlink = _to_be_filled(strings.plain("footnote.back", number=_PLACE))
        usage, runs = shop.config.usage, arabic.direction(setting.language)
        manner = Manner(backlink, usage.digit_lists, setting.digits, runs, shop.config.fast_markdown)
        return Markup(manner, setting)

    return converter


def feed_words(shop: Shop, language: str) -> FeedWords:
    """What the theme says in feeds, of a report in `language`."""
    said = {key: str(words) for key, words in shop.theme.speaking(language, shop.config.language).words.items()}
    return FeedWords(
        correction=_to_be_filled(said["feed.correction"].replace("{title}", _PLACE)),
        corrected=said["report.corrections"],
        corrections=said["corrections.title"],
        withdrawn=said["withdrawn.title"],
        warning=said["report.warning"],
        groups=MappingProxyType({field: said[f"index.{field}"] for field in ("section", *TERM_FIELDS)}),
    )
