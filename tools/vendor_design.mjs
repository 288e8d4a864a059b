// Where do static/dkfds/ and static/fonts/ come from, and how are they renewed?
//
//   node tools/vendor_design.mjs        (for maintainers; needs Node 20 and npm)
//
// Det Fælles Designsystem is 250 KB of CSS for every component there is. Only the rules whose classes and elements
// all stand on the two lists below are kept. A page that needs one more component adds its classes here and runs
// the script again. The result is committed, so nobody who runs or tests Trappen needs Node.

import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const VERSION = "11.2.0";
const PURGERS = ["postcss@8", "postcss-selector-parser@7"];
const STATIC = join(dirname(fileURLToPath(import.meta.url)), "../src/trappen/shared/static");

const CLASSES = new Set(
  `
  container page-container skipnav sr-only
  h1 h2 h3 h4 h5 font-lead small-text bold weight-normal weight-semibold text-positive text-negative
  unstyled-list nobullet-list bordered-list
  button button-primary button-secondary button-tertiary button-warning xs-full-width disabled function-link back-link
  form-group form-label form-hint form-error form-error-message form-input form-select
  form-checkbox form-radio form-group-checkbox form-group-radio
  input-width-xxs input-width-xs input-width-s input-width-m input-width-l input-width-xl
  alert alert-info alert-success alert-warning alert-error alert-heading alert-text alert-icon icon-svg
  breadcrumbs breadcrumbs__list breadcrumbs__list-item breadcrumbs__link
  badge badge-info
  details details-summary details-text
  table table--borderless table--responsive-headers
  card card-content card-heading
  mt-0 mt-3 mt-4 mt-5 mt-6 mt-7 mb-0 mb-3 mb-4 mb-5 mb-6 mb-7
`
    .trim()
    .split(/\s+/),
);

const ELEMENTS = new Set(
  `
  html body main h1 h2 h3 h4 h5 p a ul ol li b strong em small hr figcaption svg details summary
  form fieldset legend label button input select textarea table thead tbody tr th td
`
    .trim()
    .split(/\s+/),
);

// Kinds of rule that the lists let through and that we never need.
const UNWANTED = [
  /::-ms-/,
  /::-webkit-search/,
  /::placeholder/, // a hint stands above its field, never inside it
  /\[type=["']?(search|range|color|reset)/,
  /\[aria-checked/,
  /\.container\[/,
  /#main-content/,
  /\.table.*:(first|last)-child/, // our tables begin at the margin and end without a frame
];

function main() {
  const workshop = mkdtempSync(join(tmpdir(), "dkfds-"));
  try {
    execFileSync("npm", ["install", "--silent", "--no-audit", "--no-fund", "--prefix", workshop, `dkfds@${VERSION}`, ...PURGERS], {
      stdio: "inherit",
    });
    const packages = createRequire(join(workshop, "index.js"));
    const dist = join(workshop, "node_modules/dkfds/dist");
    mkdirSync(join(STATIC, "dkfds/icons"), { recursive: true });
    mkdirSync(join(STATIC, "fonts"), { recursive: true });

    const { css, icons } = purge(readFileSync(join(dist, "css/dkfds-virkdk.css"), "utf8"), packages);
    writeFileSync(join(STATIC, "dkfds/dkfds.css"), css);
    for (const icon of icons) copyFileSync(join(dist, "img/svg-icons", icon), join(STATIC, "dkfds/icons", icon));
    copyFileSync(join(dist, "LICENSE.md"), join(STATIC, "dkfds/LICENSE.md"));

    const fonts = join(dist, "fonts/IBMPlexSans/split/woff2");
    copyFileSync(join(fonts, "IBMPlexSans-Regular-Latin1.woff2"), join(STATIC, "fonts/ibm-plex-sans-regular.woff2"));
    copyFileSync(join(fonts, "IBMPlexSans-SemiBold-Latin1.woff2"), join(STATIC, "fonts/ibm-plex-sans-semibold.woff2"));
    copyFileSync(join(fonts, "license.txt"), join(STATIC, "fonts/LICENSE.txt"));
    console.log(`dkfds.css: ${css.length} characters, icons: ${[...icons].join(", ")}`);
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

/** The stylesheet with only what the lists allow, and the names of the icons that it still points at. */
function purge(source, packages) {
  const postcss = packages("postcss");
  const selectorParser = packages("postcss-selector-parser");
  const root = postcss.parse(source);
  const icons = new Set();

  root.walkAtRules((rule) => {
    const printed = rule.name === "media" && /print/.test(rule.params);
    if (printed || ["font-face", "keyframes", "charset"].includes(rule.name)) rule.remove();
  });
  root.walkComments((comment) => comment.remove());
  root.walkRules((rule) => {
    const kept = rule.selectors.map((selector) => reduced(selector, selectorParser)).filter(Boolean);
    if (kept.length === 0) return rule.remove();
    rule.selectors = [...new Set(kept)];
    rule.walkDecls((declaration) => {
      if (declaration.prop.startsWith("-moz-") || declaration.prop.startsWith("-webkit-user")) return declaration.remove();
      declaration.value = declaration.value.replace(/url\("?\.\.\/img\/svg-icons\/([\w-]+\.svg)"?\)/g, (_, icon) => {
        icons.add(icon);
        return `url("icons/${icon}")`;
      });
      if (/url\((?!"icons\/)/.test(declaration.value)) throw new Error(`Unexpected address in ${rule.selector}`);
    });
  });
  let emptied = true;
  while (emptied) {
    emptied = false;
    root.walk((node) => {
      if (node.nodes?.length === 0) {
        node.remove();
        emptied = true;
      }
    });
  }
  const notice =
    `/*! Det Fælles Designsystem (dkfds) ${VERSION}, MIT, see LICENSE.md beside this file.\n` +
    "    Reduced to the components in use by tools/vendor_design.mjs: change the lists there, never this file. */\n";
  return { css: notice + root.toString().replace(/\n{2,}/g, "\n").trim() + "\n", icons };
}

/** One selector without the `:not()` of classes that we never write, or null where it is not for us. */
function reduced(selector, selectorParser) {
  if (UNWANTED.some((pattern) => pattern.test(selector))) return null;
  const tree = selectorParser().astSync(selector);
  tree.walkPseudos((pseudo) => {
    if (pseudo.value !== ":not") return;
    const inner = pseudo.nodes.filter((part) => allowed(part));
    if (inner.length === 0) pseudo.remove();
    else pseudo.nodes = inner;
  });
  return allowed(tree) ? tree.toString().trim() : null;
}

function allowed(tree) {
  let fits = true;
  tree.walkClasses((node) => (fits &&= CLASSES.has(node.value)));
  tree.walkTags((node) => (fits &&= ELEMENTS.has(node.value)));
  return fits;
}

main();
