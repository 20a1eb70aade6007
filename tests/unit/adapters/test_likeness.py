"""What a picture looks like: copies stay near, others far."""

import io

import pytest
from PIL import Image, ImageEnhance

from bessai_berinta.adapters import images
from bessai_berinta.adapters.likeness import ALIKE, distance, likeness
from tests.factories.images import make_jpeg, make_png, make_webp, noisy_picture, picture

PHOTO = noisy_picture(1200, 900, 7)


def as_jpeg(image: Image.Image, quality: int) -> Image.Image:
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=quality)
    return Image.open(io.BytesIO(buffer.getvalue()))


def trimmed(image: Image.Image, part: float) -> Image.Image:
    x, y = round(image.width * part), round(image.height * part)
    return image.crop((x, y, image.width - x, image.height - y))


@pytest.mark.parametrize(
    "copy",
    [
        as_jpeg(PHOTO, 30),
        PHOTO.resize((400, 300)),
        trimmed(PHOTO, 0.01),
        ImageEnhance.Brightness(PHOTO).enhance(1.2),
        as_jpeg(trimmed(PHOTO, 0.01).resize((600, 450)), 50),
    ],
    ids=["recompressed", "a third of the size", "slightly cropped", "brighter", "all of it"],
)
def test_a_copy_looks_like_its_picture(copy: Image.Image):
    one, other = likeness(PHOTO), likeness(copy)
    assert one is not None
    assert other is not None
    assert distance(one, other) <= ALIKE


def test_other_pictures_look_different():
    hashes = [likeness(noisy_picture(640, 480, seed)) for seed in range(30)]
    hashes.append(likeness(picture()))
    for number, one in enumerate(hashes):
        for other in hashes[:number]:
            assert one is not None
            assert other is not None
            assert distance(one, other) > ALIKE + 4


def test_a_picture_that_shows_nothing_has_no_look():
    assert likeness(Image.new("RGB", (640, 480), (3, 3, 3))) is None


def test_the_hash_fits_a_signed_column_and_counts_bits_as_such():
    found = [likeness(noisy_picture(320, 240, seed)) for seed in range(20)]
    assert all(value is not None and -(2**63) <= value < 2**63 for value in found)
    assert any(value is not None and value < 0 for value in found)
    assert distance(-1, 0) == 64
    assert distance(-1, -1) == 0


def test_format_and_orientation_do_not_matter():
    plain = images.prepare_now(make_png()).phash
    assert plain is not None
    for data in (make_jpeg(), make_webp(), make_jpeg(quality=40)):
        other = images.prepare_now(data).phash
        assert other is not None
        assert distance(plain, other) <= ALIKE
