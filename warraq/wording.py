"""The words that feeds add to what the newsroom wrote, in one language. They come from the theme; knows no theme."""

from collections.abc import Mapping
from types import MappingProxyType

import msgspec


class FeedWords(msgspec.Struct, frozen=True):
    """What a theme says in feeds. A `{}` stands for a value, any other brace is doubled."""

    correction: str = "{}"  # the title of a notice of correction; for the title of the report
    corrected: str = ""  # the label of corrections above a text
    corrections: str = ""  # the name of the list of corrections
    withdrawn: str = ""  # the title of what was taken back
    warning: str = ""  # the label of what readers are warned of
    groups: Mapping[str, str] = MappingProxyType({})  # what lists of each field are called together
