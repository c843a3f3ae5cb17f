# Read by Pelican, not by us: its settings are names in capitals.
SITENAME = "مرصد التجربة"
SITESUBTITLE = "تقارير مولّدة لقياس سرعة البناء"
SITEURL = "https://news.example"
COPYRIGHT = "حقوق النشر محفوظة لمرصد التجربة"
PATH = "content"
OUTPUT_PATH = "public"
THEME = "theme"
THEME_STATIC_DIR = "assets"
TIMEZONE = "UTC"
DEFAULT_LANG = "ar"
ARTICLE_PATHS = ["reports"]
PAGE_PATHS = []
STATIC_PATHS = ["media"]
PLUGIN_PATHS = ["plugins"]
PLUGINS = ["newsroom"]
READERS = {"html": None}
MARKDOWN = {
    "extension_configs": {"markdown.extensions.extra": {}, "markdown.extensions.toc": {}},
    "output_format": "html",
}
TYPOGRIFY = False
USE_FOLDER_AS_CATEGORY = False
WITH_FUTURE_DATES = True

# Caching, as the documentation has it for the fastest rebuild.
CACHE_CONTENT = True
LOAD_CONTENT_CACHE = True
CONTENT_CACHING_LAYER = "generator"
CHECK_MODIFIED_METHOD = "mtime"
GZIP_CACHE = False

SLUGIFY_USE_UNICODE = True
CATEGORY_REGEX_SUBSTITUTIONS = [
    ("^الميدان$", "field"),
    ("^السياسة$", "politics"),
    ("^الاقتصاد$", "economy"),
    ("^المجتمع$", "society"),
    ("^الثقافة$", "culture"),
    ("^الرأي$", "opinion"),
]
SLUG_REGEX_SUBSTITUTIONS = [(r"[^\w\s-]", ""), (r"[-\s]+", "-")]
TAG_REGEX_SUBSTITUTIONS = AUTHOR_REGEX_SUBSTITUTIONS = SLUG_REGEX_SUBSTITUTIONS

ARTICLE_URL = "{date:%Y}/{date:%m}/{slug}/"
ARTICLE_SAVE_AS = "{date:%Y}/{date:%m}/{slug}/index.html"
CATEGORY_URL, CATEGORY_SAVE_AS = "sections/{slug}/", "sections/{slug}/index.html"
TAG_URL, TAG_SAVE_AS = "tags/{slug}/", "tags/{slug}/index.html"
AUTHOR_URL, AUTHOR_SAVE_AS = "authors/{slug}/", "authors/{slug}/index.html"
MONTH_ARCHIVE_URL, MONTH_ARCHIVE_SAVE_AS = "archive/{date:%Y}/{date:%m}/", "archive/{date:%Y}/{date:%m}/index.html"
ARCHIVES_SAVE_AS = "archive/index.html"
CATEGORIES_SAVE_AS = "sections/index.html"
TAGS_SAVE_AS = "tags/index.html"
AUTHORS_SAVE_AS = "authors/index.html"
NOTFOUND_SAVE_AS = "404.html"
SITEMAP_SAVE_AS = "sitemap.xml"
ROBOTS_SAVE_AS = "robots.txt"
DIRECT_TEMPLATES = ["index", "archives", "categories", "tags", "authors", "notfound", "sitemap", "robots"]

DEFAULT_PAGINATION = 20
PAGINATED_TEMPLATES = {"category": None, "tag": None, "author": None, "period_archives": None}
PAGINATION_PATTERNS = (
    (1, "{base_name}/", "{base_name}/index.html"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
)

FEED_MAX_ITEMS = 30
RSS_FEED_SUMMARY_ONLY = False
FEED_ALL_RSS = "feed.xml"
CATEGORY_FEED_RSS = "sections/{slug}/feed.xml"
TAG_FEED_RSS = "tags/{slug}/feed.xml"
AUTHOR_FEED_RSS = "authors/{slug}/feed.xml"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = TAG_FEED_ATOM = TRANSLATION_FEED_ATOM = None
