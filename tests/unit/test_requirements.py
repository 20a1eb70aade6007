"""What the code imports is what the requirement lists install, and nothing else."""

import ast
import re
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from bessai_berinta.settings import ROOT

OURS = {"bessai_berinta", "tests", "benchmarks", "training", "alembic"}


def pinned(name: str) -> set[str]:
    """Give the names that a list pins, with those of the lists it includes."""
    lines = (ROOT / name).read_text().splitlines()
    included = [pinned(line[3:].strip()) for line in lines if line.startswith("-r ")]
    own = {canonical(line.split("==")[0]) for line in lines if "==" in line}
    return own.union(*included)


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def imported(folder: str) -> Iterator[tuple[str, Path]]:
    for file in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Import):
                yield from ((alias.name.split(".")[0], file) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module.split(".")[0], file


@pytest.mark.parametrize(
    ("folder", "requirements"),
    [
        ("bessai_berinta", "requirements.txt"),
        ("tests", "requirements-dev.txt"),
        ("benchmarks", "requirements-dev.txt"),
        ("training", "requirements-dev.txt"),
    ],
)
def test_every_import_is_pinned(folder: str, requirements: str) -> None:
    known, owners = pinned(requirements), packages_distributions()
    unpinned = {
        f"{module} in {file.relative_to(ROOT)}"
        for module, file in imported(folder)
        if module not in sys.stdlib_module_names | OURS
        and not known & {canonical(owner) for owner in owners.get(module, ())}
    }
    assert not unpinned


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_line_pins_one_version_and_names_no_address(name: str) -> None:
    for line in (ROOT / name).read_text().splitlines():
        assert re.fullmatch(r"-r requirements\.txt|[A-Za-z0-9_.-]+==[0-9][A-Za-z0-9.]*", line)
