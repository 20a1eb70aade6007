"""Where a sign-in may lead: only to a page of ours."""

from urllib.parse import urlsplit

HOME = "/"
MAX_LENGTH = 500


def local_path(wanted: str) -> str:
    """Give ``wanted`` if it is a path on this site, else the home page.

    Browsers read ``\\`` as ``/``, drop tabs and line ends, and take ``//host`` as another
    site; whatever could leave this origin by one of those ways becomes the home page.
    """
    if not wanted.startswith("/") or len(wanted) > MAX_LENGTH:
        return HOME
    if wanted.startswith("//") or "\\" in wanted or not wanted.isprintable() or " " in wanted:
        return HOME
    if "//" in urlsplit(wanted).path:
        return HOME
    # Coming back to the sign-in itself would be a loop.
    return HOME if wanted.startswith("/auth/") else wanted
