// What needs a script at all? Four small helps; every page works without them.

const REST_MS = 8000;

const submitButtons = (form) => [...form.elements].filter((element) => element.type === "submit");

const rest = (form, off) => {
  for (const button of submitButtons(form)) button.disabled = off;
};

// One submit is one action. The buttons rest only once the browser has gathered the form's values, so that the
// pressed button's own value travels too; they wake again because a download leaves the page where it is.
document.addEventListener("submit", (event) => {
  setTimeout(() => {
    if (event.defaultPrevented) return;
    rest(event.target, true);
    setTimeout(rest, REST_MS, event.target, false);
  });
});

window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.forms) rest(form, false);
});

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

document.querySelector("[data-error-summary]")?.focus();

// The public pages can be read without a network after one visit. The worker keeps nothing but them.
const offline = document.body.dataset.offline;
if (offline && "serviceWorker" in navigator) {
  window.addEventListener("load", async () => {
    await navigator.serviceWorker.register("/sw.js");
    const { active } = await navigator.serviceWorker.ready;
    const used = performance.getEntriesByType("resource").map((entry) => new URL(entry.name));
    const assets = used.filter((url) => url.pathname.startsWith("/static/")).map((url) => url.pathname);
    active.postMessage({ pages: offline, page: location.pathname, assets });
  });
}
