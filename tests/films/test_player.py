"""Does a film play in a real browser: by mouse and keyboard, in both languages, calmly, and without a script?"""

import base64
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request, ViewportSize, expect

from tests.films.conftest import FILMS
from tests.journeys.people import person
from tests.serving import Site
from trappen.films.rules import timeline

pytestmark = pytest.mark.browser

SIZES = {"phone": ViewportSize(width=390, height=844), "desktop": ViewportSize(width=1280, height=900)}
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
FILM = FILMS[0]
CUES = timeline(FILM)
PAUSE = next(cue for cue in CUES if cue.beat.pause)
TECHNIQUE = next(cue for cue in CUES if cue.beat.technique)
SAID = next(cue for cue in CUES if cue.beat.say and cue.number > 2)
MOST_BYTES, MOST_REQUESTS = 120_000, 12


def check(page: Page, where: str) -> None:
    """No finding, and no sideways scrolling."""
    found = Axe().run(page, options=RULES)
    told = [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found.response["violations"]]
    assert told == [], where
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{where} scrolls sideways"


def opened(browser: Browser, base_url: str, **options: Any) -> Page:
    """A page with a clock that the test moves, in a browser of its own."""
    context = browser.new_context(base_url=base_url, viewport=SIZES["desktop"], **options)
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.clock.install()
    page.goto(f"/film/{FILM.id}/")
    return page


@pytest.fixture
def playing(browser: Browser, base_url: str) -> Iterator[Page]:
    page = opened(browser, base_url)
    yield page
    page.context.close()


def go_to(page: Page, number: int) -> None:
    page.locator("[data-range]").fill(str(number))


def at(page: Page) -> int:
    return int(page.locator("[data-range]").input_value())


def run(page: Page, seconds: float) -> None:
    page.clock.run_for(round(seconds * 1000) + 50)


