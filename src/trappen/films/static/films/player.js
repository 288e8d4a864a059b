// How does a film play? Frame by frame: each says which parts stand on the stage, what is said, and for how long.
// Everything it needs stands in the page; nothing is fetched.

const SLOW = 1.5;
const READ = 70; // milliseconds a character, while the mouth moves
const MOUTH = 170;
const calmly = matchMedia("(prefers-reduced-motion: reduce)");

class Stage {
  constructor(svg) {
    this.svg = svg;
    this.title = svg.querySelector("title");
    this.figures = new Map();
    for (const figure of svg.querySelectorAll("[data-figure]")) {
      const parts = { at: figure };
      for (const part of figure.querySelectorAll("[data-part]")) parts[part.dataset.part] = part;
      this.figures.set(figure.dataset.figure, parts);
    }
    this.place = svg.querySelector("[data-part=place]");
    this.front = svg.querySelector("[data-part=front]");
  }

  // `still` is a jump: nothing walks across the stage to get there.
  show(frame, still) {
    this.svg.classList.toggle("is-still", still || this.place.getAttribute("href") !== `#${frame.place}`);
    use(this.place, frame.place);
    use(this.front, frame.front);
    for (const [id, parts] of this.figures) this.#figure(parts, frame.on[id]);
    this.title.textContent = frame.alt;
  }

  #figure(parts, on) {
    const wasOff = parts.at.classList.contains("is-off");
    parts.at.classList.toggle("is-off", !on);
    if (!on) {
      if (!wasOff) parts.at.setAttribute("transform", aside(parts.at.getAttribute("transform")));
      use(parts.voice, "");
      return;
    }
    const [at, lower, lean, , head, , face, , arms, voice] = on;
    parts.at.setAttribute("transform", at);
    use(parts.lower, lower);
    parts.lean.setAttribute("transform", lean);
    parts.head.setAttribute("transform", head);
    use(parts.face, face);
    use(parts.arms, arms);
    use(parts.voice, voice);
  }

  // The mouth of whoever speaks opens and shuts.
  mouth(frame, open) {
    for (const [id, on] of Object.entries(frame.on)) {
      const [, , , , , , face, quiet] = on;
      if (face !== quiet) use(this.figures.get(id).face, open ? face : quiet);
    }
  }
}

