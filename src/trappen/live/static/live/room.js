// How does a phone follow its room? It listens to a stream, and asks the page server where the stream has been cut off.

const room = document.querySelector("[data-room]");
const state = document.querySelector("[data-room-state]");
const ASK_EVERY = 2000;
const LISTEN_AGAIN_AFTER = 5000;

let version = Number(room.dataset.version);
let stream = null;
let asking = null;
let unsent = null;

function say(is) {
  state.dataset.is = is;
  state.textContent = state.dataset[is];
}

function show(told) {
  if (told.version < version) return;
  if (told.version === version && !told.mine) return;
  version = told.version;
  room.innerHTML = told.html;
  room.dispatchEvent(new CustomEvent("room:shown", { bubbles: true }));
}

async function ask() {
  if (room.querySelector("[data-over]")) return;
  try {
    const answer = await fetch(`${room.dataset.now}?seen=${version}`, { credentials: "same-origin" });
    if (answer.status === 404) return location.reload();
    if (answer.status === 200) show({ ...(await answer.json()), mine: true });
    if (unsent) send(unsent);
    if (!stream) say("on");
  } catch {
    say("off");
  }
}

function listen() {
  stream = new EventSource(room.dataset.room);
  stream.onopen = () => {
    clearInterval(asking);
    asking = null;
    say("on");
    ask();
  };
  stream.onmessage = (event) => show(JSON.parse(event.data));
  stream.onerror = () => {
    stream.close();
    stream = null;
    if (room.querySelector("[data-over]")) return;
    if (!asking) {
      asking = setInterval(ask, ASK_EVERY);
      ask();
    }
    setTimeout(listen, LISTEN_AGAIN_AFTER * (0.5 + Math.random()));
  };
}

async function send(what) {
  unsent = what;
  try {
    const answer = await fetch(what.address, {
      method: "POST",
      body: what.body,
      credentials: "same-origin",
      headers: { "X-Asked-By": "script" },
    });
    if (unsent !== what) return;
    unsent = null;
    if (answer.status === 404) return location.reload();
    if (answer.ok) {
      show({ ...(await answer.json()), mine: true });
      room.querySelector("[data-focus]")?.focus();
    }
  } catch {
    say("off");
    const told = room.querySelector("[data-unsent]");
    if (told) told.textContent = room.dataset.unsent;
    if (!asking) asking = setInterval(ask, ASK_EVERY);
  }
}

room.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.reportValidity()) return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(form, event.submitter));
  send({ address: form.action, body });
});

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") ask();
});
window.addEventListener("online", ask);

listen();
