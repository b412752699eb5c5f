"""A browser whose person answers as told: ``google_browser.py ADDRESS [ANSWER]``."""

from __future__ import annotations

import sys
from urllib.parse import parse_qs
from urllib.parse import urlencode
from urllib.parse import urlsplit
from urllib.request import ProxyHandler
from urllib.request import build_opener

AGREE_TO_LESS = "less"


def main(address: str, answer: str | None = None) -> None:
    """Agree to all that the page at an address asks, or answer something else."""
    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    if answer is None:
        target = address
    elif answer == AGREE_TO_LESS:
        asked["scope"] = asked["scope"].split()[0]
        target = urlsplit(address)._replace(query=urlencode(asked)).geturl()
    else:
        mine = {"state": asked["state"]} | {k: v[0] for k, v in parse_qs(answer).items()}
        target = f"{asked['redirect_uri']}?{urlencode(mine)}"
    with build_opener(ProxyHandler({})).open(target, timeout=20) as page:
        page.read()


if __name__ == "__main__":
    main(*sys.argv[1:3])