const use = (element, name) => element.setAttribute("href", `#${name}`);
const aside = (transform) => {
  const x = Number(/translate\((-?[\d.]+)/.exec(transform)[1]);
  return transform.replace(/translate\(-?[\d.]+/, `translate(${x < 500 ? -200 : 1160}`);
};

// The browser's own voice, where it has one for the language.
class Voice {
  constructor() {
    this.synth = window.speechSynthesis;
    this.isSpeaking = false;
  }

  for(language) {
    return this.synth?.getVoices().find((voice) => voice.lang.toLowerCase().startsWith(language));
  }

  onChange(tell) {
    this.synth?.addEventListener?.("voiceschanged", tell);
  }

  say(text, language, slow, done) {
    this.stop();
    const spoken = new SpeechSynthesisUtterance(text);
    spoken.voice = this.for(language) ?? null;
    spoken.lang = language;
    spoken.rate = slow ? 0.75 : 1;
    this.isSpeaking = true;
    spoken.onend = spoken.onerror = () => {
      if (this.spoken !== spoken) return;
      this.isSpeaking = false;
      done();
    };
    this.spoken = spoken;
    this.synth.speak(spoken);
  }

  stop() {
    this.spoken = null;
    this.isSpeaking = false;
    this.synth?.cancel();
  }
}

class Player {
  constructor(root, frames) {
    this.root = root;
    this.frames = frames;
    this.stage = new Stage(root.querySelector("[data-stage]"));
    this.voice = new Voice();
    this.at = 0;
    this.isPlaying = false;
    this.hasEnded = false;
    this.lines = [...document.querySelectorAll("[data-transcript] [data-at]")];
    this.#listen();
    root.hidden = false;
    document.querySelector("[data-without-script]").hidden = true;
    this.show(0, true);
    this.#tellPlaying();
  }

  part(name) {
    return this.root.querySelector(`[data-${name}]`);
  }

  get frame() {
    return this.frames[this.at];
  }

  get language() {
    return this.part("language").value;
  }

  get isSlow() {
    return this.part("slow").getAttribute("aria-pressed") === "true";
  }

  get readsAloud() {
    return this.part("aloud").getAttribute("aria-pressed") === "true";
  }

  show(at, still = false) {
    this.#stopClock();
    this.at = at;
    this.hasEnded = false;
    this.part("end").hidden = true;
    this.remaining = this.frame.seconds * 1000 * (this.isSlow ? SLOW : 1);
    this.stage.show(this.frame, still);
    this.#write();
    const range = this.part("range");
    const count = this.part("count");
    const told = count.dataset.pattern.replace("{n}", at + 1).replace("{all}", this.frames.length);
    range.value = at + 1;
    range.setAttribute("aria-valuetext", told);
    count.textContent = told;
    for (const line of this.lines) {
      if (Number(line.dataset.at) === at + 1) line.setAttribute("aria-current", "true");
      else line.removeAttribute("aria-current");
    }
  }

  play() {
    if (this.hasEnded) this.show(0, true);
    else if (this.frame.kind === "pause" && this.at + 1 < this.frames.length) this.show(this.at + 1);
    this.part("begin").hidden = true;
    this.isPlaying = true;
    this.#tellPlaying();
    this.#run();
  }

  pause() {
    this.remaining -= performance.now() - (this.since ?? performance.now());
    this.#stopClock();
    this.isPlaying = false;
    this.#tellPlaying();
  }

  toggle() {
    if (this.isPlaying) this.pause();
    else this.play();
  }

  go(at) {
    const there = Math.min(Math.max(at, 0), this.frames.length - 1);
    this.part("begin").hidden = true;
    this.show(there, Math.abs(there - this.at) > 1);
    if (this.frame.kind === "pause") this.#stop();
    else if (this.isPlaying) this.#run();
  }

  #next() {
    if (this.voice.isSpeaking || !this.isPlaying) return;
    if (this.at + 1 === this.frames.length) {
      this.hasEnded = true;
      this.#stop();
      this.part("end").hidden = false;
      return;
    }
    this.show(this.at + 1);
    if (this.frame.kind === "pause") this.#stop();
    else this.#run();
  }

  #stop() {
    this.#stopClock();
    this.isPlaying = false;
    this.#tellPlaying();
  }

  #run() {
    this.since = performance.now();
    this.isDue = false;
    this.clock = setTimeout(() => {
      this.isDue = true;
      this.#next();
    }, Math.max(this.remaining, 0));
    if (this.readsAloud) {
      const { text, who, kind } = this.frame;
      const spoken = kind === "do" ? `${who[this.language]} ${text[this.language]}` : text[this.language];
      this.voice.say(spoken, this.language, this.isSlow, () => this.isDue && this.#next());
    }
    this.#talk();
  }

  #talk() {
    if (this.frame.kind !== "say" || calmly.matches) return;
    const { frame } = this;
    const until = performance.now() + frame.text[this.language].length * READ * (this.isSlow ? SLOW : 1);
    let open = true;
    this.mouth = setInterval(() => {
      open = !open && performance.now() < until;
      this.stage.mouth(frame, open);
      if (performance.now() >= until) clearInterval(this.mouth);
    }, MOUTH);
  }

  #stopClock() {
    clearTimeout(this.clock);
    clearInterval(this.mouth);
    this.since = undefined;
    this.voice.stop();
  }

  // What is read under the stage, in the language of the captions.
  #write() {
    const { kind, who, text, technique, scene } = this.frame;
    const language = this.language;
    const caption = this.part("caption");
    const question = kind === "pause" ? text[language] : "";
    caption.lang = language;
    caption.className = `player__caption player__caption--${kind}`;
    caption.replaceChildren();
    if (kind === "say") {
      const name = document.createElement("strong");
      name.textContent = `${who[language]}: `;
      caption.append(name, text[language]);
    } else if (kind !== "pause") {
      caption.append([who[language], text[language]].filter(Boolean).join(" "));
    }
    this.part("scene").lang = language;
    this.part("scene").textContent = scene[language];
    this.part("question-box").hidden = !question;
    this.part("question").lang = language;
    this.part("question").textContent = question;
    this.part("technique").hidden = !technique;
    if (technique) {
      const guide = this.part("technique-guide");
      this.part("technique-name").textContent = technique.name[language];
      this.part("technique-name").lang = language;
      this.part("technique-why").textContent = technique.why[language];
      this.part("technique-why").lang = language;
      guide.hidden = !technique.guide;
      guide.href = technique.guide || "#";
    }
  }

  // Captions are read out by a screen reader only while the film plays, and not over the browser's voice.
  #tellPlaying() {
    this.part("caption").setAttribute("aria-live", this.isPlaying && !this.readsAloud ? "polite" : "off");
    for (const label of this.root.querySelectorAll("[data-when]")) {
      label.hidden = (label.dataset.when === "playing") !== this.isPlaying;
    }
    this.root.classList.toggle("is-playing", this.isPlaying);
  }

  #listen() {
    const press = (name, then) => this.part(name).addEventListener("click", then);
    press("begin", () => {
      this.play();
      this.part("play").focus();
    });
    press("go-on", () => {
      this.play();
      this.part("play").focus();
    });
    press("play", () => this.toggle());
    press("again", () => this.go(0));
    press("back", () => this.go(this.at - 1));
    press("forward", () => this.go(this.at + 1));
    this.part("range").addEventListener("input", (event) => this.go(Number(event.target.value) - 1));
    this.part("language").addEventListener("change", () => {
      this.#write();
      this.#offerVoice();
    });
    for (const name of ["slow", "aloud"]) {
      press(name, ({ currentTarget }) => {
        currentTarget.setAttribute("aria-pressed", String(currentTarget.getAttribute("aria-pressed") !== "true"));
        const wasPlaying = this.isPlaying;
        this.#stopClock();
        this.remaining = this.frame.seconds * 1000 * (this.isSlow ? SLOW : 1);
        if (wasPlaying) this.#run();
        this.#tellPlaying();
      });
    }
    this.#listenForKeys();
    this.#listenForFullScreen();
    this.#listenInTranscript();
    this.voice.onChange(() => this.#offerVoice());
    this.#offerVoice();
    document.addEventListener("visibilitychange", () => {
      if (document.hidden && this.isPlaying) this.pause();
    });
  }

  #offerVoice() {
    const button = this.part("aloud");
    button.hidden = !this.voice.for(this.language);
    if (button.hidden) button.setAttribute("aria-pressed", "false");
  }

  // Fields and buttons keep the keys that are theirs.
  #listenForKeys() {
    this.root.addEventListener("keydown", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.target.matches("input, select")) return;
      const keys = { ArrowRight: () => this.go(this.at + 1), ArrowLeft: () => this.go(this.at - 1) };
      if (!event.target.matches("button, a")) keys[" "] = () => this.toggle();
      if (!keys[event.key]) return;
      event.preventDefault();
      keys[event.key]();
    });
  }

  #listenForFullScreen() {
    const button = this.part("full");
    button.hidden = !document.fullscreenEnabled;
    button.addEventListener("click", () => {
      if (document.fullscreenElement) document.exitFullscreen();
      else this.root.requestFullscreen();
    });
    document.addEventListener("fullscreenchange", () => {
      button.setAttribute("aria-pressed", String(document.fullscreenElement === this.root));
    });
  }

  // A click on a line, or on its time by keyboard, leads to its place in the film.
  #listenInTranscript() {
    const lines = document.querySelector("[data-transcript]");
    for (const time of lines.querySelectorAll("[data-jump]")) time.disabled = false;
    lines.classList.add("is-linked");
    lines.addEventListener("click", (event) => {
      const line = event.target.closest("[data-at]");
      if (!line || event.target.closest("a") || String(getSelection())) return;
      this.go(Number(line.dataset.at) - 1);
      this.root.scrollIntoView({ block: "nearest", behavior: calmly.matches ? "auto" : "smooth" });
    });
  }
}

const root = document.querySelector("[data-player]");
if (root) new Player(root, JSON.parse(document.getElementById("film-data").textContent));
