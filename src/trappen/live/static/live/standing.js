// What changes on the big screen by itself? How many have answered, and everything where the game was moved elsewhere.

const host = document.querySelector("[data-host]");
const ASK_EVERY = 2000;

function write(name, value) {
  for (const place of host.querySelectorAll(`[data-${name}]`)) place.textContent = value;
}

async function ask() {
  try {
    const answer = await fetch(host.dataset.host, { credentials: "same-origin" });
    if (!answer.ok) return;
    const told = await answer.json();
    if (told.ended || String(told.version) !== host.dataset.version) {
      if (!document.querySelector("textarea:focus, input:focus, select:focus")) location.reload();
      return;
    }
    write("answers", told.answers);
    write("seats", told.seats);
    const ignored = host.querySelector("[data-ignored]");
    if (ignored && told.ignored) ignored.textContent = `${ignored.dataset.ignored} ${told.ignored}`;
  } catch {
    // no network at present: the next round asks again
  }
}

setInterval(ask, ASK_EVERY);
