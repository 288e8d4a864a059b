"""Do letters reach people through a real mail server, and is nothing lost where there is none?"""

import mailbox
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.serving import Site, free_port, served_site

pytestmark = pytest.mark.browser

CHOSEN = "En ny lang adgangskode 7"


@dataclass(frozen=True)
class Post:
    """A mail server in a process of its own; what it took lies in a folder."""

    port: int
    folder: Path

    def letter_to(self, address: str) -> str:
        """The text of the letter, waited for. The folder is written by the server."""
        until = time.monotonic() + 20
        while time.monotonic() < until:
            for letter in mailbox.Maildir(self.folder, create=False):
                if letter["To"] == address:
                    return _text(letter)
            time.sleep(0.2)
        pytest.fail(f"no letter came to {address}")


def _text(letter: Message) -> str:
    payload = letter.get_payload(decode=True)
    assert isinstance(payload, bytes)
    return payload.decode(letter.get_content_charset() or "utf-8")


@pytest.fixture(scope="module")
def post(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Post]:
    folder, port = tmp_path_factory.mktemp("post") / "box", free_port()
    mailbox.Maildir(folder)
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "aiosmtpd",
            "-n",
            "-l",
            f"127.0.0.1:{port}",
            "-c",
            "aiosmtpd.handlers.Mailbox",
            str(folder),
        ]
    )
    until = time.monotonic() + 20
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    yield Post(port, folder)
    server.terminate()
    server.wait(10)


@pytest.fixture(scope="module")
def posted(post: Post, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site that sends its letters through that server."""
    with served_site(tmp_path_factory.mktemp("posted"), TRAPPEN_MAIL_URL=f"smtp://127.0.0.1:{post.port}") as found:
        yield found


def sign_in(page: Page, email: str, password: str) -> None:
    page.goto("/log-ind/")
    page.locator("[name=login]").fill(email)
    page.locator("[name=password]").fill(password)
    page.locator("main button[type=submit]").click()
    page.wait_for_url("**/overblik/")


def invite(page: Page, name: str, email: str) -> None:
    page.goto("/administration/inviter/")
    page.locator("[name=name]").fill(name)
    page.locator("[name=email]").fill(email)
    page.locator("[name=unit]").select_option(index=2)
    role = page.locator("[name=role]")
    if role.count() > 1:
        page.locator("[name=role][value=employee]").check()
    else:
        role.select_option("employee")
    page.locator("main button.button-primary[type=submit]").click()


def link_in(text: str) -> str:
    found = re.search(r"https?://\S*/adgangskode/\S+", text)
    assert found, text
    return found.group()


def here(link: str, site: Site) -> str:
    """The link on the port where this site happens to be served."""
    return re.sub(r"^https?://[^/]+", site.url, link)


def choose(page: Page, link: str) -> None:
    page.goto(link)
    for field in page.locator("main [type=password]").all():
        field.fill(CHOSEN)
    page.locator("main button[type=submit]").click()
    page.wait_for_url("**/log-ind/**")


def test_an_invitation_and_a_forgotten_password(browser: Browser, posted: Site, post: Post) -> None:
    administrator = browser.new_context(base_url=posted.url).new_page()
    sign_in(administrator, posted.account("administrator").email, posted.account("administrator").password)
    invite(administrator, "Nye Opdigtsen", "nye@aavang.example")

    newcomer = browser.new_context(base_url=posted.url).new_page()
    link = here(link_in(post.letter_to("nye@aavang.example")), posted)
    choose(newcomer, link)
    sign_in(newcomer, "nye@aavang.example", CHOSEN)
    assert newcomer.request.get(link).status == 410  # it works once

    sofus = browser.new_context(base_url=posted.url).new_page()
    sofus.goto("/glemt-adgangskode/")
    sofus.locator("main [type=email]").fill("sofus@aavang.example")
    sofus.locator("main button[type=submit]").click()
    sofus.wait_for_url("**/sendt/")
    choose(sofus, here(link_in(post.letter_to("sofus@aavang.example")), posted))
    sign_in(sofus, "sofus@aavang.example", CHOSEN)


def test_a_dead_mail_server_loses_nothing(browser: Browser, tmp_path: Path) -> None:
    with served_site(tmp_path / "site", TRAPPEN_MAIL_URL=f"smtp://127.0.0.1:{free_port()}") as site:
        page = browser.new_context(base_url=site.url).new_page()
        sign_in(page, site.account("administrator").email, site.account("administrator").password)
        invite(page, "Nye Opdigtsen", "nye@aavang.example")
        expect(page.locator("main")).to_contain_text("Nye Opdigtsen")
        expect(page.locator("main")).to_contain_text("mailserveren tog ikke imod invitationen")
