"""Just enough of a User-Agent to recognise one's own phone in a list."""

MAX_LENGTH = 300

# The first that fits wins, so what imitates others comes first.
_BROWSERS = (
    ("SamsungBrowser/", "Samsung Internet"),
    ("UCBrowser/", "UC Browser"),
    ("OPR/", "Opera"),
    ("Opera", "Opera"),
    ("Edg", "Microsoft Edge"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def browser(user_agent: str) -> str:
    """Name the browser family; empty when unknown."""
    return next((name for mark, name in _BROWSERS if mark in user_agent), "")


def system(user_agent: str) -> str:
    """Name the operating system; empty when unknown."""
    return next((name for mark, name in _SYSTEMS if mark in user_agent), "")
