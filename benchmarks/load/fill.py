"""Fill a database with made-up reports, quickly and the same every time.

The words are the training sentences of the category suggestion, so that text search meets
text as people write it. Times are spread over three years, places around the kelurahan.
"""

import psycopg
from sqlmodel import SQLModel

from bessai_berinta import seed
from bessai_berinta.core import migrations
from bessai_berinta.features.reports.models import Report, ReportEvent, ReportPhoto
from bessai_berinta.ops import database
from training import examples

REPORTS = 200_000
_SETTINGS = ("SET synchronous_commit = off", "SET work_mem = '256MB'", "SELECT setseed(0.42)")

# Areas and agencies come by turns of different length, so that all combinations occur.
_PICK = """
CREATE TEMP TABLE picked AS
WITH area AS (
    SELECT code, lat, lon, row_number() OVER (ORDER BY code) - 1 AS n
    FROM areas WHERE kind = 'kelurahan'),
text AS (SELECT *, row_number() OVER (ORDER BY md5(words)) - 1 AS n FROM bench_text)
SELECT i, a.code AS area, a.lat + (random() - 0.5) * 0.03 AS lat,
    a.lon + (random() - 0.5) * 0.03 AS lon, t.category, t.words, random() AS luck,
    now() - random() ^ 1.5 * interval '3 years' AS at
FROM generate_series(1, %(count)s) i
JOIN area a ON a.n = i %% (SELECT count(*) FROM area)
JOIN text t ON t.n = (i * 7919) %% (SELECT count(*) FROM text)
"""

# Column by column what is stored; the rest is as the models have it.
_REPORT = {
    "id": "md5('report' || i)::uuid",
    "code": "'LAP-00-' || lpad(upper(to_hex(i)), 6, '0')",
    "category": "p.category",
    "description": """words || '. ' || CASE i % 3 WHEN 0 THEN 'Mohon segera ditangani.'
        WHEN 1 THEN 'Dekat rumah nomor ' || i % 97 || '.' ELSE '' END""",
    "lat": "lat",
    "lon": "lon",
    "area": "area",
    "area_estimated": "true",
    "status": """CASE WHEN at < now() - interval '40 days'
        THEN CASE WHEN luck < 0.88 THEN 'done' WHEN luck < 0.96 THEN 'refused'
            ELSE 'in_progress' END
        ELSE CASE WHEN luck < 0.3 THEN 'new' WHEN luck < 0.5 THEN 'accepted'
            WHEN luck < 0.7 THEN 'in_progress' WHEN luck < 0.75 THEN 'waiting'
            ELSE 'done' END END""",
    "agency": "coalesce(r.agency, 'Diskominfo')",
    "answers": "'{}'",
    "clock_started_at": "at",
    "target_amount": "c.target_amount",
    "target_unit": "c.target_unit",
    "due_at": "at + c.target_amount * interval '1.5 days'",
    "answer_due_at": "at + interval '8 days'",
    "first_answer_at": "CASE WHEN luck >= 0.3 THEN at + luck * interval '6 days' END",
    "visibility": "CASE WHEN i % 200 = 0 THEN 'held' ELSE 'public' END",
    "supports": "(luck * 4)::int",
    "anonymous": "i % 3 = 0",
    "private": "i % 20 = 0",
    "visitor": "md5('visitor' || i % 60000)",
    "demo": "true",
    "created_at": "at",
    "updated_at": "least(now(), at + luck * interval '20 days')",
    "closed_at": """CASE WHEN at < now() - interval '40 days' AND luck < 0.96
        THEN at + luck * interval '20 days' END""",
}
_REPORTS_FROM = """
FROM picked p
JOIN report_categories c ON c.code = p.category
LEFT JOIN LATERAL (SELECT agency FROM report_routing WHERE category = p.category
    ORDER BY position LIMIT 1) r ON true
"""
_EVENT = {
    "report_id": "r.id",
    "at": "r.created_at + s.n * interval '1 day'",
    "action": "(ARRAY['submit', 'accept', 'start'])[s.n + 1]",
    "status": "(ARRAY['new', 'accepted', 'in_progress'])[s.n + 1]",
    "agency": "r.agency",
    "message": "CASE s.n WHEN 0 THEN '' ELSE 'Laporan Anda kami tindak lanjuti.' END",
    "actor_kind": "CASE s.n WHEN 0 THEN 'reporter' ELSE 'staff' END",
}
_EVENTS_FROM = """
FROM reports r CROSS JOIN generate_series(0, 2) AS s(n)
WHERE r.code LIKE 'LAP-00-%' AND (s.n = 0 OR r.status <> 'new')
ORDER BY r.created_at, s.n
"""
_PHOTO = {
    "id": "md5('photo' || r.code)::uuid",
    "report_id": "r.id",
    "key": "'laporan/bench'",
    "width": "1600",
    "height": "1200",
    "created_at": "r.created_at",
}
_PHOTOS_FROM = "FROM reports r WHERE r.code LIKE 'LAP-00-%' AND hashtext(r.code) % 5 <> 0"
_INSERTS = (
    (Report, _REPORT, _REPORTS_FROM),
    (ReportEvent, _EVENT, _EVENTS_FROM),
    (ReportPhoto, _PHOTO, _PHOTOS_FROM),
)


def _insert(model: type[SQLModel], given: dict[str, str], source: str) -> str:
    """Build an INSERT of ``given`` columns; others get the constant the model gives them."""
    constants = {
        name: repr(field.default) if isinstance(field.default, str) else str(field.default)
        for name, field in model.model_fields.items()
        if name not in given and isinstance(field.default, str | int | float)
    }
    columns = given | constants
    return (
        f"INSERT INTO {model.__tablename__} ({', '.join(columns)}) "
        f"SELECT {', '.join(columns.values())} {source}"
    )


def fill(url: str, count: int = REPORTS) -> None:
    """Add ``count`` reports with their steps and photos to a migrated, seeded database."""
    with psycopg.connect(url, autocommit=False) as connection:
        for setting in _SETTINGS:
            connection.execute(setting)
        connection.execute("CREATE TEMP TABLE bench_text (category text, words text)")
        data = examples.read("examples")
        with connection.cursor().copy("COPY bench_text FROM STDIN") as copy:
            for row in zip(data.codes, data.texts, strict=True):
                copy.write_row(row)
        connection.execute(_PICK, {"count": count})
        for model, given, source in _INSERTS:
            connection.execute(_insert(model, given, source))
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM (ANALYZE)")


def prepared(url: str) -> None:
    """Make the tables, load the seed without its demo, and fill."""
    migrations.upgrade(url)
    database.run(url, lambda: seed.load(demo=False))
    fill(url)
