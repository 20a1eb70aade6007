"""``doctor``: every setting with its value, and what is wrong with this installation."""

import shutil
import sys
from collections.abc import Callable, Iterator
from functools import partial

from pydantic import SecretStr

from bessai_berinta.settings import ROOT, Settings

from . import frontend, preflight
from .trouble import Trouble

ADDRESSES = {"database_url", "redis_url", "storage_url"}


def setting_lines(config: Settings) -> list[str]:
    """Give one line a setting: name, value with secrets hidden, and whether it was set."""
    lines = []
    for name in sorted(type(config).model_fields):
        origin = "set" if name in config.model_fields_set else "default"
        lines.append(f"BESSAI_{name.upper():<24} {shown(config, name):<44} ({origin})")
    return lines


def shown(config: Settings, name: str) -> str:
    """Give a setting's value for people's eyes."""
    value = getattr(config, name)
    if isinstance(value, SecretStr):
        return "(hidden)" if value.get_secret_value() else "(empty)"
    if name in ADDRESSES and value:
        return _without_password(value)
    return str(value) if value not in ("", None) else "(empty)"


def _without_password(address: str) -> str:
    head, at, tail = address.rpartition("@")
    scheme, slashes, user = head.partition("://")
    return f"{scheme}{slashes}{user.split(':')[0]}:***@{tail}" if at and ":" in user else address


def problems(config: Settings) -> list[str]:
    """Name everything that would keep the app from running well."""
    found = config.unsafe()
    for check in _checks(config):
        try:
            check()
        except Trouble as trouble:
            found.append(str(trouble))
    return found


def _checks(config: Settings) -> Iterator[Callable[[], None]]:
    yield preflight.check_tools
    yield partial(preflight.check_space, config.data_dir, preflight.RUN_BYTES, "run")
    if config.env == "demo":
        yield partial(preflight.check_settings, config)
    if config.database_url:
        yield partial(preflight.check_database, config.database_url)


def examine(config: Settings) -> int:
    """Print the report; give the exit code, 1 when there is a problem."""
    print("\n".join(setting_lines(config)))
    fresh = frontend.built() == frontend.fingerprint()
    print(f"\nPython {sys.version.split()[0]}")
    print(f"Database: {'given' if config.database_url else 'embedded, in ' + str(config.data_dir)}")
    print(f"Pages: {'built and up to date' if fresh else 'to be built at the next start'}")
    print(f"Free disk: {shutil.disk_usage(ROOT).free // 10**6} MB")
    wrong = problems(config)
    for problem in wrong:
        print(f"PROBLEM: {problem}")
    print("" if wrong else "No problems found.")
    return 1 if wrong else 0
