"""Photos: what is accepted, what is refused, and that nothing of the file survives."""

import asyncio
import hashlib
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from bessai_berinta.adapters import images
from bessai_berinta.core.errors import CityError, InvalidInput, TooLarge, Unsupported
from tests.factories import images as made

GOOD = {
    "jpeg": made.make_jpeg,
    "png": made.make_png,
    "webp": made.make_webp,
    "heic": made.make_heic,
}


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def colour_at(image: Image.Image, corner: str) -> str:
    """Name the colour in a corner of the scene of :func:`tests.factories.images.picture`."""
    x = 4 if "left" in corner else image.width - 5
    y = 4 if "top" in corner else image.height - 5
    pixel = image.convert("RGB").getpixel((x, y))
    assert isinstance(pixel, tuple)
    strongest = max(pixel)
    return "black" if strongest < 40 else ("red", "green", "blue")[pixel.index(strongest)]


def riff_chunks(data: bytes) -> list[bytes]:
    """List the chunk names of a WebP file."""
    names, at = [], 12
    while at + 8 <= len(data):
        names.append(data[at : at + 4])
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        at += 8 + size + size % 2
    return names


@pytest.mark.parametrize("kind", GOOD)
async def test_phone_formats_become_webp_renditions(kind: str) -> None:
    data = GOOD[kind]()
    photo = await images.prepare(data)
    assert tuple(photo.renditions) == images.RENDITIONS
    assert (photo.width, photo.height) == (640, 480)
    assert photo.sha256 == hashlib.sha256(data).hexdigest()
    assert all(opened(file).format == "WEBP" for file in photo.renditions.values())


@pytest.mark.parametrize("kind", GOOD)
def test_nothing_but_pixels_survives(kind: str) -> None:
    data = GOOD[kind]()
    assert made.SECRET_PLACE.encode() in data
    for file in images.prepare_now(data).renditions.values():
        assert riff_chunks(file) == [b"VP8 "]
        assert made.SECRET_PLACE.encode() not in file
        assert not opened(file).getexif()


def test_renditions_are_a_square_and_two_sizes() -> None:
    photo = images.prepare_now(made.make_jpeg(3000, 2000))
    sizes = {name: opened(file).size for name, file in photo.renditions.items()}
    assert sizes == {"thumb": (320, 320), "800": (800, 534), "1600": (1600, 1067)}
    assert (photo.width, photo.height) == (1600, 1067)


def test_a_small_photo_is_never_enlarged() -> None:
    photo = images.prepare_now(made.make_png(100, 60))
    sizes = {name: opened(file).size for name, file in photo.renditions.items()}
    assert sizes == {"thumb": (60, 60), "800": (100, 60), "1600": (100, 60)}


@pytest.mark.parametrize(("width", "height"), [(9000, 3), (3, 9000), (1, 1)])
def test_odd_shapes_keep_at_least_one_pixel(width: int, height: int) -> None:
    photo = images.prepare_now(made.make_png(width, height))
    assert all(min(opened(file).size) >= 1 for file in photo.renditions.values())


# Where each corner of the scene must be found after turning it upright (EXIF 2.32, 4.6.4 A).
UPRIGHT = {
    1: ("red", "green", "blue", "black"),
    2: ("green", "red", "black", "blue"),
    3: ("black", "blue", "green", "red"),
    4: ("blue", "black", "red", "green"),
    5: ("red", "blue", "green", "black"),
    6: ("blue", "red", "black", "green"),
    7: ("black", "green", "blue", "red"),
    8: ("green", "black", "red", "blue"),
}


@pytest.mark.parametrize("orientation", UPRIGHT)
@pytest.mark.parametrize("make", [made.make_jpeg, made.make_heic])
def test_a_turned_photo_is_stored_upright(make, orientation: int) -> None:  # type: ignore[no-untyped-def]
    image = opened(images.prepare_now(make(orientation=orientation)).renditions["1600"])
    corners = ("top left", "top right", "bottom left", "bottom right")
    assert tuple(colour_at(image, corner) for corner in corners) == UPRIGHT[orientation]
    assert image.size == ((640, 480) if orientation < 5 else (480, 640))


@pytest.mark.parametrize("block", [b"MM\x00*\xff\xff\xff\xff", b"not a TIFF header", b""])
@pytest.mark.parametrize("make", [made.make_jpeg, made.make_png, made.make_webp])
def test_a_broken_exif_block_does_not_cost_the_photo(make, block: bytes) -> None:  # type: ignore[no-untyped-def]
    photo = images.prepare_now(make(exif=b"Exif\x00\x00" + block))
    assert colour_at(opened(photo.renditions["800"]), "top left") == "red"


def test_a_broken_colour_profile_does_not_cost_the_photo() -> None:
    photo = images.prepare_now(made.make_jpeg(icc_profile=b"not a profile"))
    assert colour_at(opened(photo.renditions["800"]), "top left") == "red"


