"""Fill a database with made-up reports, quickly and the same every time.

The words are the training sentences of the category suggestion, so that text search meets
text as people write it. Times are spread over three years, places around the kelurahan.
"""

import psycopg

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

_REPORTS = """
INSERT INTO reports (id, code, category, description, lat, lon, accuracy_m, area,
    area_estimated, status, resume_status, agency, answers, clock_started_at, target_amount,
    target_unit, due_at, reminded, answer_due_at, first_answer_at, reopened, visibility, supports,
    anonymous, private, visitor, reporter_name, reporter_contact, locale, access_hash, demo,
    version, created_at, updated_at, closed_at)
SELECT md5('report' || i)::uuid, 'LAP-00-' || lpad(upper(to_hex(i)), 6, '0'), p.category,
    words || '. ' || CASE i %% 3 WHEN 0 THEN 'Mohon segera ditangani, terima kasih.'
        WHEN 1 THEN 'Dekat rumah nomor ' || i %% 97 || '.' ELSE '' END,
    lat, lon, 12, area, true,
    CASE WHEN at < now() - interval '40 days'
        THEN CASE WHEN luck < 0.88 THEN 'done' WHEN luck < 0.96 THEN 'refused'
            ELSE 'in_progress' END
        ELSE CASE WHEN luck < 0.3 THEN 'new' WHEN luck < 0.5 THEN 'accepted'
            WHEN luck < 0.7 THEN 'in_progress' WHEN luck < 0.75 THEN 'waiting'
            ELSE 'done' END END,
    '', coalesce(r.agency, 'Diskominfo'), '{}', at, c.target_amount, c.target_unit,
    at + c.target_amount * interval '1.5 days', 0, at + interval '8 days',
    CASE WHEN luck >= 0.3 THEN at + luck * interval '6 days' END, 0,
    CASE WHEN i %% 200 = 0 THEN 'held' ELSE 'public' END, (luck * 4)::int, i %% 3 = 0, i %% 20 = 0,
    md5('visitor' || i %% 60000), '', '', 'id', '', true, 1, at,
    least(now(), at + luck * interval '20 days'),
    CASE WHEN at < now() - interval '40 days' AND luck < 0.96
        THEN at + luck * interval '20 days' END
FROM picked p
JOIN report_categories c ON c.code = p.category
LEFT JOIN LATERAL (SELECT agency FROM report_routing WHERE category = p.category
    ORDER BY position LIMIT 1) r ON true
"""

_EVENTS = """
INSERT INTO report_events (report_id, at, action, status, agency, message, actor_kind)
SELECT r.id, r.created_at + s.n * interval '1 day',
    (ARRAY['submit', 'accept', 'start'])[s.n + 1],
    (ARRAY['new', 'accepted', 'in_progress'])[s.n + 1],
    r.agency, CASE s.n WHEN 0 THEN '' ELSE 'Laporan Anda kami tindak lanjuti.' END,
    CASE s.n WHEN 0 THEN 'reporter' ELSE 'staff' END
FROM reports r CROSS JOIN generate_series(0, 2) AS s(n)
WHERE r.code LIKE 'LAP-00-%%' AND (s.n = 0 OR r.status <> 'new')
ORDER BY r.created_at, s.n
"""

_PHOTOS = """
INSERT INTO report_photos (id, report_id, kind, position, key, redacted_key, hidden, actor_kind,
    width, height, created_at)
SELECT md5('photo' || r.code)::uuid, r.id, 'before', 0, 'laporan/bench', '', false, 'reporter',
    1600, 1200, r.created_at
FROM reports r WHERE r.code LIKE 'LAP-00-%%' AND hashtext(r.code) %% 5 <> 0
"""


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
        for statement in (_PICK, _REPORTS, _EVENTS, _PHOTOS):
            connection.execute(statement, {"count": count})
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM (ANALYZE)")
