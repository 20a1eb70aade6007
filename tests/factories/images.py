"""Pictures for tests: good ones with everything a phone writes into them, and hostile ones."""

import io
import random
import struct
import zlib
from typing import Any

import pillow_heif
from PIL import Image, ImageCms, ImageDraw

# Where the GPS block of :func:`exif_bytes` says the photo was taken; outside Bontang on purpose.
SECRET_PLACE = "Rumah Rahasia"
ORIENTATION, MAKE, GPS = 0x0112, 0x010F, 0x8825


def picture(width: int = 640, height: int = 480, mode: str = "RGB") -> Image.Image:
    """Draw a scene whose corners tell its orientation: top left red, top right green,
    bottom left blue, bottom right black."""
    image = Image.new("RGB", (width, height), (170, 190, 200))
    draw = ImageDraw.Draw(image)
    w, h = max(1, width // 3), max(1, height // 3)
    draw.rectangle((0, 0, w, h), fill=(220, 20, 20))
    draw.rectangle((width - w, 0, width, h), fill=(20, 180, 20))
    draw.rectangle((0, height - h, w, height), fill=(20, 20, 220))
    draw.rectangle((width - w, height - h, width, height), fill=(0, 0, 0))
    return image if mode == "RGB" else image.convert(mode)


def noisy_picture(width: int, height: int, seed: int = 1) -> Image.Image:
    """Make a picture that is as hard to encode as a photo of gravel."""
    small = random.Random(seed).randbytes(((width + 3) // 4) * ((height + 3) // 4) * 3)
    base = Image.frombytes("RGB", ((width + 3) // 4, (height + 3) // 4), small)
    return base.resize((width, height), Image.Resampling.BICUBIC)


def exif_bytes(orientation: int = 1) -> bytes:
    """Give an EXIF block with a camera, a place in words and coordinates."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[MAKE] = SECRET_PLACE
    exif[GPS] = {1: "N", 2: (0.0, 30.0, 0.0), 3: "E", 4: (116.0, 15.0, 0.0)}
    return exif.tobytes()


def xmp_bytes() -> bytes:
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/" dc:title="{SECRET_PLACE}"/>'
        "</rdf:RDF></x:xmpmeta>"
    ).encode()


def _saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def make_jpeg(
    width: int = 640,
    height: int = 480,
    *,
    orientation: int = 1,
    image: Image.Image | None = None,
    **options: Any,
) -> bytes:
    """Make a JPEG as a phone does: EXIF with GPS, XMP and a comment."""
    options = {
        "quality": 90,
        "exif": exif_bytes(orientation),
        "xmp": xmp_bytes(),
        "comment": SECRET_PLACE.encode(),
        "icc_profile": srgb_profile(),
        **options,
    }
    return _saved(image or picture(width, height), "JPEG", **options)


def make_png(width: int = 640, height: int = 480, *, mode: str = "RGB", **options: Any) -> bytes:
    return _saved(picture(width, height, mode), "PNG", **{"exif": exif_bytes(), **options})


def make_webp(width: int = 640, height: int = 480, **options: Any) -> bytes:
    options = {"exif": exif_bytes(), "xmp": xmp_bytes(), **options}
    return _saved(picture(width, height), "WEBP", **options)


def make_animated_webp(width: int = 64, height: int = 64) -> bytes:
    """Make two frames: the scene, then plain white."""
    white = Image.new("RGB", (width, height), "white")
    return _saved(
        picture(width, height), "WEBP", save_all=True, append_images=[white], duration=200
    )


def make_heic(
    width: int = 640, height: int = 480, *, orientation: int = 1, image: Image.Image | None = None
) -> bytes:
    heif = pillow_heif.from_pillow(image or picture(width, height))
    buffer = io.BytesIO()
    heif.save(buffer, quality=80, exif=exif_bytes(orientation), xmp=xmp_bytes())
    return buffer.getvalue()


def make_gif() -> bytes:
    return _saved(picture(32, 32, "P"), "GIF")


def make_transparent_png(width: int = 64, height: int = 64) -> bytes:
    """Make a picture that is transparent everywhere, above hidden red."""
    return _saved(Image.new("RGBA", (width, height), (255, 0, 0, 0)), "PNG")


def make_deep_grey_png(level: int = 0x8000) -> bytes:
    """Make a 16-bit grey PNG of one level."""
    return _saved(Image.new("I;16", (64, 64), level), "PNG")


def srgb_profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def crossed_profile() -> bytes:
    """Give a colour profile in which what is stored as red means green and the reverse."""
    profile = srgb_profile()
    red, green = b"rXYZ", b"gXYZ"
    table = profile[128:400].replace(red, b"????").replace(green, red).replace(b"????", green)
    return profile[:128] + table + profile[400:]


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def make_bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """Make a PNG of a few kilobytes that claims, and really holds, billions of pixels' worth
    of zeros at its start."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes(3 * 1024 * 1024), 9)
    return (
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")
    )


def make_text_bomb() -> bytes:
    """Make a small PNG whose compressed comment unpacks to 64 MB."""
    png = make_png(16, 16)
    text = b"Comment\x00\x00" + zlib.compress(bytes(64 * 1024 * 1024), 9)
    after_head = 8 + 25
    return png[:after_head] + _chunk(b"zTXt", text) + png[after_head:]


def make_scan_bomb(scans: int = 1000) -> bytes:
    """Make a progressive JPEG that repeats its last, tiny scan: small to send, long to decode."""
    data = make_jpeg(progressive=True)
    last = data.rindex(b"\xff\xda")
    return data[:-2] + data[last:-2] * scans + data[-2:]


def make_truncated(kind: str = "jpeg") -> bytes:
    """Make the first half of a good file, as a lost connection leaves it."""
    whole = {"jpeg": make_jpeg, "png": make_png, "webp": make_webp, "heic": make_heic}[kind]()
    return whole[: len(whole) // 2]


def make_svg() -> bytes:
    return (
        b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
        b"<script>alert(document.domain)</script></svg>"
    )


def make_exe(megabytes: int = 3) -> bytes:
    """Make what a Windows program starts with, ``megabytes`` long."""
    return b"MZ\x90\x00" + bytes(megabytes * 1024 * 1024 - 4)


def make_photo(
    seed: int = 1,
    *,
    taken_at: str = "",
    offset: str = "",
    image: Image.Image | None = None,
    **options: Any,
) -> bytes:
    """Make a photo that looks like no other seed's; ``taken_at`` as cameras write it."""
    exif = Image.Exif()
    exif[MAKE] = SECRET_PLACE
    if taken_at:
        exif.get_ifd(0x8769)[0x9003] = taken_at
    if offset:
        exif.get_ifd(0x8769)[0x9011] = offset
    options = {"quality": 90, "exif": exif.tobytes(), **options}
    return _saved(image or noisy_picture(640, 480, seed), "JPEG", **options)
