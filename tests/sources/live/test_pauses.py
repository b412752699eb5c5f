"""How long a server asks us to wait."""

from __future__ import annotations

import pytest

from sheets_sync.sources.live.pauses import asked_pause

NOW = 1_696_000_000.0
DATE = "Fri, 29 Sep 2023 15:06:40 GMT"  # NOW
LATER = "Fri, 29 Sep 2023 15:07:10 GMT"  # half a minute later


@pytest.mark.parametrize(
    ("headers", "pause"),
    [
        ({}, None),
        ({"retry-after": "7"}, 7),
        ({"retry-after": "0"}, 0),
        ({"retry-after": "-5"}, 0),
        ({"retry-after": "1.5"}, 1.5),
        ({"retry-after": LATER}, 30.5),
        ({"ratelimit-reset": "12"}, 12),
        ({"ratelimit-reset": f"{NOW + 30:.0f}"}, 30.5),
        ({"ratelimit-reset": f"{NOW - 30:.0f}"}, 0),
        ({"x-ratelimit-reset": "3"}, 3),
        ({"retry-after": "2", "ratelimit-reset": "9"}, 2),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "inf"}, None),
        ({"retry-after": "1e400"}, None),
    ],
)
def test_pause_in_every_way_of_saying_it(headers: dict[str, str], pause: float | None) -> None:
    assert asked_pause(headers, NOW) == pause


def test_clock_of_the_server_is_the_one_that_counts() -> None:
    headers = {"retry-after": LATER, "date": DATE}
    assert asked_pause(headers, NOW + 10_000) == 30.5
