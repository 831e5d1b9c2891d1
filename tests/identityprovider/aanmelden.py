"""Logging in and out at the identityprovider of the tests, as a browser does."""

from collections.abc import Mapping
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import requests

TIMEOUT = 30


def new_session() -> requests.Session:
    """A browser without cookies, to which a proxy of the machine does not apply."""
    session = requests.Session()
    session.trust_env = False
    return session


def log_in(session: requests.Session, url: str, sub: str) -> str:
    """Go to the authorization endpoint and log in there; the address that sends back.

    Whoever is logged in already is sent back without a question, as who they were.
    """
    return _walk(session, url, {"sub": sub})


def cancel_log_in(session: requests.Session, url: str) -> str:
    """Go to the authorization endpoint and do not log in; the address that sends back."""
    return _walk(session, url, {"annuleren": "ja"})


def log_out(session: requests.Session, url: str) -> str:
    """Go to the end session endpoint and confirm; the address that sends back."""
    return _walk(session, url, {"logout": "yes"})


def _walk(session: requests.Session, url: str, choice: Mapping[str, str]) -> str:
    """Follow redirects and post forms, as long as they stay with the provider."""
    response = session.get(url, allow_redirects=False, timeout=TIMEOUT)
    for _ in range(10):
        if response.is_redirect:
            target = urljoin(response.url, response.headers["Location"])
            if urlsplit(target).netloc != urlsplit(url).netloc:
                return target
            response = session.get(target, allow_redirects=False, timeout=TIMEOUT)
            continue
        assert response.status_code == 200, response.text
        form = _Form(response.text)
        assert choice.items() <= form.choices or not form.choices, f"{choice}: {response.text}"
        response = session.post(
            urljoin(response.url, form.action),
            form.hidden | dict(choice),
            allow_redirects=False,
            timeout=TIMEOUT,
        )
    raise AssertionError(f"the identityprovider does not send back: {response.text}")


class _Form(HTMLParser):
    """The form of a page: the fields that go along unseen, and the buttons to choose from."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.action = ""
        self.hidden: dict[str, str] = {}
        self.choices: set[tuple[str, str]] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what is of the form."""
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.action = found.get("action", "")
        elif tag == "input":
            self.hidden[found["name"]] = found["value"]
        elif tag == "button" and "name" in found:
            self.choices.add((found["name"], found["value"]))
