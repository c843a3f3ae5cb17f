"""The templates of a theme as Jinja sets them: where they are looked for, what they may call.

A template sees `page`, `outlet`, `t`, `url` and the filters below, nothing else (design, section 7). Knows no themes
beyond their folder of templates, no pages and no Site.
"""

import marshal
import re
from collections.abc import Callable, Iterable, Mapping, MutableMapping
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from types import BuiltinMethodType, CodeType, MappingProxyType
from typing import Any

import jinja2
from jinja2 import meta, nodes
from jinja2.environment import TemplateModule
from jinja2.loaders import split_template_path
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

from warraq import arabic, words
from warraq.views import CountedLink, Feed, Link, MonthLink, Teaser, When
from warraq.words import Strings

_KNOWN = (Strings, Macro, BuiltinMethodType)  # of these Jinja knows whether they ask for the context
_OF_ANY_PAGE = {"outlet", "t"}  # the same for all pages in a language
_OF_FROZEN_VALUES = (
    nodes.Name,
    nodes.Const,
    nodes.Getattr,
    nodes.CondExpr,
    nodes.Compare,
    nodes.And,
    nodes.Or,
    nodes.Not,
)
_BOUND_TO_A_PAGE = (nodes.Import, nodes.FromImport, nodes.Include, nodes.Extends, nodes.Block, nodes.CallBlock)
_RECURRING = {Teaser, When, Link, CountedLink, MonthLink, Feed, int, bool, type(None)}  # stand on page after page
_SHORT, _OUTCOMES, _LANGUAGES = 80, 8_192, 8  # letters of a word; outcomes of a macro, and languages, kept in mind
_ESCAPED = re.compile("[&<>'\"]")


def _escaped(value: object) -> str:
    """The value as HTML. What is HTML, and what has nothing to escape, is written as it is."""
    if isinstance(value, str):
        return value if type(value) is Markup or not _ESCAPED.search(value) else escape(value)
    return str(value) if type(value) is int else escape(value)


class _Part(Macro):
    """A macro that knows no page: what it once made of the same frozen values is not made again."""

    def __init__(self, *given: Any) -> None:  # noqa: ANN401 (Jinja's own)
        super().__init__(*given)
        self._made = lru_cache(maxsize=_OUTCOMES, typed=True)(super().__call__)  # typed: "<" is one thing, Markup other

    def outcome(self, evaluated: EvalContext, args: tuple[object, ...], kwargs: Mapping[str, object]) -> str:
        """What the macro makes of its arguments."""
        for value in (*args, *kwargs.values()) if kwargs else args:
            if type(value) not in _RECURRING and not (isinstance(value, str) and len(value) <= _SHORT):
                return self(evaluated, *args, **kwargs)
        if evaluated.autoescape is not self._default_autoescape:
            return self(evaluated, *args, **kwargs)
        return self._made(*args, **kwargs)


class _Template(jinja2.Template):
    """A template whose module is made once a page, however many of the page's blocks import it.

    The module of one that knows no page is made once for all of them: once a language.
    """

    _made: tuple[dict[str, object], TemplateModule] | None = None
    _for_all: tuple[tuple[object, object, TemplateModule], ...] | None = None  # None: it may know a page

    @classmethod
    def from_code(
        cls,
        environment: jinja2.Environment,
        code: CodeType,
        globals: MutableMapping[str, object],  # noqa: A002 (Jinja's word)
        uptodate: Callable[[], bool] | None = None,
    ) -> jinja2.Template:
        """The template of compiled code, which escapes as we do: the same letters, without the wrapping."""
        made = super().from_code(environment, code, globals, uptodate)
        made.root_render_func.__globals__["escape"] = _escaped
        return made

    def make_module(
        self,
        vars: dict[str, object] | None = None,  # noqa: A002 (Jinja's word)
        shared: bool = False,  # noqa: FBT001, FBT002 (Jinja's signature)
        locals: Mapping[str, object] | None = None,  # noqa: A002 (Jinja's word)
    ) -> TemplateModule:
        """The module for the variables of a page. The same dictionary of variables is the same page."""
        given = locals or {}
        if vars is not None and self._for_all is not None and _is_free(given, _OF_ANY_PAGE):
            return self._module_for_all(vars)
        if vars is None or not _is_free(given, given):
            return super().make_module(vars, shared, locals)
        if self._made is None or self._made[0] is not vars:
            self._made = (vars, super().make_module(vars, shared))
        return self._made[1]

    def knows_no_page(self) -> None:
        """Take it that `_is_for_all` holds for the template."""
        self._for_all = ()
        self.root_render_func.__globals__["Macro"] = _Part

    def _module_for_all(self, vars: Mapping[str, object]) -> TemplateModule:  # noqa: A002 (Jinja's word)
        made, outlet, strings = self._for_all or (), vars.get("outlet", missing), vars.get("t", missing)
        for one, other, module in made:
            if one is outlet and other is strings:
                return module
        module = super().make_module({name: vars[name] for name in _OF_ANY_PAGE if name in vars})
        self._for_all = ((outlet, strings, module), *made[: _LANGUAGES - 1])
        return module


def _is_free(given: Mapping[str, object], names: Iterable[str]) -> bool:
    """Whether a template that imports another has given none of these names a value of its own."""
    return all(given.get(name, missing) is missing for name in names)


