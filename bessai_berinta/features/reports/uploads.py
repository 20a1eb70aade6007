"""Forms with photos: read with limits, told apart when repeated, stored without metadata."""

import hashlib
import uuid
from collections.abc import Sequence

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException
from starlette.requests import ClientDisconnect, Request
from starlette.types import Message, Receive

from bessai_berinta.adapters import images, storage
from bessai_berinta.core.errors import BadRequest, InvalidInput, TooLarge, Unsupported
from bessai_berinta.core.i18n import N_

from .schemas import MAX_PHOTOS, StoredPhoto

MAX_BODY = MAX_PHOTOS * images.MAX_BYTES + 1_000_000
SIZES = ("thumb", "800", "1600")
TEXT_FIELDS = 30


def _counted(request: Request) -> Receive:
    """Wrap ``receive`` so that a body over the cap is refused while it streams in."""
    seen = 0

    async def receive() -> Message:
        nonlocal seen
        message = await request.receive()
        seen += len(message.get("body", b""))
        if seen > MAX_BODY:
            raise TooLarge(N_("The photos are too large together. Send fewer or smaller ones."))
        return message

    return receive


async def read_form(request: Request) -> FormData:
    """Read the multipart body. Raises Unsupported, TooLarge or BadRequest."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise Unsupported(N_("Send the report as multipart/form-data."))
    length = request.headers.get("content-length", "0")
    if length.isdigit() and int(length) > MAX_BODY:
        raise TooLarge(N_("The photos are too large together. Send fewer or smaller ones."))
    counted = Request(request.scope, _counted(request))
    try:
        return await counted.form(
            max_files=MAX_PHOTOS * 3, max_fields=TEXT_FIELDS, max_part_size=64_000
        )
    except (MultiPartException, ClientDisconnect, ValueError) as error:
        raise BadRequest(N_("The form was cut off or damaged. Please send it again.")) from error


async def contents(form: FormData, most: int = MAX_PHOTOS) -> list[bytes]:
    """Give the photos' bytes, at most ``most``; an empty file input counts as none."""
    files = [file for file in form.getlist("foto") if isinstance(file, UploadFile)]
    found = [content for content in [await file.read() for file in files] if content]
    if len(found) > most:
        raise InvalidInput(fields={"foto": N_("At most {most} photos.", most=most)})
    return found


async def store(photos: Sequence[bytes]) -> list[StoredPhoto]:
    """Strip, re-encode and store photos; nothing is stored unless all of them are good."""
    prepared = [await images.prepare(data) for data in photos]
    stored = []
    for photo in prepared:
        photo_id = uuid.uuid4()
        key = f"laporan/{photo_id}"
        for name, data in photo.renditions.items():
            await storage.put(f"{key}/{name}.webp", data)
        stored.append(stored_photo(photo_id, key, photo))
    return stored


def stored_photo(photo_id: uuid.UUID, key: str, photo: images.PreparedPhoto) -> StoredPhoto:
    """Describe a photo whose renditions were put under ``key``."""
    return StoredPhoto(
        photo_id, key, photo.width, photo.height, phash=photo.phash, taken_at=photo.taken_at
    )


async def discard(photos: Sequence[StoredPhoto]) -> None:
    """Delete renditions that belong to nothing, after a refused or repeated request."""
    for photo in photos:
        for size in SIZES:
            await storage.delete(f"{photo.key}/{size}.webp")


def idempotency_key(request: Request, form: FormData) -> uuid.UUID:
    """Give the idempotency key. A plain form without one (script off) gets a new one."""
    given = request.headers.get("idempotency-key") or form.get("kunci")
    if not given and wants_page(request):
        return uuid.uuid4()
    try:
        return uuid.UUID(str(given).strip('" '))
    except ValueError as error:
        message = N_("The idempotency key must be a UUID.")
        raise BadRequest(message, fields={"kunci": message}) from error


def wants_page(request: Request) -> bool:
    """Tell whether a browser posted a plain form and follows the answer."""
    accept = request.headers.get("accept", "")
    return "text/html" in accept and "application/json" not in accept


def body_hash(fields: dict[str, str], photos: Sequence[bytes]) -> str:
    """Hash what was sent, independent of multipart boundaries and field order."""
    parts = [f"{name}={value}" for name, value in sorted(fields.items())]
    parts += [hashlib.sha256(data).hexdigest() for data in photos]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
