"""How does a film read as WebVTT, and is what an organisation sends WebVTT that can be shown?"""

import re

from trappen.films.rules import Cue, Film, short_name, timeline
from trappen.language.rules import cpr_numbers

MOST_BYTES = 500_000
_TECHNIQUE = {"da": "Greb", "en": "Technique"}
_TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMING = re.compile(rf"^{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t].*)?$")
_ASIDE = re.compile(r"^(NOTE|STYLE|REGION)(?:[ \t]|$)")


class Unusable(ValueError):
    """A caption file that cannot be shown; `reason` is a word for it, `line` counts from 1, 0 for the whole."""

    def __init__(self, reason: str, line: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


def web_vtt(film: Film, language: str) -> str:
    """The film's captions in one language: who speaks is named, what one sees stands in brackets."""
    cues = (
        f"{cue.number}\n{_at(cue.start)} --> {_at(cue.end)}\n{_text(film, cue, language)}\n" for cue in timeline(film)
    )
    return "WEBVTT\n\n" + "\n".join(cues)


def checked(raw: bytes) -> str:
    """The text of a WebVTT file. Raises Unusable."""
    if len(raw) > MOST_BYTES:
        raise Unusable("too-large")
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        raise Unusable("not-utf-8") from None
    if "\x00" in text or not re.match(r"WEBVTT(?:[ \t][^\n]*)?(?:\n|$)", text):
        raise Unusable("not-webvtt")
    _check_cues(text)
    if found := cpr_numbers(text):
        raise Unusable("cpr", found[0].line)
    return text


def _check_cues(text: str) -> None:
    seen = 0
    lines = text.split("\n")
    at = lines.index("") if "" in lines else len(lines)
    while at < len(lines):
        if not lines[at]:
            at += 1
            continue
        end = lines.index("", at) if "" in lines[at:] else len(lines)
        if not _ASIDE.match(lines[at]):
            _check_cue(lines[at:end], at + 1)
            seen += 1
        at = end
    if not seen:
        raise Unusable("empty")


def _check_cue(block: list[str], line: int) -> None:
    """A cue is a timing, perhaps with a name above it, and at least one line of text."""
    timing = 0 if "-->" in block[0] else 1
    found = _TIMING.match(block[timing]) if timing < len(block) else None
    if found is None:
        raise Unusable("timing", line)
    parts = [int(part or 0) for part in found.groups()]
    if _milliseconds(parts[:4]) >= _milliseconds(parts[4:]):
        raise Unusable("backwards", line + timing)
    if not any(each.strip() for each in block[timing + 1 :]):
        raise Unusable("silent", line + timing)


def _milliseconds(parts: list[int]) -> int:
    hours, minutes, seconds, rest = parts
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest


def _at(seconds: float) -> str:
    whole = round(seconds * 1000)
    return f"{whole // 3_600_000:02}:{whole // 60_000 % 60:02}:{whole // 1000 % 60:02}.{whole % 1000:03}"


def _text(film: Film, cue: Cue, language: str) -> str:
    beat = cue.beat
    name = _safe(short_name(film.figures[beat.who], language)) if beat.who else ""
    if beat.say:
        told = f"<v {name}>{name}: {_safe(beat.say.to(language))}"
    elif beat.do:
        told = f"[{name} {_safe(beat.do.to(language))}]"
    elif beat.caption:
        told = f"<i>{_safe(beat.caption.to(language))}</i>"
    else:
        told = _safe(beat.pause.to(language)) if beat.pause else ""
    if beat.technique:
        told += f"\n({_TECHNIQUE['en' if language == 'en' else 'da']}: {_safe(beat.technique.name.to(language))})"
    return told


def _safe(text: str) -> str:
    """As a cue's text: without markup, and on one line."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return " ".join(escaped.split())
