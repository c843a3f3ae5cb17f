"""Languages as Open Graph writes them (ogp.me). Pure. Knows no pages."""

from functools import cache

# Where Open Graph wants a territory and a tag names none: the one that Facebook's list of locales has.
_TERRITORIES = {
    "ar": "AR",
    "bn": "IN",
    "de": "DE",
    "en": "US",
    "es": "ES",
    "fa": "IR",
    "fr": "FR",
    "he": "IL",
    "hi": "IN",
    "id": "ID",
    "it": "IT",
    "ja": "JP",
    "ko": "KR",
    "ku": "TR",
    "nl": "NL",
    "pl": "PL",
    "ps": "AF",
    "pt": "BR",
    "ru": "RU",
    "sv": "SE",
    "tr": "TR",
    "uk": "UA",
    "ur": "PK",
    "zh": "CN",
}


@cache
def locale(language: str) -> str:
    """A language as Open Graph writes it, language_TERRITORY; empty where the territory would be a guess."""
    first, *more = language.split("-")
    territory = next((part.upper() for part in more if len(part) == 2), "") or _TERRITORIES.get(first.lower(), "")  # noqa: PLR2004 (ISO 3166)
    return f"{first.lower()}_{territory}" if territory else ""