def _is_for_all(tree: nodes.Template) -> bool:
    """Whether a template is nothing but macros that see nothing of a page but what they are given.

    Then its module is the same for every page, and a macro of it the same function of its arguments. Nothing that
    could change once a macro is called may be among its names: no list, no value given after a macro.
    """
    macros = [place for place, one in enumerate(tree.body) if isinstance(one, nodes.Macro)]
    if not macros or len(macros) < len(list(tree.find_all(nodes.Macro))) or any(map(tree.find, _BOUND_TO_A_PAGE)):
        return False
    if not meta.find_undeclared_variables(tree) <= _OF_ANY_PAGE or _leaves_to_chance(tree):
        return False
    before, after = tree.body[: macros[0]], tree.body[macros[0] :]
    return all(_says_words(one) or _names_a_value(one) for one in before) and all(
        _says_words(one) or isinstance(one, nodes.Macro) for one in after
    )


def _leaves_to_chance(tree: nodes.Template) -> bool:
    return any(one.name == "random" for one in tree.find_all(nodes.Filter))


def _says_words(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Output) and all(isinstance(one, nodes.TemplateData) for one in node.nodes)


def _names_a_value(node: nodes.Node) -> bool:
    """Whether it gives a name to a text, or to a value that nothing can change."""
    if isinstance(node, nodes.Assign):
        return isinstance(node.target, nodes.Name) and all(
            isinstance(one, _OF_FROZEN_VALUES) for one in node.find_all(nodes.Expr)
        )
    return isinstance(node, nodes.AssignBlock)


class _Context(Context):
    """What a template calls, without the questions that Jinja asks of any callable: ours are known."""

    def call(self, called: object, /, *args: object, **kwargs: object) -> object:
        """The outcome of a call in a template."""
        if not isinstance(called, _KNOWN):
            return super().call(called, *args, **kwargs)  # type: ignore[arg-type]  # as below
        if kwargs:
            kwargs.pop("_block_vars", None)  # Jinja's own, for what asks for the context
            kwargs.pop("_loop_vars", None)
        if isinstance(called, _Part):
            return called.outcome(self.eval_ctx, args, kwargs)
        if isinstance(called, Macro):
            return called(self.eval_ctx, *args, **kwargs)
        return called(*args, **kwargs)  # type: ignore[arg-type]  # a wrong value is said where the page is made


class _Loader(jinja2.BaseLoader):
    """Templates from the folders of themes, the nearest first, or from the code that they were compiled into before.

    `diwan/report.html` is the template of the theme diwan, whatever a nearer theme has as `report.html`.
    """

    def __init__(self, folders: Mapping[str, Path], code: Mapping[str, bytes]) -> None:
        self.folders = dict(folders)
        self.code = dict(code)

    def path(self, name: str) -> Path | None:
        """The file of a template; None where there is none, or the name leads out of the themes."""
        try:
            steps = split_template_path(name)
        except jinja2.TemplateNotFound:
            return None
        candidates = [folder.joinpath(*steps) for folder in self.folders.values()]
        if len(steps) > 1 and steps[0] in self.folders:
            candidates.append(self.folders[steps[0]].joinpath(*steps[1:]))
        return next((path for path in candidates if path.is_file()), None)

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, None]:  # noqa: ARG002 (Jinja's)
        """The text of a template and the path of its file."""
        path = self.path(template)
        if path is None:
            raise jinja2.TemplateNotFound(template)
        return path.read_text(encoding="utf-8"), str(path), None

    def load(
        self,
        environment: jinja2.Environment,
        name: str,
        globals: MutableMapping[str, object] | None = None,  # noqa: A002 (Jinja's word)
    ) -> jinja2.Template:
        if name not in self.code:
            source, file, _ = self.get_source(environment, name)
            is_for_all = _is_for_all(environment.parse(source, name, file))
            self.code[name] = marshal.dumps((environment.compile(source, name, file), is_for_all))
        code, is_for_all = marshal.loads(self.code[name])  # noqa: S302 (made above, or kept under a digest by theme_memory)
        made = _Template.from_code(environment, code, globals or {})
        if is_for_all and isinstance(made, _Template):
            made.knows_no_page()
        return made


def environment(folders: Mapping[str, Path], code: Mapping[str, bytes] = MappingProxyType({})) -> jinja2.Environment:
    """Jinja's environment for the templates in folders, which are given by their themes' names, the nearest first.

    What is not in `code` is compiled when it is asked for.
    """
    made = jinja2.Environment(
        loader=_Loader(folders, code),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.template_class, made.context_class = _Template, _Context
    made.globals.clear()  # a template sees its four names and nothing else
    made.filters |= {"bdi": _bdi, "ordered": _ordered, "digits": _digits, "number": _number, "percent": _percent}
    return made


# The filters. Each takes `str` of what it is given first: that names an unknown field as one.


@jinja2.pass_context
def _bdi(context: Context, text: object, lang: str = "", dir: str = "") -> Markup:  # noqa: A002 (HTML's word)
    return words.bdi(str(text), context["t"].dir, lang=lang, dir=dir)


def _ordered(text: object, base: arabic.Direction) -> str:
    return arabic.in_order(str(text), base)


@jinja2.pass_context
def _digits(context: Context, figure: object) -> str:
    return arabic.digits(str(figure), context["t"].digits)


@jinja2.pass_context
def _number(context: Context, value: object) -> str:
    return arabic.number(Decimal(str(value)), context["t"].digits)


@jinja2.pass_context
def _percent(context: Context, value: object) -> str:
    return arabic.percent(Decimal(str(value)), context["t"].digits)


def compiled(environment: jinja2.Environment) -> Mapping[str, bytes]:
    """The code of every template that has been compiled, as `environment` takes it."""
    return environment.loader.code if isinstance(environment.loader, _Loader) else {}


def path(environment: jinja2.Environment, name: str) -> Path | None:
    """The file of a template; None where there is none."""
    return environment.loader.path(name) if isinstance(environment.loader, _Loader) else None


def themes(environment: jinja2.Environment) -> Mapping[str, Path]:
    """The folders of templates, by their themes' names, the nearest first."""
    return environment.loader.folders if isinstance(environment.loader, _Loader) else {}
