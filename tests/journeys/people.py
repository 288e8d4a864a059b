"""How does someone come in and get about, in either language? By what the fields are called in the form."""

from dataclasses import dataclass

from playwright.sync_api import Browser, Page, ViewportSize

from tests.serving import Site

PASSWORD = "Trin-for-trin-2026"
DESKTOP = ViewportSize(width=1280, height=900)


@dataclass(frozen=True)
class Person:
    """Someone at a browser of their own."""

    page: Page
    language: str

    def press(self, danish: str, english: str) -> None:
        """Press the button or link with these words."""
        name = danish if self.language == "da" else english
        both = self.page.locator("main").get_by_role("button", name=name, exact=True)
        self.page.locator("main").get_by_role("link", name=name, exact=True).or_(both).first.click()

    def send(self) -> None:
        """Press the page's main button."""
        self.page.locator("main button[type=submit].button-primary").last.click()

    def text(self) -> str:
        return " ".join(self.page.locator("body").inner_text().split())

    def status_of(self, address: str) -> int:
        return self.page.request.get(address).status


def person(browser: Browser, site: Site, key: str, language: str = "da") -> Person:
    """Sign in as one of the demo's people, and choose the language."""
    context = browser.new_context(base_url=site.url, viewport=DESKTOP)
    page = context.new_page()
    page.goto("/log-ind/")
    page.locator("[name=login]").fill(f"{key}@aavang.example")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    page.wait_for_url("**/overblik/")
    if page.locator("html").get_attribute("lang") != language:
        page.locator("header").get_by_role("button", name="English" if language == "en" else "Dansk").click()
        page.wait_for_selector(f"html[lang={language}]")
    return Person(page, language)
