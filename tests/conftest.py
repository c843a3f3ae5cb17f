"""What several files of tests ask for by name."""

import shutil
from pathlib import Path

import pytest
from rich import DIWAN


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A copy of the default theme, to be spoilt."""
    return Path(shutil.copytree(DIWAN, tmp_path / "themes" / "mine"))
