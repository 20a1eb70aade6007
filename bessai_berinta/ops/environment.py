"""The environment our child processes run in."""

import os
import subprocess
import sys
from pathlib import Path

from bessai_berinta.settings import Settings

# The Node of requirements.txt puts its commands beside our Python.
BIN = Path(sys.executable).parent

# Reflex's own questions to the internet, each turned off.
_SILENT = {
    "REFLEX_CHECK_LATEST_VERSION": "false",
    "REFLEX_TELEMETRY_ENABLED": "false",
    # An address to bind, so that it need not probe a public one to choose.
    "REFLEX_HTTP_CLIENT_BIND_ADDRESS": "0.0.0.0",  # noqa: S104
    "REFLEX_USE_NPM": "1",  # else it fetches another package manager
    "npm_config_fund": "false",
    "npm_config_audit": "false",
    "npm_config_update_notifier": "false",
}

# A phone that changes networks must keep its state: notice a dead socket sooner than the
# browser opens the next one.
_SOCKET = {"REFLEX_SOCKET_INTERVAL": "10", "REFLEX_SOCKET_TIMEOUT": "15"}


def path() -> str:
    """Give the search path with our own tools first."""
    return f"{BIN}{os.pathsep}{os.environ.get('PATH', os.defpath)}"


def base(config: Settings) -> dict[str, str]:
    """Give what every child needs: our tools first on the path, our folders, no chatter."""
    return {
        **os.environ,
        **_SILENT,
        "PATH": path(),
        "PYTHONUNBUFFERED": "1",
        "REFLEX_DIR": str(config.data_dir / "reflex"),
    }


def build(config: Settings) -> dict[str, str]:
    """Give the environment of a frontend build."""
    env = base(config)
    # Reflex would measure registries against each other; npm already has one configured.
    found = subprocess.run(
        [BIN / "npm", "config", "get", "registry"], env=env, capture_output=True, text=True
    )
    return {**env, "NPM_CONFIG_REGISTRY": found.stdout.strip()} if found.stdout.strip() else env


def serve(config: Settings, database_url: str, build_id: str) -> dict[str, str]:
    """Give the environment of the app and its workers: serve what is built, compile nothing."""
    return {
        **base(config),
        **_SOCKET,
        "BESSAI_DATABASE_URL": database_url,
        "PYTHONWARNINGS": "ignore",  # they speak to developers, who see them in the tests
        "REFLEX_ENV_MODE": "prod",
        "REFLEX_STATES_WORKDIR": str(config.data_dir / "states" / build_id[:12]),
        "__REFLEX_SKIP_COMPILE": "1",
        "__REFLEX_MOUNT_FRONTEND_COMPILED_APP": "1",
    }
