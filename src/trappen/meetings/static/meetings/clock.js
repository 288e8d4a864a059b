// How much time is left of the part that is on? Counted from the server's own clock, so that every device agrees.

const SECOND = 1000;

const clock = document.querySelector("[data-clock]");
const words = (name) => clock.querySelector(`[data-words="${name}"]`).content.textContent.trim();
const left = clock.querySelector("[data-left]");
const told = clock.querySelector("[data-told]");

const atStart = Number(clock.dataset.until) - Number(clock.dataset.now);
const began = Date.now(); // goes on while a laptop sleeps, as performance.now() may not
const secondsLeft = () => Math.round(atStart - (Date.now() - began) / SECOND);

const written = (seconds) => {
  const minutes = Math.floor(Math.abs(seconds) / 60);
  return `${minutes}:${String(Math.abs(seconds) % 60).padStart(2, "0")}`;
};

// A screen reader is told twice: when a minute is left, and at the end.
let before = secondsLeft();
const tell = (now) => {
  if (before > 60 && now <= 60 && now > 0) told.textContent = words("minute");
  if (before > 0 && now <= 0) told.textContent = words("end");
  before = now;
};

const draw = () => {
  const now = secondsLeft();
  left.textContent = `${written(now)} ${words(now < 0 ? "over" : "left")}`;
  clock.classList.toggle("clock--over", now < 0);
  tell(now);
};

left.hidden = false;
draw();
setInterval(draw, SECOND);
