"""Does only the right key open a text, and only where it lies?"""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trappen.vault.rules import (
    SHORTEST_SECRET,
    MasterKey,
    Ring,
    UnusableSecret,
    WrongKey,
    new_data_key,
    new_secret,
    ring_of,
    seal,
    unseal,
    unwrap,
    wrap,
)

OLD, NEW = "gammel hemmelighed, lang nok til at bruge", "ny hemmelighed, lang nok til at bruge her"
KEY, OTHER_KEY = new_data_key(), new_data_key()
PLACE, OTHER_PLACE = "plans.action.text:1", "plans.action.text:2"


def master(secret: str = OLD) -> MasterKey:
    return ring_of(secret).current


@given(text=st.text(), place=st.text(st.characters(exclude_categories=["Cs"])))
def test_a_text_comes_back_as_it_went_in(text: str, place: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        return  # no form lets half a sign in
    assert unseal(KEY, seal(KEY, text, place), place) == text


@pytest.mark.parametrize("text", ["", "a", "Æblegrød \U0001f642 \u202e", "x" * 200_000, "linje\nto\x00"])
def test_short_and_long_texts_come_back(text: str) -> None:
    assert unseal(KEY, seal(KEY, text, PLACE), PLACE) == text


def test_the_same_text_is_sealed_differently_each_time() -> None:
    sealed = {seal(KEY, "Ahorn", PLACE) for _ in range(50)}
    assert len(sealed) == 50
    assert not any(b"Ahorn" in each for each in sealed)


def test_another_key_or_another_place_opens_nothing() -> None:
    sealed = seal(KEY, "Ahorn", PLACE)
    for key, place in ((OTHER_KEY, PLACE), (KEY, OTHER_PLACE), (KEY, "")):
        with pytest.raises(WrongKey):
            unseal(key, sealed, place)


@pytest.mark.parametrize("length", [0, 1, 11, 12, 13, 27, 28])
def test_what_is_cut_off_opens_nothing(length: int) -> None:
    with pytest.raises(WrongKey):
        unseal(KEY, seal(KEY, "Ahorn", PLACE)[:length], PLACE)


def test_a_single_changed_bit_opens_nothing() -> None:
    sealed = seal(KEY, "Ahorn", PLACE)
    for at in range(len(sealed)):
        changed = bytearray(sealed)
        changed[at] ^= 1
        with pytest.raises(WrongKey):
            unseal(KEY, bytes(changed), PLACE)


def test_a_data_key_comes_back_from_its_master_and_its_owner_alone() -> None:
    wrapped = wrap(master(), KEY, "one")
    assert unwrap(master(), wrapped, "one") == KEY
    assert KEY not in wrapped
    for key, owner in ((master(NEW), "one"), (master(), "two"), (master(), "")):
        with pytest.raises(WrongKey):
            unwrap(key, wrapped, owner)


def test_a_wrapped_key_is_no_text_and_a_text_is_no_wrapped_key() -> None:
    wrapping = master().wrapping
    with pytest.raises(WrongKey):
        unseal(wrapping, wrap(master(), KEY, "one"), "one")
    with pytest.raises(WrongKey):
        unwrap(master(), seal(wrapping, "x" * 32, "one"), "one")


def test_keys_are_new_each_time_and_long_enough() -> None:
    keys = {new_data_key() for _ in range(50)}
    assert (len(keys), {len(key) for key in keys}) == (50, {32})
    secrets = {new_secret() for _ in range(50)}
    assert (len(secrets), {len(secret) >= SHORTEST_SECRET for secret in secrets}) == (50, {True})
    assert all(ring_of(secret) for secret in secrets)


# The file of secrets


@pytest.mark.parametrize(
    "text",
    [
        "x" * 32,
        "Et helt almindeligt ordsprog med blanke og æøå!",
        "\U0001f642" * 32,
        "0123456789abcdef0123456789abcdef",
        f"  {OLD}\t\r\n",
        f"\n\n{OLD}\n\n",
    ],
)
def test_any_long_line_is_a_secret(text: str) -> None:
    assert len(ring_of(text).keys) == 1
    assert ring_of(text) == ring_of(text.strip())


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "the file is empty"),
        (" \n\t\r\n", "the file is empty"),
        ("x" * 31, "line 1 is shorter than 32 characters"),
        ("  " + "x" * 31 + " ", "line 1 is shorter than 32 characters"),
        (f"{OLD}\nkort\n", "line 2 is shorter than 32 characters"),
        (f"{OLD}\n\n{NEW}\nkort\n", "line 3 is shorter than 32 characters"),
    ],
)
def test_an_unusable_file_is_told(text: str, why: str) -> None:
    with pytest.raises(UnusableSecret) as error:
        ring_of(text)
    assert str(error.value) == why


def test_the_last_line_is_in_use_and_all_are_known() -> None:
    ring = ring_of(f"{OLD}\n\n{NEW}\n")
    assert ring.keys == (master(OLD), master(NEW))
    assert ring.current == master(NEW)
    assert ring.signing == (master(OLD).signing, master(NEW).signing)
    assert [ring.named(key.name) for key in ring.keys] == list(ring.keys)
    with pytest.raises(WrongKey, match="deadbeef"):
        ring.named("deadbeef")


def test_a_key_is_the_same_each_time_and_tells_nothing_of_its_secret() -> None:
    key = master()
    assert key == master()
    assert key != master(NEW)
    assert len({key.name, key.wrapping.hex(), key.signing, OLD}) == 4
    assert (len(key.name), len(key.wrapping), len(base64.urlsafe_b64decode(key.signing))) == (16, 32, 32)
    assert base64.urlsafe_b64decode(key.signing) != key.wrapping


def test_a_key_and_a_text_stay_what_they_are_from_release_to_release() -> None:
    """Else nobody could open the texts of last year."""
    assert master("x" * 32) == MasterKey(
        name="38e5c0ae4a102726",
        wrapping=bytes.fromhex("58c5ed98e23047b8c3ef8628704a24557ecf0f836e17e5ba433d3163f8f4b8cc"),
        signing="WUo9cupjA5Jf7VfSyPazQYRsdX9kc5FjK-b-4r06K5M=",
    )
    sealed = bytes.fromhex("000102030405060708090a0b066ab969ab7080a535f579524ec1039da4f9d6b251")
    assert unseal(bytes(range(32)), sealed, PLACE) == "Ahorn"


def test_a_ring_of_one_uses_it() -> None:
    assert Ring((master(),)).current == master()
