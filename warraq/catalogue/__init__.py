"""Every sentence that Warraq says of what is wrong: code → (Arabic, English), with {places} for values.

The whole list; a code never changes its meaning. E… keeps something from being published, W… is a warning. Knows
nothing of who says which, and when.
"""

from collections.abc import Mapping
from types import MappingProxyType

from warraq.catalogue.addresses import ADDRESSES
from warraq.catalogue.content import CONTENT
from warraq.catalogue.fonts import FONTS
from warraq.catalogue.language import LANGUAGE
from warraq.catalogue.settings import SETTINGS
from warraq.catalogue.themes import THEMES

_ALL = CONTENT | SETTINGS | THEMES | FONTS | ADDRESSES | LANGUAGE
CATALOGUE: Mapping[str, tuple[str, str]] = MappingProxyType(_ALL)
