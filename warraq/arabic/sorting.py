"""The order of names in an index. Pure."""

from warraq.arabic.letters import bare

_SORTED_ALIKE = str.maketrans("أإٱىیک", "اااييك")  # not آ, which ICU puts before ا (T-2.14)


def sort_key(text: str) -> tuple[str, str]:
    """Order of names in an index: hamza seats, marks and tatweel do not count, then the spelling (T-2.14)."""
    return " ".join(bare(text).casefold().translate(_SORTED_ALIKE).split()), text
