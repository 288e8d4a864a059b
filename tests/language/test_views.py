"""Does the mirror say what it sees, keep what was typed, store nothing, and refuse what is no letter?"""

import logging
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.language.conftest import BAD, GOOD, changed, letter
from tests.staircase.conftest import LANGUAGES, START, Page, words
from tests.staircase.test_views import CSP

PATHS = ["/sprogspejl/", "/sprogspejl/neutralt/"]
each_page = pytest.mark.parametrize("path", [START[lang] + path for lang in LANGUAGES for path in PATHS])


def post(client: Client, path: str = "/sprogspejl/", **data: Any) -> tuple[Any, Page]:
    response = client.post(path, data)
    return response, Page.of(response.text)


def file(data: bytes, name: str = "brev.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def field(page: Page) -> str:
    element = page.by_id("id_text")
    assert element is not None
    return "".join(element.itertext()).removeprefix("\n")


def errors(page: Page) -> list[str]:
    return [words(each) for each in page.root.iter("a") if (each.get("href") or "").startswith("#id_")]


# No test here opens the database: asking it anything would fail.


@each_page
def test_a_page_is_whole_and_leaves_nothing_with_the_visitor(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert not response.cookies
    assert response["Content-Security-Policy"] == CSP
    page = Page.of(response.text)
    assert len(list(page.main.iter("h1"))) == 1
    assert page.only("html").get("lang") == ("en" if path.startswith("/en/") else "da")
    assert client.head(path).status_code == 200
    assert client.put(path).status_code == client.delete(path).status_code == 405


@each_page
@pytest.mark.parametrize("text", ["", BAD, GOOD])
def test_an_answer_is_in_no_cache_leaves_nothing_and_is_well_formed(client: Client, path: str, text: str) -> None:
    response, page = post(client, path, text=text)
    assert response.status_code == (200 if text else 422)
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies
    assert field(page) == text
    ids = [each.attrib["id"] for each in page.root.iter() if "id" in each.attrib]
    assert sorted(ids) == sorted(set(ids))
    assert {address[1:] for address in page.addresses if address.startswith("#")} <= set(ids)
    assert [each for each in page.root.iter() if "style" in each.attrib or each.tag == "style"] == []
    assert len(list(page.main.iter("h1"))) == 1


def test_a_bad_letter_gets_mended(client: Client) -> None:
    _, bad = post(client, text=BAD)
    _, good = post(client, text=GOOD)
    told = [re.search(r"LIX (\d+), (\w+)", page.text) for page in (bad, good)]
    before, after = [(int(each[1]), each[2]) for each in told if each]
    assert before[0] > after[0]
    assert (before[1], after[1]) == ("middel", "meget")
    assert "siger ikke, om tonen er venlig" in bad.text
    assert "Hvad sker der nu?" in bad.text.split("Ret brevet")[0].split("Brevet med forslag")[0]
    assert "ingen ord eller sætninger" in good.text
    assert "Vi fandt ingen sætning, der siger" not in good.text
    for said in ("Kancellisprog. Skriv hellere: hvis.", "vi behandler", "Bebrejdelse.", "Altid og aldrig.", "Råb."):
        assert said in bad.text
    assert "1 lang sætning" in bad.text


def test_each_mark_leads_to_its_suggestion_and_back(client: Client) -> None:
    _, page = post(client, text=BAD)
    marks = [each for each in page.root.iter("a") if each.get("class") == "mark__number"]
    assert len(marks) >= 10
    for number, mark in enumerate(marks, start=1):
        assert mark.get("id") == f"mark-{number}"
        assert mark.get("href") == f"#advice-{number}"
        suggestion = page.by_id(f"advice-{number}")
        assert suggestion is not None
        assert [each.get("href") for each in suggestion.iter("a")] == [f"#mark-{number}"]


def test_the_letter_is_shown_whole_and_as_text(client: Client) -> None:
    nasty = "<script>alert(1)</script> & {{ settings.secret }} såfremt <b>du</b>"
    response, page = post(client, text=nasty)
    assert "<script>alert" not in response.text
    shown = [each for each in page.root.iter("div") if each.get("class") == "mirror__text"]
    assert "".join(words(each) for each in shown).replace("1, til forslaget", " ").split() == nasty.split()


def test_a_cpr_number_is_pointed_out_and_not_refused(client: Client) -> None:
    response, page = post(client, text=f"{GOOD}\nDit CPR-nummer er 010190-1234.")
    assert response.status_code == 200
    assert "Der står et CPR-nummer i linje 9" in page.text


def test_a_short_text_gets_no_lix_but_its_findings(client: Client) -> None:
    _, page = post(client, text="Såfremt du ringer, svarer vi.")
    assert "for kort til et LIX-tal" in page.text
    assert "hvis" in page.text
    assert "LIX 1" not in page.text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Dear Anna, we have received your letter and we will answer it as soon as we can.", "engelsk"),
        ("Sehr geehrte Frau Jensen, wir haben Ihren Brief erhalten und danken Ihnen für die Geduld.", "tysk"),
        ("Vi har mottatt søknaden din, og vi trenger noen flere opplysninger fra deg nå. Takk for hjelpen.", "norsk"),
        ("عزيزتي آنا، لقد استلمنا طلبك ونحتاج إلى مزيد من المعلومات", "arabisk"),
    ],
)
def test_a_letter_in_another_language_is_not_judged(client: Client, text: str, language: str) -> None:
    response, page = post(client, text=text)
    assert response.status_code == 200
    assert "Brevet er ikke på dansk" in page.text
    assert language in page.text
    assert "LIX" not in page.text
    assert page.by_id("mark-1") is None


