"""The wheel: what `pip install .` gives an outlet that lives in a folder of its own."""

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest
from sites import ROOT, SITE_TOML, report, write

import warraq


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run(command, check=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_the_package_and_the_whole_theme_and_nothing_else(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    theme = {path.relative_to(ROOT).as_posix() for path in (ROOT / "themes").rglob("*") if path.is_file()}

    assert {f"warraq/{name}" for name in theme} <= names
    assert {name.split("/")[0] for name in names} == {"warraq", f"warraq-{warraq.__version__}.dist-info"}


def test_an_outlet_of_its_own_builds_with_the_installed_command(wheel: Path, tmp_path: Path) -> None:
    """The command runs from a folder that holds nothing but content: the theme comes from the wheel."""
    environment, outlet = tmp_path / "venv", tmp_path / "منصة"
    venv.create(environment, system_site_packages=True, with_pip=False)
    site_packages = next(environment.glob("lib/python*/site-packages"))
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(site_packages)
    mine = Path(warraq.__file__).parent.parent
    paths = [path for path in sys.path if path and Path(path) != mine and "site-packages" in path]
    (site_packages / "libraries.pth").write_text("\n".join(paths), encoding="utf-8")
    write(outlet, f"-- content/site.toml --\n{SITE_TOML}\n{report()}")
    python = environment / "bin" / "python"
    where = subprocess.run(
        [python, "-c", "import warraq; print(warraq.__file__)"], cwd=outlet, capture_output=True, text=True, check=True
    )
    ran = subprocess.run([python, "-m", "warraq"], cwd=outlet, capture_output=True, text=True, check=False)

    assert str(site_packages) in where.stdout
    assert (ran.returncode, ran.stderr) == (0, "")
    assert (outlet / "public" / "2024" / "01" / "خبر" / "index.html").is_file()


def test_it_is_the_checkout_that_is_tested() -> None:
    assert Path(warraq.__file__).parent.parent == ROOT


def test_the_version_is_the_same_in_package_metadata_and_changelog() -> None:
    metadata = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    assert f'version = "{warraq.__version__}"' in metadata
    assert f"## {warraq.__version__}" in changelog
