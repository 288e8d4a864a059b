"""What does Trappen make of the environment?"""

from pathlib import Path

import pytest

from trappen.site.environment import read


def test_without_anything_it_runs_on_this_machine_alone() -> None:
    found = read({})
    assert (found.host, found.port, found.url) == ("127.0.0.1", 8000, "http://127.0.0.1:8000")
    assert found.data_dir == Path("var").resolve()
    assert found.database_url == f"sqlite:///{found.data_dir / 'trappen.sqlite3'}"
    assert found.secret_key_file == found.data_dir / "keys" / "master.key"
    assert (found.redis_url, found.mail_url, found.proxies, found.debug) == ("", "", 0, False)
    assert 1 <= found.workers <= 4


def test_what_is_said_counts() -> None:
    found = read(
        {
            "TRAPPEN_DATA_DIR": "/srv/trappen",
            "TRAPPEN_SECRET_KEY_FILE": "/run/secrets/master.key",
            "DATABASE_URL": "postgresql:///trappen",
            "REDIS_URL": "redis://cache",
            "HOST": "0.0.0.0",  # noqa: S104  # what an operator may say
            "PORT": "80",
            "TRAPPEN_WORKERS": "9",
            "TRAPPEN_URL": "https://trappen.example/",
            "TRAPPEN_PROXIES": "1",
            "TRAPPEN_DEBUG": "1",
        }
    )
    assert found.data_dir == Path("/srv/trappen")
    assert found.secret_key_file == Path("/run/secrets/master.key")
    assert (found.database_url, found.redis_url) == ("postgresql:///trappen", "redis://cache")
    assert (found.port, found.workers, found.proxies, found.debug) == (80, 9, 1, True)
    assert found.url == "https://trappen.example"


def test_empty_is_not_said() -> None:
    assert read(dict.fromkeys(("HOST", "PORT", "DATABASE_URL", "TRAPPEN_DATA_DIR", "TRAPPEN_URL"), "")) == read({})


@pytest.mark.parametrize("text", ["x", "0", "-1", "1.5", "١"])
def test_a_number_that_is_none_is_refused_by_name(text: str) -> None:
    with pytest.raises(ValueError, match=r"^TRAPPEN_IDLE_MINUTES must be a whole number of 1 or more"):
        read({"TRAPPEN_IDLE_MINUTES": text})
