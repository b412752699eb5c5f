"""A campaign folder for each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.app.office import Office
from tests.app.office import office

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def desk(tmp_path: Path) -> Office:
    """A small campaign, nothing run yet."""
    return office(tmp_path / "campagne")
