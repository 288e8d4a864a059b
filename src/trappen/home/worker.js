// Which public pages can be read without a network? Nothing but what the server says is for everyone is kept here.
// A page is asked of the network first; what the worker holds is shown where the network does not answer.
// VERSION and ASSETS are written above by `views/offline.py`.

const CACHE = `trappen-${VERSION}`;
const NO_NETWORK = { da: "/uden-net/", en: "/en/uden-net/" };
const isPublic = (response) => response.ok && /\bpublic\b/.test(response.headers.get("Cache-Control") ?? "");

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("activate", (event) => {
  const clean = async () => {
    for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name);
    await self.clients.claim();
  };
  event.waitUntil(clean());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname.startsWith("/static/")) event.respondWith(asset(request));
  else if (request.mode === "navigate") event.respondWith(page(request, url));
});

// An asset's name changes with its content, so what is held is right.
const asset = async (request) => (await caches.match(request)) ?? fetch(request);

const page = async (request, url) => {
  try {
    return await fetch(request);
  } catch {
    const cache = await caches.open(CACHE);
    const nothing = NO_NETWORK[url.pathname.startsWith("/en/") ? "en" : "da"];
    return (await cache.match(url.pathname)) ?? (await cache.match(nothing)) ?? Response.error();
  }
};

// A page that was visited tells which bundle of pages it belongs to, and what it was drawn with.
self.addEventListener("message", (event) => event.waitUntil(keep(event.data)));

const keep = async ({ pages, page, assets }) => {
  const cache = await caches.open(CACHE);
  for (const path of new Set([...ASSETS, ...assets])) await hold(cache, path, (response) => response.ok);
  await hold(cache, page, isPublic);
  if (await cache.match(pages)) return;
  const bundle = await fetch(pages, { credentials: "omit" });
  if (!isPublic(bundle)) return;
  const headers = { "Content-Type": "text/html; charset=utf-8" };
  headers["Content-Security-Policy"] = bundle.headers.get("Content-Security-Policy");
  const held = await bundle.json();
  for (const [path, html] of Object.entries(held.pages)) await cache.put(path, new Response(html, { headers }));
  await cache.put(pages, new Response("held"));
};

// As a visitor without a session sees it: what a person sees is never held.
const hold = async (cache, path, may) => {
  if (await cache.match(path)) return;
  const response = await fetch(path, { credentials: "omit" });
  if (may(response)) await cache.put(path, response);
};
