"""What does the guide look like on paper? One page, or the whole with its contents."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from trappen.documents.rules import (
    Block,
    Contents,
    Document,
    Heading,
    Items,
    Language,
    PageBreak,
    Paragraph,
)
from trappen.guide.markup import blocks
from trappen.guide.rules import Guide, Page, Rule
from trappen.shared.templatetags.ui import day


def single(guide: Guide, page: Page, language: str) -> Document:
    """One page, with the headings first."""
    return Document(
        title=page.title,
        subtitle=page.summary,
        language=_of(language),
        blocks=(Contents(_("Indhold"), deepest=2), *_page(page, level=2)),
        footer=_footer(guide),
    )


def whole(guide: Guide, language: str) -> Document:
    """Every part on a new sheet, every page under its part."""
    told: list[Block] = [Contents(_("Indhold"), deepest=3)]
    for part in guide.parts:
        told += [PageBreak(), Heading(part.name.to(language)), Paragraph(part.about.to(language), tone="lead")]
        for page in (guide.pages[language][each] for each in part.pages):
            told += [Heading(page.title, level=3), Paragraph(page.summary, tone="lead"), *_page(page, level=4)]
    return Document(
        title=_("Lederguide"),
        subtitle=_("Trap konflikten med borger ned: sådan gør du"),
        language=_of(language),
        blocks=tuple(told),
        footer=_footer(guide),
    )


def _page(page: Page, level: int) -> Iterator[Block]:
    """`level` is that of a section's heading."""
    yield from blocks(page.opening)
    for section in page.sections:
        yield Heading(section.title, level=level)
        for block in blocks(section.body):
            yield Heading(block.text, level=level + 1) if isinstance(block, Heading) else block
    if page.rules:
        yield Heading(_("Regler"), level=level)
        yield Items(tuple(_rule(rule) for rule in page.rules))
    yield Heading(_("Kilder"), level=level)
    yield Items(
        tuple(
            _("%(text)s. Sidst kontrolleret %(checked)s.") % {"text": each.text, "checked": day(each.checked)}
            for each in page.sources
        )
    )


def _rule(rule: Rule) -> str:
    told = _("%(about)s Kilde: %(source)s. Sidst kontrolleret %(checked)s.") % {
        "about": rule.about,
        "source": rule.source.text,
        "checked": day(rule.source.checked),
    }
    return told if rule.confirmed else f"{told} {_('Ikke bekræftet.')}"


def _footer(guide: Guide) -> str:
    return _("Trappens lederguide, udgave %(edition)s") % {"edition": guide.edition.name}


def _of(language: str) -> Language:
    return "en" if language == "en" else "da"