def test_a_colour_profile_is_applied_before_it_is_dropped() -> None:
    photo = images.prepare_now(made.make_jpeg(icc_profile=made.crossed_profile()))
    assert colour_at(opened(photo.renditions["800"]), "top left") == "green"
    assert riff_chunks(photo.renditions["800"]) == [b"VP8 "]


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "I;16"])
def test_every_kind_of_png_pixel_is_understood(mode: str) -> None:
    photo = images.prepare_now(made.make_png(mode=mode))
    assert opened(photo.renditions["1600"]).mode == "RGB"


def test_a_print_jpeg_is_understood() -> None:
    photo = images.prepare_now(made.make_jpeg(image=made.picture(mode="CMYK"), icc_profile=None))
    assert colour_at(opened(photo.renditions["1600"]), "top left") == "red"


def test_transparent_pixels_become_white_not_what_hides_under_them() -> None:
    photo = images.prepare_now(made.make_transparent_png())
    assert opened(photo.renditions["1600"]).getpixel((9, 9)) == (255, 255, 255)


def test_a_progressive_photo_is_understood() -> None:
    photo = images.prepare_now(made.make_jpeg(progressive=True))
    assert colour_at(opened(photo.renditions["800"]), "top left") == "red"


def test_sixteen_bit_greys_keep_their_level() -> None:
    photo = images.prepare_now(made.make_deep_grey_png(0x8000))
    pixel = opened(photo.renditions["1600"]).getpixel((9, 9))
    assert isinstance(pixel, tuple)
    assert abs(pixel[0] - 128) <= 2


def test_of_an_animation_the_first_frame_counts() -> None:
    image = opened(images.prepare_now(made.make_animated_webp()).renditions["1600"])
    assert not getattr(image, "is_animated", False)
    assert colour_at(image, "top left") == "red"


REFUSED = {
    "a program named .jpg": (made.make_exe, Unsupported),
    "a drawing with a script": (made.make_svg, Unsupported),
    "a GIF": (made.make_gif, Unsupported),
    "text": (lambda: b"bukan foto", Unsupported),
    "an empty file": (lambda: b"", InvalidInput),
    "a pixel bomb": (made.make_bomb, TooLarge),
    "just too many pixels": (lambda: made.make_bomb(10_000, 5_001), TooLarge),
    "a comment that unpacks to 64 MB": (made.make_text_bomb, InvalidInput),
    "a JPEG of a thousand scans": (made.make_scan_bomb, InvalidInput),
    "too many bytes": (lambda: made.make_jpeg() + bytes(images.MAX_BYTES), TooLarge),
    "half a JPEG": (lambda: made.make_truncated("jpeg"), InvalidInput),
    "half a PNG": (lambda: made.make_truncated("png"), InvalidInput),
    "half a WebP": (lambda: made.make_truncated("webp"), InvalidInput),
    "half a HEIC": (lambda: made.make_truncated("heic"), InvalidInput),
    "only a JPEG's first bytes": (lambda: b"\xff\xd8\xff\xe0", InvalidInput),
    "only a HEIC's first bytes": (lambda: b"\x00\x00\x00\x18ftypheic", InvalidInput),
}


@pytest.mark.parametrize("name", REFUSED)
async def test_refused_with_a_message_on_the_field(name: str) -> None:
    make, error = REFUSED[name]
    with pytest.raises(error) as refusal:
        await images.prepare(make(), field="foto")
    assert set(refusal.value.fields) == {"foto"}
    assert refusal.value.text("id") != refusal.value.text("en")


def test_pixels_are_counted_before_they_are_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    def decode(image: Image.Image) -> None:
        raise AssertionError("decoded")

    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", decode)
    with pytest.raises(TooLarge):
        images.prepare_now(made.make_bomb(10_000, 5_001))


async def test_many_photos_at_once_wait_for_their_turn() -> None:
    photos = await asyncio.gather(*(images.prepare(made.make_jpeg(200, 100)) for _ in range(8)))
    assert len({photo.renditions["thumb"] for photo in photos}) == 1


BASES = {kind: make(48, 32) for kind, make in GOOD.items()}


@given(st.binary(max_size=4000))
@settings(max_examples=150, deadline=None)
def test_random_bytes_give_only_errors_a_person_can_read(data: bytes) -> None:
    with pytest.raises(CityError):
        images.prepare_now(data)


@pytest.mark.parametrize("kind", BASES)
@given(data=st.data())
@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_damaged_photo_gives_a_photo_or_an_error_a_person_can_read(
    kind: str, data: st.DataObject
) -> None:
    damaged = bytearray(BASES[kind])
    for _ in range(data.draw(st.integers(1, 12))):
        at = data.draw(st.integers(0, len(damaged) - 1))
        damaged[at] = data.draw(st.integers(0, 255))
    end = data.draw(st.integers(1, len(damaged)))
    try:
        photo = images.prepare_now(bytes(damaged[:end]))
    except CityError:
        return
    assert all(riff_chunks(file) == [b"VP8 "] for file in photo.renditions.values())
