// What a stylesheet of a theme may not say. Run by tests/test_judges.py with the tools that tests/run installs.
import { join } from "node:path";
import { pathToFileURL } from "node:url";

// This file lies beside the tests, the tools elsewhere.
const tool = (...steps) => join(process.env.WARRAQ_TOOLS, "node_modules", ...steps);
const { default: stylelint } = await import(pathToFileURL(tool("stylelint", "lib", "index.mjs")));

const SLANT = "warraq/no-slanted-arabic";
const OF_A_SLANTING_SCRIPT = /:lang\((?:en|fr|de|es|it|tr)\)/;

// T-1.25: slant only where the selector says a language whose script has it.
const noSlantedArabic = stylelint.createPlugin(SLANT, (isOn) => (root, result) => {
  if (!isOn) return;
  root.walkDecls(/^font(-style)?$/, (declaration) => {
    const selector = declaration.parent.selector ?? "";
    if (/\b(italic|oblique)\b/.test(declaration.value) && !OF_A_SLANTING_SCRIPT.test(selector)) {
      const message = `Arabic has no ${declaration.value} (${SLANT})`;
      stylelint.utils.report({ ruleName: SLANT, result, node: declaration, message });
    }
  });
});
noSlantedArabic.rule.ruleName = SLANT;
noSlantedArabic.rule.messages = {};

export default {
  plugins: [tool("stylelint-plugin-logical-css", "dist", "index.mjs"), noSlantedArabic],
  reportDescriptionlessDisables: true,
  rules: {
    // T-1.8. `overflow-inline` and `overflow-block` are not yet in Chromium and Safari.
    "logical-css/require-logical-keywords": true,
    "logical-css/require-logical-properties": [true, { ignore: ["overflow-x", "overflow-y"] }],
    // T-1.24, T-1.26, T-1.30: letters that join are not spaced, stretched, capitalised or cut.
    "declaration-property-value-allowed-list": {
      "letter-spacing": ["0", "normal"],
      "text-transform": ["none"],
      hyphens: ["none", "manual"],
      "word-break": ["normal"],
      "font-synthesis-style": ["none"],
    },
    "declaration-property-value-disallowed-list": { "/^text-align/": ["/justify/"] },
    [SLANT]: true,
  },
};
