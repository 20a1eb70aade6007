"""Failures that the person who starts the app can understand and mend."""

import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from pydantic import ValidationError
from sqlalchemy.exc import SQLAlchemyError


class Trouble(Exception):
    """One clear sentence saying what is wrong and, where possible, what to do."""


def explain(error: Exception) -> str:
    """Give one sentence for an error of the outside world; raise the others again."""
    match error:
        case Trouble():
            return str(error)
        case OSError() if error.errno == errno.ENOSPC:
            return f"The disk is full{f' at {error.filename}' if error.filename else ''}."
        case PermissionError():
            return f"No permission for {error.filename}."
        case ValidationError():
            return _wrong_settings(error)
        case SQLAlchemyError():
            return f"The database refused: {str(error).splitlines()[0]}"
        case _:
            raise error


def _wrong_settings(error: ValidationError) -> str:
    """Name each bad setting. The values stay out: one of them may be a secret."""
    wrong = [f"BESSAI_{str(part['loc'][0]).upper()}: {part['msg']}" for part in error.errors()]
    return f"Wrong setting. {'; '.join(wrong)}."


@contextmanager
def explained() -> Iterator[None]:
    """End the process with one sentence instead of a traceback."""
    try:
        yield
    except Exception as error:
        print(f"bessai: {explain(error)}", file=sys.stderr)
        sys.exit(1)
