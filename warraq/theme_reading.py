"""What is to be known of a theme's templates before a page is made: what is wrong, what they draw on and ask for.

Whatever could fail while a page is rendered should fail here, with file and line. Knows no strings and no pages.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path

import jinja2
import msgspec
from jinja2 import meta, nodes

from warraq import fingerprint, policy, templates
from warraq.problems import Problem, Where, hints, problem
from warraq.words import Use

_SEEN_BY_TEMPLATES = {"page", "outlet", "t", "url"}
_COMMENT = re.compile(r"{#.*?#}", re.DOTALL)
_WITHOUT_TEXT = {"hidden", "submit", "button", "reset", "image", "checkbox", "radio", "file", "range", "color"}


class Reading(msgspec.Struct, frozen=True):
    """What reading a template showed."""

    problems: tuple[Problem, ...] = ()
    uses: tuple[Use, ...] = ()  # of strings
    references: tuple[str, ...] = ()  # templates that it extends, includes or imports
    digest: str = ""  # of its source
    parent: str = ""  # the template that it extends
    extends_at: int = 1  # the line where it says so


def read_all(environment: jinja2.Environment, names: Iterable[str]) -> dict[str, Reading]:
    """What is to be known of templates, and of all that they extend, include or import, before a page is made.

    Whether an included one is there at all shows only then: it may do without.
    """
    found: dict[str, Reading] = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            path = templates.path(environment, name)
            found[name] = _read(environment, path, name) if path else Reading()
            waiting.extend(found[name].references)
    return found


def circles(environment: jinja2.Environment, read: Mapping[str, Reading]) -> Iterator[Problem]:
    """Templates that come back to themselves by what they extend: no page could ever be made of them."""
    for name, reading in read.items():
        seen: list[Path | None] = []
        at = name
        while at and templates.path(environment, at) not in seen:
            seen.append(templates.path(environment, at))
            at = read[at].parent if at in read else ""
        if at and seen and templates.path(environment, at) == seen[0]:
            where = Where(str(seen[0]), reading.extends_at)
            yield problem("E253", where, value=name, **_instead(environment, name))


def _instead(environment: jinja2.Environment, name: str) -> dict[str, str]:
    """The values `hint` and `hint_en`: the parent's template of the same name."""
    here = templates.path(environment, name)
    others = (theme for theme, folder in templates.themes(environment).items() if (folder / name).is_file())
    other = next((theme for theme in others if templates.path(environment, f"{theme}/{name}") != here), None)
    if other is None:
        return hints(name, ())
    return {"hint": f" اكتب «{other}/{name}».", "hint_en": f" Write '{other}/{name}'."}


def _read(environment: jinja2.Environment, path: Path, name: str) -> Reading:
    try:
        text = path.read_text(encoding="utf-8")
        tree = environment.parse(text, name, str(path))
        environment.get_template(name)
    except jinja2.TemplateSyntaxError as error:
        return Reading((problem("E221", Where(str(path), error.lineno), reason=error.message),))
    except (jinja2.TemplateError, OSError, UnicodeDecodeError) as error:
        return Reading((problem("E221", Where(str(path)), reason=error),))
    above = tree.find(nodes.Extends)
    parent = above.template.value if above and isinstance(above.template, nodes.Const) else ""
    references = tuple(meta.find_referenced_templates(tree))
    return Reading(
        problems=(
            *_faults(tree, references, path),
            *_inputs_without_direction(text, path),
            *_against_the_policy(text, path),
        ),
        uses=tuple(use for call in tree.find_all(nodes.Call) if (use := _use(call, path))),
        references=tuple(one for one in references if one is not None),
        digest=fingerprint.digest_bytes(text.encode()),
        parent=str(parent),
        extends_at=above.lineno if above else 1,
    )


def _faults(tree: nodes.Template, references: tuple[str | None, ...], path: Path) -> Iterator[Problem]:
    if None in references:
        yield problem("E222", Where(str(path)))
    unknown = meta.find_undeclared_variables(tree) - _SEEN_BY_TEMPLATES
    for name in tree.find_all(nodes.Name):
        if name.name in unknown:
            yield problem("E221", Where(str(path), name.lineno), reason=f"'{name.name}' is not defined")


def _use(call: nodes.Call, path: Path) -> Use | None:
    """The use of a string in `t("key", …)` or `t.plain("key", …)`; None for any other call or a computed key."""
    called = call.node
    if isinstance(called, nodes.Getattr) and called.attr == "plain":
        called = called.node
    is_string = isinstance(called, nodes.Name) and called.name == "t" and call.args
    first = call.args[0] if is_string else None
    if not isinstance(first, nodes.Const):
        return None
    names = frozenset(str(keyword.key) for keyword in call.kwargs)
    counted = "n" in names or len(call.args) > 1
    return Use(str(first.value), names - {"n"}, counted, Where(str(path), call.lineno))


def _against_the_policy(text: str, path: Path) -> Iterator[Problem]:
    """What browsers are told to refuse, and a page that does not tell them (T-5.1)."""
    line = policy.unguarded(text)
    if line:
        yield problem("E256", Where(str(path), line), value=policy.META)
    for found in policy.breaches(text):
        hint = {"hint": "", "hint_en": ""}
        if found.wanted:
            hint = {"hint": f" أو ضع بصمته في سياسة هذا القالب: '{found.wanted}'."}
            hint["hint_en"] = f", or name it in this template's policy: '{found.wanted}'"
        yield problem("E255", Where(str(path), found.line), value=found.what, **hint)


def _inputs_without_direction(text: str, path: Path) -> Iterator[Problem]:
    """Fields that a reader types in must say which way they run (T-1.19)."""
    found = _Fields()
    found.feed(_COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text))
    for line, kind, wanted in found.lacking:
        yield problem("E219", Where(str(path), line), value=kind, wanted=wanted)


class _Fields(HTMLParser):
    """The fields of a template without their direction: line, type, and the direction that they need.

    An address, a mail or a telephone runs from the left; a text as what is typed in it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.lacking: list[tuple[int, str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a field that says no direction, or the wrong one."""
        if tag not in {"input", "textarea"}:
            return
        said = dict(attrs)
        kind = "textarea" if tag == "textarea" else (said.get("type") or "text").lower()
        wanted = "auto" if kind in {"text", "search", "textarea"} else "ltr"
        if kind not in _WITHOUT_TEXT and said.get("dir") != wanted:
            self.lacking.append((self.getpos()[0], kind, wanted))
