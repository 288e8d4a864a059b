"""Do the hidden parts of a form say which sending it is, and what its writer had before their eyes?"""

import uuid

import pytest

from trappen.shared.forms import Once, Versioned


def test_each_new_form_is_a_sending_of_its_own() -> None:
    names = {str(Once()["once"].value()) for _ in range(20)}
    assert len(names) == 20
    assert all(uuid.UUID(name) for name in names)
    assert 'type="hidden"' in str(Once()["once"])


def test_a_form_that_comes_back_keeps_its_name() -> None:
    name = uuid.uuid4()
    form = Once({"once": str(name)})
    assert form.is_valid()
    assert form.cleaned_data == {"once": name}
    assert form["once"].value() == str(name)


@pytest.mark.parametrize("sent", ["", "x", "1234", "x" * 200_000, "6b9f6f4e-3f0f-4b07-9b0a"])
def test_a_sending_without_a_name_is_refused(sent: str) -> None:
    assert list(Once({"once": sent}).errors) == ["once"]


@pytest.mark.parametrize(("sent", "version"), [("0", 0), ("17", 17), (" 3 ", 3)])
def test_a_version_is_a_number(sent: str, version: int) -> None:
    form = Versioned({"version": sent})
    assert form.is_valid()
    assert form.cleaned_data == {"version": version}


@pytest.mark.parametrize("sent", ["", "-1", "x", "1.5", "1e3", "9" * 5_000])
def test_what_is_no_version_is_refused(sent: str) -> None:
    assert list(Versioned({"version": sent}).errors) == ["version"]