def test_it_plays_beat_by_beat_and_says_where_it_is(playing: Page) -> None:
    expect(playing.locator("[data-count]")).to_have_text(f"1 af {len(CUES)}")
    playing.get_by_role("button", name="Afspil, 5 minutter").click()
    expect(playing.locator("[data-begin]")).to_be_hidden()
    expect(playing.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    expect(playing.locator("[data-caption]")).to_have_attribute("aria-live", "polite")
    run(playing, CUES[0].end)
    assert at(playing) == 2
    run(playing, CUES[1].end - CUES[1].start)
    assert at(playing) == 3
    expect(playing.locator("[data-count]")).to_have_text(f"3 af {len(CUES)}")
    expect(playing.locator("[data-range]")).to_have_attribute("aria-valuetext", f"3 af {len(CUES)}")
    expect(playing.locator("[data-transcript] [aria-current]")).to_have_attribute("data-at", "3")
    playing.get_by_role("button", name="Pause", exact=True).click()
    expect(playing.locator("[data-caption]")).to_have_attribute("aria-live", "off")
    run(playing, 60)
    assert at(playing) == 3


def test_it_stops_at_a_question_and_goes_on_when_told(playing: Page) -> None:
    go_to(playing, PAUSE.number - 1)
    playing.locator("[data-play]").click()
    run(playing, 30)
    assert at(playing) == PAUSE.number
    assert PAUSE.beat.pause
    question = playing.locator("[data-question]")
    expect(question).to_be_visible()
    expect(question).to_have_text(PAUSE.beat.pause.da)
    expect(playing.get_by_role("button", name="Afspil", exact=True)).to_be_visible()
    run(playing, 600)
    assert at(playing) == PAUSE.number
    check(playing, "a question")
    playing.get_by_role("button", name="Se videre").click()
    expect(question).to_be_hidden()
    assert at(playing) == PAUSE.number + 1
    expect(playing.locator("[data-play]")).to_be_focused()
    expect(playing.get_by_role("button", name="Pause", exact=True)).to_be_visible()


def test_a_technique_is_named_when_it_is_used_and_only_then(playing: Page) -> None:
    technique = TECHNIQUE.beat.technique
    assert technique
    shown = playing.locator("[data-technique]")
    expect(shown).to_be_hidden()
    go_to(playing, TECHNIQUE.number)
    expect(shown).to_contain_text(technique.name.da)
    expect(shown).to_contain_text(technique.why.da)
    expect(shown.get_by_role("link")).to_have_attribute("href", f"/guide/{technique.guide}/")
    check(playing, "a technique")
    go_to(playing, 1)
    expect(shown).to_be_hidden()


def test_keys_work_in_the_player_and_nowhere_else(playing: Page) -> None:
    player = playing.locator("[data-player]")
    player.focus()
    playing.keyboard.press("ArrowRight")
    playing.keyboard.press("ArrowRight")
    assert at(playing) == 3
    playing.keyboard.press("ArrowLeft")
    assert at(playing) == 2
    there = playing.evaluate("scrollY")
    playing.keyboard.press(" ")
    expect(player).to_have_class(re.compile("is-playing"))
    assert playing.evaluate("scrollY") == there
    playing.keyboard.press(" ")
    expect(player).not_to_have_class(re.compile("is-playing"))
    playing.locator("[data-forward]").focus()
    playing.keyboard.press(" ")  # a button keeps its own key
    assert at(playing) == 3
    playing.locator("[data-again]").click()
    assert at(playing) == 1
    playing.keyboard.press("ArrowRight")
    assert at(playing) == 2
    playing.locator("[data-language]").focus()
    playing.keyboard.press("ArrowRight")  # a field too
    assert at(playing) == 2
    playing.locator("main h1").click()
    playing.keyboard.press("ArrowRight")
    assert at(playing) == 2
    playing.keyboard.press(" ")
    expect(player).not_to_have_class(re.compile("is-playing"))


def test_captions_change_language_while_it_plays(playing: Page) -> None:
    assert SAID.beat.say
    go_to(playing, SAID.number)
    caption = playing.locator("[data-caption]")
    expect(caption).to_contain_text(SAID.beat.say.da)
    expect(caption).to_have_attribute("lang", "da")
    playing.get_by_label("Undertekster").select_option("en")
    expect(caption).to_contain_text(SAID.beat.say.en)
    expect(caption).to_have_attribute("lang", "en")


def test_slowly_takes_half_as_long_again(playing: Page) -> None:
    slow = playing.get_by_role("button", name="Langsomt")
    slow.click()
    expect(slow).to_have_attribute("aria-pressed", "true")
    playing.locator("[data-begin]").click()
    run(playing, CUES[0].end)
    assert at(playing) == 1
    run(playing, CUES[0].end / 2)
    assert at(playing) == 2


def test_a_line_of_the_text_leads_to_its_place(playing: Page) -> None:
    playing.locator(f"[data-at='{SAID.number}'] p").first.click()
    assert at(playing) == SAID.number
    playing.locator(f"[data-at='{PAUSE.number}'] [data-jump]").press("Enter")
    assert at(playing) == PAUSE.number
    expect(playing.locator("[data-question]")).to_be_visible()


def test_at_the_end_it_stops_and_begins_anew(playing: Page) -> None:
    go_to(playing, len(CUES))
    playing.locator("[data-play]").click()
    run(playing, 30)
    expect(playing.locator("[data-end]")).to_be_visible()
    expect(playing.locator("[data-end] a")).to_have_attribute("href", f"/film/{FILM.id}/moede/")
    assert at(playing) == len(CUES)
    playing.locator("[data-play]").click()
    assert at(playing) == 1
    expect(playing.locator("[data-end]")).to_be_hidden()


def test_the_stage_shows_who_is_there_and_says_so(playing: Page) -> None:
    figures = playing.locator("[data-figure]")
    for number in range(1, len(CUES) + 1, 4):
        go_to(playing, number)
        frame = playing.evaluate("n => JSON.parse(document.getElementById('film-data').textContent)[n - 1]", number)
        for n in range(figures.count()):
            figure = figures.nth(n)
            is_there = figure.get_attribute("data-figure") in frame["on"]
            assert ("is-off" not in (figure.get_attribute("class") or "")) is is_there
        assert playing.locator("#stage-title").text_content() == frame["alt"]
        expect(playing.locator("[data-scene]")).to_have_text(frame["scene"]["da"])
        assert (
            playing.evaluate(
                "[...document.querySelectorAll('[data-stage] use')].map(use => use.getAttribute('href'))"
                ".filter(name => name !== '#' && !document.querySelector(name))"
            )
            == []
        )


def test_the_mouth_moves_and_figures_glide(playing: Page) -> None:
    go_to(playing, SAID.number)
    playing.locator("[data-play]").click()
    seen = set()
    for _ in range(6):
        playing.clock.run_for(170)
        seen.add(
            playing.evaluate("document.querySelector('[data-stage]').innerHTML.match(/face-\\w+-talks/) !== null")
        )
    assert seen == {True, False}
    go_to(playing, 2)
    playing.locator("[data-forward]").click()
    assert playing.evaluate("getComputedStyle(document.querySelector('.stage__figure')).transitionDuration") != "0s"


def test_who_wants_it_still_gets_it_still(browser: Browser, base_url: str) -> None:
    page = opened(browser, base_url, reduced_motion="reduce")
    assert page.evaluate("getComputedStyle(document.querySelector('.stage__figure')).transitionDuration") == "0s"
    go_to(page, SAID.number)
    page.locator("[data-play]").click()
    seen = set()
    for _ in range(6):
        page.clock.run_for(170)
        seen.add(page.evaluate("document.querySelector('[data-stage]').innerHTML.match(/face-\\w+-talks/) !== null"))
    assert seen == {True}
    page.context.close()


VOICES = """
  window.spoken = [];
  const synth = {
    voices: [],
    getVoices() { return this.voices; },
    addEventListener(_name, tell) { this.tell = tell; },
    speak(said) { window.spoken.push([said.lang, said.rate, said.text]); this.now = said; },
    cancel() { this.now = null; },
  };
  Object.defineProperty(window, "speechSynthesis", { value: synth });
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""


def test_it_reads_aloud_where_the_browser_has_a_voice(browser: Browser, base_url: str) -> None:
    """The machine that tests has no voices, so the browser is given one: Danish alone."""
    context = browser.new_context(base_url=base_url, viewport=SIZES["desktop"])
    page = context.new_page()
    page.clock.install()
    page.add_init_script(VOICES)
    page.goto(f"/film/{FILM.id}/")
    aloud = page.get_by_role("button", name="Læs højt")
    expect(aloud).to_be_hidden()
    page.evaluate("speechSynthesis.voices = [{ lang: 'da-DK' }]; speechSynthesis.tell()")
    aloud.click()
    go_to(page, SAID.number)
    page.locator("[data-play]").click()
    assert SAID.beat.say
    assert page.evaluate("spoken") == [["da", 1, SAID.beat.say.da]]
    expect(page.locator("[data-caption]")).to_have_attribute("aria-live", "off")  # not two voices at once
    run(page, 60)
    assert at(page) == SAID.number  # it waits until the line has been said
    page.evaluate("speechSynthesis.now.onend()")
    assert at(page) == SAID.number + 1
    page.get_by_label("Undertekster").select_option("en")
    expect(aloud).to_be_hidden()
    context.close()


@pytest.mark.parametrize("prefix", ["", "/en"], ids=["da", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing(browser: Browser, base_url: str, size: str, prefix: str) -> None:
    context = browser.new_context(base_url=base_url, viewport=SIZES[size])
    page = context.new_page()
    for path in ("/film/", *(f"/film/{film.id}/" for film in FILMS), f"/film/{FILM.id}/moede/"):
        page.goto(prefix + path)
        check(page, prefix + path)
        if page.locator("[data-begin]").is_visible():
            page.locator("[data-begin]").click()
            page.locator("[data-play]").click()
            go_to(page, TECHNIQUE.number)
            check(page, f"{prefix}{path} in the middle")
    context.close()


def test_without_a_script_the_film_is_pictures_and_text(browser: Browser, base_url: str) -> None:
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/film/{FILM.id}/")
    expect(page.locator("[data-player]")).to_be_hidden()
    expect(page.get_by_text("Filmen bevæger sig kun med JavaScript.")).to_be_visible()
    pictures = page.locator(".transcript__picture")
    assert pictures.count() == len(FILM.scenes)
    for n in range(pictures.count()):
        box = pictures.nth(n).bounding_box()
        assert box
        assert box["width"] > 300
    assert SAID.beat.say
    expect(page.locator(f"[data-at='{SAID.number}']")).to_contain_text(SAID.beat.say.da)
    expect(page.locator("[data-jump]").first).to_be_disabled()
    context.close()


def test_a_first_visit_is_light(browser: Browser, base_url: str) -> None:
    for film in FILMS:
        context = browser.new_context(base_url=base_url, service_workers="block")
        page = context.new_page()
        finished: list[Request] = []
        page.on("requestfinished", lambda request: finished.append(request))  # noqa: B023, PLW0108
        page.goto(f"/film/{film.id}/", wait_until="networkidle")
        weights = {request.url: request.sizes()["responseBodySize"] for request in finished}
        assert len(weights) <= MOST_REQUESTS, weights
        assert sum(weights.values()) <= MOST_BYTES, weights
        context.close()


RECORD = """async () => {
  const canvas = document.createElement("canvas");
  const paint = canvas.getContext("2d");
  const recorder = new MediaRecorder(canvas.captureStream(20), { mimeType: "video/webm", videoBitsPerSecond: 20e6 });
  const parts = [];
  canvas.width = 640; canvas.height = 360;
  recorder.ondataavailable = (event) => parts.push(event.data);
  const stopped = new Promise((done) => { recorder.onstop = done; });
  recorder.start();
  for (let n = 0; n < 40; n += 1) {
    const noise = paint.createImageData(640, 360);
    crypto.getRandomValues(noise.data.subarray(0, 65536));
    for (let at = 65536; at < noise.data.length; at += 65536) {
      noise.data.set(noise.data.subarray(0, Math.min(65536, noise.data.length - at)), at);
    }
    for (let at = 3; at < noise.data.length; at += 4) noise.data[at] = 255;
    paint.putImageData(noise, 0, 0);
    await new Promise((done) => setTimeout(done, 50));
  }
  recorder.stop();
  await stopped;
  const reader = new FileReader();
  reader.readAsDataURL(new Blob(parts));
  await new Promise((done) => { reader.onload = done; });
  return reader.result.split(",")[1];
}"""


def test_a_film_of_ones_own_is_attached_and_plays(browser: Browser, site: Site, tmp_path: Path) -> None:
    """A real video file, larger than one answer, recorded by the browser itself; Mette attaches it, Jonas sees it."""
    mette = person(browser, site, "mette")
    recorded = base64.b64decode(mette.page.evaluate(RECORD))
    assert len(recorded) > 1 << 20
    (tmp_path / "dagen.webm").write_bytes(recorded)
    (tmp_path / "dagen.vtt").write_text("WEBVTT\n\n00:00.000 --> 00:09.000\nHej med jer.\n", encoding="utf-8")
    mette.page.goto("/film/kritik/")
    mette.page.get_by_role("link", name="Læg en film op").click()
    check(mette.page, "a new film")
    mette.send()
    expect(mette.page.locator("[data-error-summary]")).to_be_focused()
    check(mette.page, "a new film with mistakes")
    mette.page.locator("[name=title]").fill("Vores egen dag")
    mette.page.locator("[name=file]").set_input_files(tmp_path / "dagen.webm")
    mette.page.locator("[name=captions_da]").set_input_files(tmp_path / "dagen.vtt")
    mette.page.locator("[name=rights]").fill("Åvang Kommune")
    mette.page.locator("[name=may_show]").check()
    mette.send()
    mette.page.wait_for_url(re.compile(r"/film/egen/[0-9a-f-]{36}/$"))
    check(mette.page, "a film of one's own")

    jonas = person(browser, site, "jonas")
    jonas.page.goto("/film/kritik/")
    jonas.page.get_by_role("link", name="Vores egen dag").click()
    statuses: list[int] = []
    jonas.page.on("response", lambda answer: statuses.append(answer.status) if "/fil/" in answer.url else None)
    jonas.page.reload()
    video = jonas.page.locator("video")
    played = video.evaluate(
        "async video => { video.muted = true; await video.play();"
        " await new Promise(done => { video.onended = done; video.onerror = done; });"
        " return [video.error && video.error.message, video.currentTime > 1, video.textTracks[0].cues.length,"
        " video.textTracks[0].mode]; }"
    )
    assert played == [None, True, 1, "showing"]
    assert set(statuses) == {206}
    assert len(statuses) >= 2

    for part in ("ret/", "slet/"):
        mette.page.goto(f"{mette.page.url.partition('/egen/')[0]}/egen/{jonas.page.url.rstrip('/')[-36:]}/{part}")
        check(mette.page, part)
    mette.page.get_by_role("button", name="Slet for altid").click()
    assert "Filmen er slettet." in mette.text()
    assert jonas.status_of(jonas.page.url) == 404
    jonas.page.context.close()
    mette.page.context.close()
