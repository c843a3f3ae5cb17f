"""A local plugin of Pelican: earlier reports of a section, years without paging, Arabic dates as template filters.

Pelican pages years and months alike, and asks of every article whether it is in every period; years are made here.
"""

from collections import defaultdict
from datetime import datetime

from pelican import signals
from pelican.contents import Article
from pelican.generators import ArticlesGenerator, Generator
from pelican.writers import Writer

_MONTHS = (
    "كانون الثاني",
    "شباط",
    "آذار",
    "نيسان",
    "أيار",
    "حزيران",
    "تموز",
    "آب",
    "أيلول",
    "تشرين الأول",
    "تشرين الثاني",
    "كانون الأول",
)
_DAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
_EARLIER, _WORDS_PER_MINUTE = 3, 200


def month(when: datetime) -> str:
    return _MONTHS[when.month - 1]


def day(when: datetime) -> str:
    return f"{_DAYS[when.weekday()]} {when.day} {month(when)} {when.year}"


def minutes(article: Article) -> int:
    return max(1, round(len(article._content.split()) / _WORDS_PER_MINUTE))  # noqa: SLF001 (`content` would resolve its links again)


def find_earlier(generator: ArticlesGenerator) -> None:
    by_section = defaultdict(list)
    for article in reversed(generator.articles):
        article.earlier = by_section[article.category][-_EARLIER:][::-1]
        by_section[article.category].append(article)


def write_years(generator: ArticlesGenerator, writer: Writer) -> None:
    by_year = defaultdict(list)
    for period in generator.context["period_archives"]["month"]:
        by_year[period["period_num"][0]].append(period)
    template = generator.get_template("year")
    for year, months in by_year.items():
        writer.write_file(f"archive/{year}/index.html", template, generator.context, year=year, months=months)


def add_filters(generator: Generator) -> None:
    generator.env.filters.update(month=month, day=day, minutes=minutes)


def register() -> None:
    signals.article_generator_finalized.connect(find_earlier)
    signals.article_writer_finalized.connect(write_years)
    signals.generator_init.connect(add_filters)
