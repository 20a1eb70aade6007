"""Text to features: the one place that decides what the model sees, in training and at run time."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

LONGEST = 1000  # characters read; who needs more has said what it is about by then
SIZES = (3, 4, 5)

_WORD = re.compile(r"[a-z]+")
_REPEATED = re.compile(r"(.)\1{2,}")
# Spellings of chat messages whose full form shares too few letters with them.
_FULL = {
    "ad": "ada",
    "aer": "air",
    "bgt": "banget",
    "blkg": "belakang",
    "blm": "belum",
    "blum": "belum",
    "bnyk": "banyak",
    "byk": "banyak",
    "bs": "bisa",
    "dgn": "dengan",
    "dkt": "dekat",
    "dpn": "depan",
    "dr": "dari",
    "dsini": "disini",
    "ga": "tidak",
    "gak": "tidak",
    "gk": "tidak",
    "jl": "jalan",
    "jln": "jalan",
    "jlnan": "jalanan",
    "kmrn": "kemarin",
    "krn": "karena",
    "lmpu": "lampu",
    "mti": "mati",
    "ngga": "tidak",
    "nggak": "tidak",
    "ngk": "tidak",
    "org": "orang",
    "pd": "pada",
    "phn": "pohon",
    "prnah": "pernah",
    "rmh": "rumah",
    "rsk": "rusak",
    "sblh": "sebelah",
    "sdh": "sudah",
    "skrg": "sekarang",
    "smpah": "sampah",
    "smpe": "sampai",
    "sy": "saya",
    "tdk": "tidak",
    "tlg": "tolong",
    "tmpt": "tempat",
    "tmpat": "tempat",
    "trs": "terus",
    "udh": "sudah",
    "ujan": "hujan",
    "ulr": "ular",
    "yg": "yang",
}


def words(text: str) -> list[str]:
    """Split into plain lower-case words; "Ulaaar di dpn rmh!" is "ular di depan rumah"."""
    plain = unicodedata.normalize("NFKD", text[:LONGEST]).casefold()
    found = (_REPEATED.sub(r"\1", word) for word in _WORD.findall(plain))
    return [_FULL.get(word, word) for word in found]


def features(text: str) -> list[str]:
    """Give the words, the pairs of neighbours and the parts of words of ``text``.

    Parts make the model understand affixes (memotong, dipotong, pemotongan) and most typos.
    """
    split = words(text)
    pairs = [f"{one} {other}" for one, other in pairwise(split)]
    return [*split, *pairs, *_parts(split)]


def _parts(split: list[str]) -> Iterator[str]:
    for word in split:
        edged = f"<{word}>"
        for size in SIZES:
            for start in range(len(edged) - size + 1):
                yield f"#{edged[start : start + size]}"
