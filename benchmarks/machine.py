"""The machine that figures were taken on: without it they say little."""

from __future__ import annotations

import os
import platform
from datetime import UTC
from datetime import datetime


def described() -> str:
    """Date, cores, memory, Python, and how busy the machine was."""
    day = datetime.now(UTC).date().isoformat()
    page, pages = os.sysconf("SC_PAGE_SIZE"), os.sysconf("SC_PHYS_PAGES")
    size = round(page * pages / 2**30)
    busy = os.getloadavg()[0]
    return (
        f"{day}; {os.cpu_count()} cores, {size} GiB; Python {platform.python_version()}; "
        f"{busy:.1f} processes were running when it began"
    )
