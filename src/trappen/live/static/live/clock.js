// How much time is left? The clock counts down from what the server told, and says once when it is over.

function tick() {
  for (const clock of document.querySelectorAll("[data-clock]")) {
    clock.ends ??= performance.now() + Number(clock.dataset.clock) * 1000;
    const left = Math.max(0, Math.ceil((clock.ends - performance.now()) / 1000));
    const shown = clock.querySelector("[data-clock-time]");
    const text = left ? `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}` : shown.dataset.over;
    if (shown.textContent !== text) shown.textContent = text;
  }
}

setInterval(tick, 500);
