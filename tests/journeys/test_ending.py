"""Is a collaboration really gone at its end date, after a warning, while a line without content stays?"""

import re
import subprocess
import sys

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.people import person
from tests.journeys.test_leader import assess, open_collaboration
from tests.serving import Site, command

pytestmark = pytest.mark.browser

_LET_TIME_PASS = """
import datetime as dt, sys
import django; django.setup()
from django.utils import timezone
from trappen.site.housekeeping import keep_house
keep_house(now=timezone.now() + dt.timedelta(days=int(sys.argv[1])))
"""


def let_pass(site: Site, days: int) -> None:
    """The hourly housekeeping as it will run in so many days. All sessions are over then, too."""
    subprocess.run(
        [sys.executable, "-c", _LET_TIME_PASS, str(days)],
        env=dict(site.environment) | {"DJANGO_SETTINGS_MODULE": "trappen.site.settings"},
        check=True,
        capture_output=True,
    )


@pytest.mark.parametrize("language", ["da", "en"])
def test_deleted_at_the_end_date(browser: Browser, own_site: Site, language: str) -> None:
    leader = person(browser, own_site, "mette", language)
    address = open_collaboration(leader)
    assess(leader, address, {"complaint-or-criticism": "several"})

    let_pass(own_site, 170)  # it rests for six months; the warning comes a month before
    leader = person(browser, own_site, "mette", language)
    assert leader.status_of(address) == 200
    let_pass(own_site, 190)
    leader = person(browser, own_site, "mette", language)
    assert leader.status_of(address) == 404
    page = leader.page
    page.goto("/samarbejder/")
    links = page.locator("main a[href^='/samarbejder/']").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert address.removeprefix(own_site.url) not in links


def test_longer_for_a_reason(browser: Browser, own_site: Site) -> None:
    leader = person(browser, own_site, "mette")
    page = leader.page
    address = open_collaboration(leader)
    page.goto(address + "slutdato/")
    latest = page.evaluate(
        "() => { const d = new Date(); d.setMonth(d.getMonth() + 11); return d.toISOString().slice(0, 10) }"
    )
    page.locator("[name=until]").fill(latest)
    leader.send()
    expect(page.get_by_role("alert")).to_be_visible()  # a reason is needed
    page.locator("[name=reason]").fill("Sagen er for Ankestyrelsen.")
    leader.send()
    page.wait_for_url(address)
    let_pass(own_site, 170)
    let_pass(own_site, 190)
    assert person(browser, own_site, "mette").status_of(address) == 200


def test_what_is_taken_along_first(browser: Browser, own_site: Site) -> None:
    leader = person(browser, own_site, "mette")
    address = open_collaboration(leader)
    whole = leader.page.request.get(address + "udtraek.json").json()
    assert whole["case_reference"] == "2026-123456"
    assert leader.page.request.get(address + "udtraek.pdf").headers["content-type"] == "application/pdf"
    leader.page.goto(address + "slet/")
    leader.page.locator("[name=sure]").check()
    leader.page.locator("main button[type=submit]").last.click()
    leader.page.wait_for_url(re.compile(r"/samarbejder/$"))
    assert leader.status_of(address) == 404


def test_housekeeping_by_command(own_site: Site) -> None:
    subprocess.run(command("housekeeping"), env=dict(own_site.environment), check=True, capture_output=True)
