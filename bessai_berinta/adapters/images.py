"""Photos people send: checked, decoded, turned upright, and written anew.

Nothing of the sent file survives but its pixels: no EXIF, no GPS, no thumbnail, no colour
profile, no comment. The file itself is never stored.
"""

import asyncio
import hashlib
import io
import os
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from math import ceil
from typing import Final, Literal

import pillow_heif
from PIL import Image, ImageCms, ImageOps

from bessai_berinta.core.clock import WITA
from bessai_berinta.core.errors import CityError, InvalidInput, TooLarge, Unsupported
from bessai_berinta.core.i18n import N_, Message

from .likeness import likeness

Kind = Literal["JPEG", "PNG", "WEBP", "HEIF"]

MAX_BYTES: Final = 12 * 1024 * 1024
MAX_PIXELS: Final = 50_000_000  # the largest cameras common in phones
LONGEST: Final = 1600
THUMB_SIDE: Final = 320  # a square for lists: 107 css pixels on a 3x screen
RENDITIONS: Final = ("thumb", "800", "1600")
MEDIA_TYPE: Final = "image/webp"
QUALITY: Final = 80
PAPER: Final = (255, 255, 255)  # what shows through transparent pixels

MAX_SCANS: Final = 200  # cameras write one, the web's progressive photos about ten
START_OF_SCAN: Final = b"\xff\xda"
MAX_PROFILE_BYTES: Final = 2 * 1024 * 1024
HEIF_BRANDS: Final = frozenset(
    {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
)
ORIENTATION_TAG: Final = 0x0112
EXIF_IFD: Final = 0x8769
TAKEN_TAG: Final = 0x9003
OFFSET_TAG: Final = 0x9011
UPRIGHT: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)
# Pillow reads the size from the header too. Between its limit and twice that it only warns;
# for us both are refusals.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)

# An open photo takes tens of megabytes, and a core for half a second. A pool of our own bounds
# both, whatever else runs in asyncio's default one.
_workers = ThreadPoolExecutor(max_workers=min(2, os.cpu_count() or 1), thread_name_prefix="photo")


@dataclass(frozen=True)
class PreparedPhoto:
    """A photo that is safe to keep.

    ``renditions`` holds WebP files by name (:data:`RENDITIONS`); every name is always there,
    of a small photo they are simply equal. ``width`` and ``height`` are those of the largest.
    ``sha256`` is that of the file as sent, to notice the same file sent twice; ``phash`` tells
    what it looks like (see :mod:`likeness`), ``taken_at`` when the camera says it was taken.
    """

    renditions: Mapping[str, bytes]
    width: int
    height: int
    sha256: str
    phash: int | None = None
    taken_at: datetime | None = None


async def prepare(data: bytes, *, field: str = "foto") -> PreparedPhoto:
    """Check ``data`` and make the renditions, in a thread, at most two photos at a time.

    Takes JPEG, PNG, WebP and HEIC, told by content and never by name; of an animation the
    first frame. Raises Unsupported for anything else, TooLarge beyond :data:`MAX_BYTES` or
    :data:`MAX_PIXELS` (read from the header, before decoding) and InvalidInput for a damaged
    or incomplete file. Each carries its message under ``field`` too.
    """
    return await asyncio.get_running_loop().run_in_executor(_workers, prepare_now, data, field)


def prepare_now(data: bytes, field: str = "foto") -> PreparedPhoto:
    """Do the work of :func:`prepare` in the calling thread."""
    with _explained(field):
        picture, taken_at = _decode(data, _check(data, field), field)
        return PreparedPhoto(
            renditions=_render(picture),
            width=picture.width,
            height=picture.height,
            sha256=hashlib.sha256(data).hexdigest(),
            phash=likeness(picture),
            taken_at=taken_at,
        )


def sniff(data: bytes) -> Kind | None:
    """Tell an accepted kind of image by its first bytes."""
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "WEBP"
    if data[4:8] == b"ftyp" and data[8:12] in HEIF_BRANDS:
        return "HEIF"
    return None


def _check(data: bytes, field: str) -> Kind:
    """Give the kind of a file that is worth opening."""
    if not data:
        raise _refusal(InvalidInput, field, N_("This photo is empty. Take it or choose it again."))
    if len(data) > MAX_BYTES:
        limit = MAX_BYTES // (1024 * 1024)
        raise _refusal(TooLarge, field, N_("A photo may have at most {limit} MB.", limit=limit))
    kind = sniff(data)
    if kind is None:
        wanted = N_("Choose a photo in JPEG, PNG, WebP or HEIC format.")
        raise _refusal(Unsupported, field, wanted)
    return kind


def _refusal(error: type[CityError], field: str, message: Message) -> CityError:
    return error(message, fields={field: message})


@contextmanager
def _explained(field: str) -> Iterator[None]:
    """Turn whatever a decoder throws at a hostile file into an error a person can read."""
    try:
        yield
    except CityError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError) as error:
        raise _too_many_pixels(field) from error
    except Exception as error:
        damaged = N_("This photo is damaged or incomplete. Take it or choose it again.")
        raise _refusal(InvalidInput, field, damaged) from error


def _too_many_pixels(field: str) -> CityError:
    limit = MAX_PIXELS // 1_000_000
    message = N_("A photo may have at most {limit} megapixels.", limit=limit)
    return _refusal(TooLarge, field, message)


