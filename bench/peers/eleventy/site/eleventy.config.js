// Collections are made once and shared; filters that are asked the same thing again and again remember the answer.
import feeds from "@11ty/eleventy-plugin-rss";
import markdownIt from "markdown-it";

const PER_PAGE = 20;
const NAMES = { field: "الميدان", politics: "السياسة", economy: "الاقتصاد", society: "المجتمع", culture: "الثقافة", opinion: "الرأي" };
const DAY = new Intl.DateTimeFormat("ar-SY-u-nu-latn", { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const MONTH = new Intl.DateTimeFormat("ar-SY-u-nu-latn", { month: "long", timeZone: "UTC" });

function remembered(answer) {
  const known = new Map();
  return (asked) => {
    const key = asked instanceof Date ? asked.getTime() : asked;
    if (!known.has(key)) known.set(key, answer(asked));
    return known.get(key);
  };
}

function slug(name) {
  return name.replaceAll(" ", "-");
}

function grouped(reports, keysOf) {
  const lists = new Map();
  for (const report of reports) {
    for (const key of keysOf(report)) {
      if (!lists.has(key)) lists.set(key, []);
      lists.get(key).push(report);
    }
  }
  return lists;
}

// One list a name: [{ field, name, path, reports }], the newest report first.
function listed(field, lists, nameOf = (key) => key) {
  return [...lists].map(([key, reports]) => ({ field, key, name: nameOf(key), path: `/${field}/${slug(key)}/`, reports }));
}

function paged(lists) {
  return lists.flatMap((list) => {
    const count = Math.ceil(list.reports.length / PER_PAGE);
    return Array.from({ length: count }, (_, place) => ({
      ...list,
      count: list.reports.length,
      reports: list.reports.slice(place * PER_PAGE, (place + 1) * PER_PAGE),
      path: place ? `${list.path}page/${place + 1}/` : list.path,
      home: list.path,
      newer: place > 1 ? `${list.path}page/${place}/` : place === 1 ? list.path : "",
      older: place + 1 < count ? `${list.path}page/${place + 2}/` : "",
    }));
  });
}

export default function (config) {
  config.addPlugin(feeds);
  config.setLibrary("md", markdownIt({ html: false }));
  config.addPassthroughCopy({ static: "/" });
  config.setQuietMode(true);

  const once = new Map();
  config.on("eleventy.before", () => once.clear());
  function made(name, api, make) {
    if (!once.has(name)) once.set(name, make(api));
    return once.get(name);
  }
  const newest = (api) => made("newest", api, () => api.getFilteredByTag("reports").reverse());
  const lists = (api) =>
    made("lists", api, () => {
      const reports = newest(api);
      return [
        ...listed("sections", grouped(reports, (one) => [one.data.section]), (key) => NAMES[key]),
        ...listed("tags", grouped(reports, (one) => one.data.topics)),
        ...listed("authors", grouped(reports, (one) => one.data.authors)),
      ];
    });
  const months = (api) =>
    made("months", api, () => {
      const found = grouped(newest(api), (one) => [one.date.toISOString().slice(0, 7)]);
      return [...found].map(([key, reports]) => ({
        field: "archive", key, name: `${MONTH.format(reports[0].date)} ${key.slice(0, 4)}`, month: MONTH.format(reports[0].date),
        path: `/archive/${key.replace("-", "/")}/`, year: key.slice(0, 4), reports,
      }));
    });

  config.addCollection("newest", newest);
  config.addCollection("earlier", (api) => {
    const found = {};
    for (const list of grouped(newest(api), (one) => [one.data.section]).values()) {
      list.forEach((report, place) => { found[report.page.url] = list.slice(place + 1, place + 4); });
    }
    return found;
  });
  config.addCollection("blocks", (api) => lists(api).filter((list) => list.field === "sections"));
  config.addCollection("listPages", (api) => paged([...lists(api), ...months(api)]));
  config.addCollection("feeds", (api) => [
    { name: "", path: "/", reports: newest(api).slice(0, 30) },
    ...lists(api).map((list) => ({ ...list, reports: list.reports.slice(0, 30) })),
  ]);
  config.addCollection("indexes", (api) =>
    ["sections", "tags", "authors"].map((field) => ({ field, lists: lists(api).filter((list) => list.field === field) })));
  config.addCollection("years", (api) =>
    [...grouped(months(api), (month) => [month.year])].map(([year, held]) => ({ year, months: held })));

  config.addFilter("day", remembered((when) => DAY.format(when)));
  config.addFilter("hour", (when) => when.toISOString().slice(11, 16));
  config.addFilter("iso", (when) => when.toISOString());
  config.addFilter("section", (key) => NAMES[key]);
  config.addFilter("path", remembered((name) => encodeURIComponent(slug(name))));
  config.addFilter("address", remembered((path) => encodeURI(path)));
  config.addFilter("minutes", (html) => Math.max(1, Math.round(html.split(/\s+/).length / 200)));
  config.addFilter("byDay", (reports) =>
    [...grouped(reports, (one) => [one.date.toISOString().slice(0, 10)])].map(([key, held]) => ({ key, held })));

  return {
    dir: { input: "content", includes: "../includes", output: "public" },
    markdownTemplateEngine: false,
    htmlTemplateEngine: "njk",
    templateFormats: ["md", "njk"],
  };
}