def test_a_word_letter_lands_in_the_field(client: Client) -> None:
    response, page = post(client, file=file(letter(*GOOD.split("\n"))))
    assert response.status_code == 200
    assert field(page) == GOOD
    assert "LIX" in page.text


def test_a_text_file_from_an_old_program(client: Client) -> None:
    _, page = post(client, file=file(GOOD.encode("cp1252"), "brev.txt"))
    assert field(page) == GOOD


def test_the_text_counts_where_a_file_is_given_too(client: Client) -> None:
    _, page = post(client, text=GOOD, file=file(letter("Noget andet")))
    assert field(page) == GOOD
    assert "Du gav både en tekst og en fil" in page.text


REFUSED = {
    "large": (b"a" * 2_000_001, "mere end 2 MB"),
    "very large": (b"a" * 20_000_000, "mere end 2 MB"),
    "encrypted": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "adgangskode"),
    "macros": (changed(letter("x"), {"word/vbaProject.bin": b"x"}), "makroer"),
    "bomb": (changed(letter("x"), {"word/big.bin": b"\0" * 20_000_000}), "pakkes ud"),
    "broken": (letter("x")[:1_000], "kan ikke læses"),
    "pdf": (b"%PDF-1.4", "Det er en PDF"),
    "doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "gammel Word"),
    "empty": (b"", "Filen er tom"),
    "picture": (b"\x89PNG\r\n\x1a\n\0\0", "kun læse DOCX og TXT"),
    "blank": (b"  ", "ingen tekst i filen"),
    "long": (b"ord " * 8_000, "31999 tegn"),
}


@pytest.mark.parametrize(("data", "reason"), REFUSED.values(), ids=REFUSED)
def test_a_bad_file_is_refused_with_its_reason_and_the_text_stays(client: Client, data: bytes, reason: str) -> None:
    response, page = post(client, text=GOOD, file=file(data))
    assert response.status_code == 422
    assert response["Cache-Control"] == "no-store"
    assert reason in page.text
    assert len(errors(page)) == 1
    assert field(page) == GOOD


def test_nothing_at_all_is_asked_for(client: Client) -> None:
    response, page = post(client, text="  ")
    assert response.status_code == 422
    assert "Indsæt et brev, eller vælg en fil" in page.text


def test_a_text_that_is_too_long_stays_in_its_field(client: Client) -> None:
    long = "ord " * 8_000
    response, page = post(client, text=long)
    assert response.status_code == 422
    assert "31999 tegn" in page.text.replace(".", "")
    assert field(page) == long
    element = page.by_id("id_text")
    assert element is not None
    assert "maxlength" not in element.attrib


@pytest.mark.parametrize("path", PATHS)
def test_a_text_beyond_all_measure_is_refused_too(client: Client, path: str) -> None:
    response, page = post(client, path, text="ord " * 900_000)
    assert response.status_code == 422
    assert "meget for lang" in page.text


def test_a_second_file_is_not_received(client: Client) -> None:
    response = client.post("/sprogspejl/", {"file": [file(GOOD.encode(), "a.txt"), file(b"x" * 3_000_000, "b.txt")]})
    assert response.status_code == 200
    assert field(Page.of(response.text)) == GOOD


def test_many_findings_are_shown_a_part_at_a_time(client: Client) -> None:
    _, page = post(client, text="Såfremt du ringer nu, svarer vi dig gerne med det samme. " * 350)
    assert page.by_id("mark-300") is not None
    assert page.by_id("mark-301") is None
    assert "Vi viser de første" in page.text


@pytest.mark.parametrize("path", PATHS)
def test_what_was_typed_is_in_no_log(client: Client, caplog: pytest.LogCaptureFixture, path: str) -> None:
    with caplog.at_level(logging.DEBUG):
        for text in (BAD, "Hemmelig " * 5_000):
            post(client, path, text=text)
            post(client, path, text=text, file=file(b"PK Hemmelig"))
    assert "Anna" not in caplog.text
    assert "Hemmelig" not in caplog.text


def test_the_helper_s_page_names_labels_and_nothing_else(client: Client) -> None:
    text = "Hun er kværulerende, såfremt hun ringer. Han sagde: »Du er en løgner.« 010190-1234"
    response, page = post(client, "/sprogspejl/neutralt/", text=text)
    assert response.status_code == 200
    assert "»kværulerende« Etiket. Skriv hellere, hvad du så og hørte." in page.text
    assert page.by_id("mark-2") is None
    assert "Der står et CPR-nummer i linje 1" in page.text
    _, page = post(client, "/sprogspejl/neutralt/", text="Hun råbte tre gange.")
    assert "Vi fandt ingen etiketter" in page.text


def test_the_words_come_as_a_small_file_for_everyone(client: Client) -> None:
    danish, english = client.get("/sprog/ord.json"), client.get("/en/sprog/ord.json")
    for response in (danish, english):
        assert response["Cache-Control"] == "public, max-age=3600"
        assert not response.cookies
        assert len(response.content) < 40_000
    told, other = danish.json(), english.json()
    assert told["words"] == other["words"]
    assert told["advice"][told["words"]["kværulerende"]] == "skriv hellere, hvad du så og hørte"
    assert other["advice"][told["words"]["kværulerende"]] == "rather write what you saw and heard"
    assert told["words"]["aggressiv adfærd"] == -1
    assert client.post("/sprog/ord.json").status_code == 405
