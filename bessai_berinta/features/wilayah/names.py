"""Names of places as people write them."""

import re
import unicodedata

_PREFIX = re.compile(r"^(kelurahan|kel|desa|kecamatan|kec|pulau|p)\b\.?\s*")
_NOISE = re.compile(r"[^a-z0-9]")


def normalise(name: str) -> str:
    """Give the form in which two spellings of one place are equal.

    Capitals, spaces, hyphens, dots and a leading "Kelurahan", "Kec." or "Pulau" do not count:
    "Kel. Lok Tuan", "LOKTUAN" and "Lok-tuan" are the same. Real variants ("Berebas" for
    "Berbas", "Tihi-Tihi" for "Tihiktihik") are aliases in the data.
    """
    plain = unicodedata.normalize("NFKD", name).casefold().strip()
    return _NOISE.sub("", _PREFIX.sub("", plain))