def _decode(data: bytes, kind: Kind, field: str) -> tuple[Image.Image, datetime | None]:
    """Give the picture upright, opaque, in sRGB, its longest side at most :data:`LONGEST`.

    With it comes the time at which the camera says it was taken.
    """
    # Each scan of a progressive JPEG walks the whole picture again, and may be ten bytes long.
    # Inside a scan the marker cannot occur, so counting it is enough.
    if kind == "JPEG" and data.count(START_OF_SCAN) > MAX_SCANS:
        raise ValueError("too many scans")
    # The named format only: Pillow must not try its dozens of other readers on this file.
    with Image.open(io.BytesIO(data), formats=[kind]) as image:
        if image.width * image.height > MAX_PIXELS:
            raise _too_many_pixels(field)
        # A JPEG can be decoded at 1/2, 1/4 or 1/8: four times faster for a 12-megapixel photo.
        image.draft(None, _fitted(image.size))
        image.load()
        turn, taken_at = UPRIGHT.get(_orientation(image)), _taken_at(image)
        profile = image.info.get("icc_profile") or b""
        small = _plain(image)
        small.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
        picture = _in_srgb(_flat(small), profile)
    return (picture if turn is None else picture.transpose(turn)), taken_at


def _fitted(size: tuple[int, int]) -> tuple[int, int]:
    """Give the size at which the longest side is :data:`LONGEST`."""
    scale = min(1.0, LONGEST / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _orientation(image: Image.Image) -> int:
    """Give the EXIF orientation; 1 (upright) where it is missing or unreadable."""
    try:
        return int(image.getexif().get(ORIENTATION_TAG, 1))
    except Exception:  # a broken EXIF block must not cost the citizen a good photo
        return 1


def _taken_at(image: Image.Image) -> datetime | None:
    """Read EXIF's DateTimeOriginal; without an offset it counts as Bontang's time."""
    try:
        exif = image.getexif().get_ifd(EXIF_IFD)
        moment = datetime.strptime(str(exif[TAKEN_TAG]).strip("\0 "), "%Y:%m:%d %H:%M:%S")
        zone = _zone(str(exif.get(OFFSET_TAG, "")))
        return moment.replace(tzinfo=zone).astimezone(UTC)
    except Exception:  # missing or unreadable, and no reason to refuse a good photo
        return None


def _zone(offset: str) -> tzinfo:
    """Read ``+08:00``; anything else counts as Bontang's."""
    found = re.fullmatch(r"([+-])(\d\d):(\d\d)\0?", offset.strip())
    if found is None:
        return WITA
    ahead = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return timezone(ahead if found[1] == "+" else -ahead)


def _plain(image: Image.Image) -> Image.Image:
    """Bring palettes, bitmaps and 16-bit greys to a mode that can be scaled well."""
    if image.mode in {"RGB", "RGBA", "L", "LA", "CMYK"}:
        return image
    if image.mode.startswith("I"):
        return image.point(lambda value: value * (1 / 256)).convert("L")
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _flat(image: Image.Image) -> Image.Image:
    """Lay a picture with transparent pixels on white."""
    if not image.has_transparency_data:
        return image
    layer = image.convert("RGBA")
    paper = Image.new("RGB", layer.size, PAPER)
    paper.paste(layer, mask=layer.getchannel("A"))
    return paper


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """Convert to sRGB: what is shown without a profile is taken for that."""
    if profile and len(profile) <= MAX_PROFILE_BYTES:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            done = ImageCms.profileToProfile(image, source, target, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            done = None  # a broken or mismatched profile: show the plain values
        if done is not None:
            return done
    return image.convert("RGB")


def _render(picture: Image.Image) -> dict[str, bytes]:
    """Encode every rendition. None is larger than the picture itself."""
    largest = _encode(picture)
    middle = picture.copy()
    middle.thumbnail((800, 800), Image.Resampling.LANCZOS)
    side = min(THUMB_SIDE, *picture.size)
    thumb = ImageOps.fit(middle, (side, side), Image.Resampling.LANCZOS)
    return {
        "thumb": _encode(thumb),
        "800": largest if middle.size == picture.size else _encode(middle),
        "1600": largest,
    }


def _encode(picture: Image.Image) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "WEBP", quality=QUALITY, method=4)
    return buffer.getvalue()


COVER: Final = (20, 32, 31)  # one solid colour: what is pixelated can be guessed back
Box = tuple[float, float, float, float]  # left, top, width, height in parts of the picture


async def cover(data: bytes, boxes: Sequence[Box]) -> Mapping[str, bytes]:
    """Give the renditions of a stored photo with ``boxes`` painted over, in a thread."""
    return await asyncio.get_running_loop().run_in_executor(_workers, _cover, data, boxes)


def _cover(data: bytes, boxes: Sequence[Box]) -> Mapping[str, bytes]:
    with Image.open(io.BytesIO(data), formats=["WEBP"]) as image:
        picture = image.convert("RGB")
    width, height = picture.size
    for left, top, wide, high in boxes:
        corner = (int(left * width), int(top * height))
        # Rounded outwards: no row of the face may look out.
        end = (ceil((left + wide) * width), ceil((top + high) * height))
        picture.paste(COVER, (*corner, *end))
    return _render(picture)
