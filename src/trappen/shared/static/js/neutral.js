// Which words in a field are labels on people? They are underlined while someone types, and a line below says what to
// write instead. The word list is fetched once, when a field is first used; what is typed goes nowhere.

const REST_MS = 400; // a screen reader is told when the typing rests
const address = document.querySelector("script[data-neutral-words]").dataset.neutralWords;
const QUOTED = /»[^»«\n]*«|«[^»«\n]*»|“[^“”\n]*”|”[^”\n]*”|„[^„“”\n]*[“”]|"[^"\n]*"/g;
const COPIED = [
  "borderTopWidth", "borderRightWidth", "borderBottomWidth", "borderLeftWidth", "boxSizing", "direction",
  "fontFamily", "fontSize", "fontStretch", "fontStyle", "fontVariant", "fontWeight", "letterSpacing", "lineHeight",
  "paddingTop", "paddingRight", "paddingBottom", "paddingLeft", "tabSize", "textAlign", "textIndent", "textTransform",
  "wordBreak", "wordSpacing",
];

let fetched;
const words = () => (fetched ??= fetch(address).then((answer) => answer.json()).then(byStart));

const tokens = (text) =>
  [...text.matchAll(/[\p{L}\p{N}]+/gu)].map((found) => ({
    start: found.index,
    end: found.index + found[0].length,
    word: found[0].toLowerCase(),
  }));

// The forms by their first word, the longest first, as the server looks them up.
const byStart = ({ words, advice }) => {
  const forms = new Map();
  for (const [written, group] of Object.entries(words)) {
    const cut = tokens(written);
    const gaps = cut.slice(1).map((token, at) => written.slice(cut[at].end, token.start).trim());
    const form = { words: cut.map((token) => token.word), gaps, advice: advice[group] };
    forms.set(form.words[0], [...(forms.get(form.words[0]) ?? []), form]);
  }
  for (const list of forms.values()) list.sort((one, other) => other.words.length - one.words.length);
  return forms;
};

const isTied = (text, at) => /^[\p{L}\p{N}][-‐‑][\p{L}\p{N}]$/u.test(text.slice(Math.max(0, at - 1), at + 2));

const fits = (text, cut, at, form) =>
  at + form.words.length <= cut.length &&
  form.words.every((word, n) => cut[at + n].word === word) &&
  form.gaps.every((gap, n) => text.slice(cut[at + n].end, cut[at + n + 1].start).trim() === gap) &&
  !isTied(text, cut[at + form.words.length - 1].end);

// Labels with their places; what stands in quotation marks was said by others.
const labels = (text, forms) => {
  const quoted = [...text.matchAll(QUOTED)].map((found) => [found.index, found.index + found[0].length]);
  const cut = tokens(text);
  const found = [];
  for (let at = 0; at < cut.length; at += 1) {
    if (isTied(text, cut[at].start - 1)) continue;
    const form = (forms.get(cut[at].word) ?? []).find((each) => fits(text, cut, at, each));
    if (!form) continue;
    const { start } = cut[at];
    at += form.words.length - 1;
    const isQuoted = quoted.some(([from, to]) => from <= start && start < to);
    if (form.advice && !isQuoted) found.push({ start, end: cut[at].end, advice: form.advice });
  }
  return found;
};

const element = (name, className, text = "") => {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = text;
  return made;
};

const follow = (field) => {
  const copy = element("div", "neutral__copy");
  const told = element("div", "neutral__told");
  copy.setAttribute("aria-hidden", "true");
  told.setAttribute("aria-live", "polite");
  field.parentElement.classList.add("neutral__field");
  field.after(copy, told);

  const place = () => {
    const style = getComputedStyle(field);
    for (const name of COPIED) copy.style[name] = style[name];
    copy.style.whiteSpace = field.tagName === "TEXTAREA" ? "pre-wrap" : "pre";
    copy.style.overflowWrap = "break-word";
    copy.style.top = `${field.offsetTop}px`;
    copy.style.left = `${field.offsetLeft}px`;
    copy.style.height = `${field.offsetHeight}px`;
    const scrollbar = field.offsetWidth - field.clientWidth - field.clientLeft * 2;
    copy.style.width = `${field.offsetWidth - Math.max(0, scrollbar)}px`;
    copy.scrollTop = field.scrollTop;
    copy.scrollLeft = field.scrollLeft;
  };

  const draw = (found) => {
    const pieces = [];
    let after = 0;
    for (const { start, end } of found) {
      pieces.push(field.value.slice(after, start), element("span", "neutral__word", field.value.slice(start, end)));
      after = end;
    }
    copy.replaceChildren(...pieces, `${field.value.slice(after)}\n`);
    place();
  };

  let said = "";
  const tell = (found) => {
    const lines = new Set(found.map(({ start, end, advice }) => `»${field.value.slice(start, end)}«: ${advice}`));
    const now = [...lines].join("\n");
    if (now === said) return;
    said = now;
    const list = element("ul", "unstyled-list");
    list.append(...[...lines].map((line) => element("li", "", line)));
    told.replaceChildren(...(lines.size ? [list] : []));
    place();
  };

  let rest;
  const look = async () => {
    const forms = await words().catch(() => null); // without a network nobody is helped, and nobody is stopped
    if (!forms) return;
    const found = labels(field.value, forms);
    draw(found);
    clearTimeout(rest);
    rest = setTimeout(tell, REST_MS, found);
  };

  field.addEventListener("input", look);
  field.addEventListener("scroll", place);
  new ResizeObserver(place).observe(field);
  look();
};

const begin = (field) => {
  if (!field?.matches?.("[data-neutral]") || field.dataset.neutral === "on") return;
  field.dataset.neutral = "on";
  follow(field);
};

document.addEventListener("focusin", ({ target }) => begin(target));
begin(document.activeElement);
