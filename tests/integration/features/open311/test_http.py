"""Open311 GeoReport v2 as a plain client meets it, over the real database."""

from collections.abc import AsyncIterator
from urllib.parse import quote
from xml.etree.ElementTree import fromstring

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette

from bessai_berinta import seed
from bessai_berinta.core import db
from bessai_berinta.core.permissions import Actor
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.features.open311 import http, service
from bessai_berinta.features.reports import questions
from bessai_berinta.features.reports import repository as reports_repository
from bessai_berinta.features.reports import service as reports_service
from bessai_berinta.features.reports.schemas import ChoiceView, QuestionKind, QuestionView
from bessai_berinta.features.reports.workflow import Action
from tests.factories import actors, reports

V2 = "/open311/v2"
GOOD = {"service_code": "sampah", "description": "Sampah menumpuk di tepi jalan"}


@pytest.fixture
async def client(database) -> AsyncIterator[httpx.AsyncClient]:
    await seed.load(demo=False)
    transport = httpx.ASGITransport(Starlette(routes=http.routes), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost:8000") as client:
        yield client


async def made_key(admin: Actor, per_hour: int = 600) -> str:
    async with unit_of_work(admin) as uow:
        return await service.make_key(uow, "Aplikasi uji", per_hour)


@pytest.fixture
async def key(client) -> str:
    return await made_key(await actors.admin())


async def test_discovery_names_the_endpoint_in_both_formats(client):
    body = (await client.get("/open311/discovery.json")).json()
    assert set(body) == {"changeset", "contact", "key_service", "endpoints"}
    assert body["endpoints"][0]["url"].endswith(V2)
    root = fromstring((await client.get("/open311/discovery.xml")).content)
    assert root.find("endpoints/endpoint/specification").text == http.SPECIFICATION


async def test_services_are_listed_and_defined(client):
    found = (await client.get(f"{V2}/services.json")).json()
    assert {"service_code", "service_name", "description", "metadata", "type"} <= set(found[0])
    definition = await client.get(f"{V2}/services/sampah.json")
    assert definition.json() == {"service_code": "sampah", "attributes": []}
    unknown = await client.get(f"{V2}/services/ufo.xml")
    assert unknown.status_code == 404
    assert fromstring(unknown.content).find("error/code").text == "404"


async def test_a_request_is_posted_and_read_back(client, key):
    form = {**GOOD, "lat": "0.1335", "long": "117.5085", "api_key": key, "email": "a@b.example"}
    answer = await client.post(f"{V2}/requests.json", data=form)
    assert answer.status_code == 201, answer.text
    (made,) = answer.json()
    (shown,) = (await client.get(f"{V2}/requests/{made['service_request_id']}.json")).json()
    assert shown["status"] == "open"
    assert shown["service_code"] == "sampah"
    assert shown["agency_responsible"] == "Dinas Lingkungan Hidup"
    assert shown["requested_datetime"].endswith("+08:00")
    assert "a@b.example" not in str(shown)
    token = await client.get(f"{V2}/tokens/{made['service_request_id']}.json")
    assert token.json()[0]["service_request_id"] == made["service_request_id"]


async def test_an_address_stands_in_for_a_point_in_any_spelling(client, key):
    for place in ({"address_id": "64.74.01.1003"}, {"address_string": "loktuan"}):
        answer = await client.post(f"{V2}/requests.json", data={**GOOD, **place, "api_key": key})
        assert answer.status_code == 201, answer.text


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"api_key": ""}, 403),
        ({"api_key": "bb311_guess"}, 403),
        ({"service_code": "ufo"}, 404),
        ({"service_code": ""}, 400),
        ({"lat": "", "long": ""}, 400),
        ({"lat": "0.13", "long": ""}, 400),
        ({"lat": "utara", "long": "timur"}, 400),
        ({"lat": "-6.2", "long": "106.8"}, 400),
        ({"lat": "", "long": "", "address_string": "Jakarta"}, 400),
        ({"description": "x" * 10_000}, 400),
        ({"description": "'; DROP TABLE reports; --"}, 201),
        ({"description": "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>&y;"}, 201),
    ],
)
async def test_what_is_wrong_is_answered_in_the_form_of_the_specification(
    client, key, change, status
):
    form = {**GOOD, "lat": "0.1335", "long": "117.5085", "api_key": key, **change}
    answer = await client.post(f"{V2}/requests.xml", data=form)
    assert answer.status_code == status, answer.text
    root = fromstring(answer.content)
    assert root.tag == ("errors" if status >= 400 else "service_requests")


async def test_a_revoked_key_ends_at_once(client, key):
    admin = await actors.admin()
    async with unit_of_work(admin) as uow:
        (made,) = await service.keys(uow.session, admin)
        await service.revoke_key(uow, http_uuid(made.id))
    answer = await client.post(f"{V2}/requests.json", data={**GOOD, "api_key": key})
    assert answer.status_code == 403


def http_uuid(text: str):
    import uuid

    return uuid.UUID(text)


async def test_a_key_files_no_more_than_its_hour_allows(client):
    key = await made_key(await actors.admin(), per_hour=1)
    form = {**GOOD, "address_id": "64.74.01.1003", "api_key": key}
    statuses = [(await client.post(f"{V2}/requests.json", data=form)).status_code for _ in "ab"]
    assert statuses == [201, 429]


async def test_lists_filter_by_status_service_box_and_identifier(client):
    first = (await reports.filed()).code
    second = (await reports.filed(category="jalan", lat=0.165, lon=117.474)).code
    private = (await reports.filed(private=True)).code
    officer = await actors.officer("DLH")
    async with unit_of_work(officer) as uow:
        await reports_service.act(uow, first, Action.REFUSE, message="Bukan wilayah kota.")

    async def codes(**query: str) -> list[str]:
        answer = await client.get(f"{V2}/requests.json", params=query)
        return sorted(one["service_request_id"] for one in answer.json())

    assert await codes() == sorted([first, second])
    assert await codes(status="closed") == [first]
    assert await codes(status="open") == [second]
    assert await codes(service_code="jalan") == [second]
    assert await codes(bbox="117.46,0.15,117.48,0.18") == [second]
    assert await codes(service_request_id=f"{first},{private}") == [first]
    assert await codes(page_size="1", page="2") == [first]
    assert await codes(start_date="2020-01-01T00:00:00Z") == []
    (closed,) = (await client.get(f"{V2}/requests/{first}.json")).json()
    assert closed["status_notes"] == "Bukan wilayah kota."
    assert (await client.get(f"{V2}/requests/{private}.json")).status_code == 404


async def test_an_unknown_format_is_not_found(client):
    assert (await client.get(f"{V2}/requests.yaml")).status_code == 404


NAMES = st.sampled_from(
    [
        "api_key",
        "service_code",
        "lat",
        "long",
        "address_string",
        "address_id",
        "description",
        "attribute[x]",
        "media_url",
    ]
)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(form=st.dictionaries(NAMES, st.text(max_size=60)), known=st.booleans())
async def test_no_form_makes_the_address_fail(client, key, form, known):
    data = {**form, **({"api_key": key} if known else {})}
    data = {name: value.encode("utf-8", "replace").decode() for name, value in data.items()}
    answer = await client.post(f"{V2}/requests.json", data=data)
    assert answer.status_code in {201, 400, 403, 404, 429}


async def asked(kind: QuestionKind, code: str, *choices: str, required: bool = False) -> None:
    question = QuestionView(
        code=code,
        kind=kind,
        label_id=f"Apa {code}?",
        label_en=f"What {code}?",
        required=required,
        choices=tuple(ChoiceView(one, one.title(), one.title(), "", "") for one in choices),
    )
    async with unit_of_work(await actors.admin()) as uow:
        await questions.save(uow, "sampah", question)


async def test_extra_questions_are_attributes_and_answers_are_read(client, key):
    await asked(QuestionKind.CHOICE, "jenis", "plastik", "organik", required=True)
    await asked(QuestionKind.NUMBER, "jumlah")
    await asked(QuestionKind.DATE, "sejak")
    services = {s["service_code"]: s for s in (await client.get(f"{V2}/services.json")).json()}
    async with db.session() as session:
        with_questions = set(await questions.every(session))
    assert {code for code, one in services.items() if one["metadata"]} == with_questions
    assert "sampah" in with_questions
    assert with_questions < set(services)
    definition = (await client.get(f"{V2}/services/sampah.json")).json()
    assert [(a["code"], a["datatype"]) for a in definition["attributes"][-3:]] == [
        ("jenis", "singlevaluelist"),
        ("jumlah", "number"),
        ("sejak", "datetime"),
    ]
    root = fromstring((await client.get(f"{V2}/services/sampah.xml")).content)
    assert [v.text for v in root.findall("attributes/attribute/values/value/key")] == [
        "plastik",
        "organik",
    ]
    form = {**GOOD, "address_id": "64.74.01.1003", "api_key": key}
    good = {
        "attribute[jenis][]": "plastik",
        "attribute[jumlah]": "3",
        "attribute[sejak]": "2026-11-20T08:00:00+08:00",
    }
    answer = await client.post(f"{V2}/requests.json", data={**form, **good})
    assert answer.status_code == 201, answer.text
    async with db.session() as session:
        report = await reports_repository.by_code(session, answer.json()[0]["service_request_id"])
    assert report.report.answers == {"jenis": "plastik", "jumlah": "3", "sejak": "2026-11-20"}
    for wrong in (
        {"attribute[jenis]": "kaca"},
        {"attribute[jumlah]": "banyak"},
        {"attribute[ufo]": "1"},
        {"attribute[jenis][]": ["plastik", "organik"]},
    ):
        answer = await client.post(f"{V2}/requests.json", data={**form, **wrong})
        assert answer.status_code == 400, wrong


async def test_other_addresses_and_methods_answer_in_the_form_of_the_specification(client):
    for method, path in (
        ("POST", f"{V2}/services.json"),
        ("GET", f"{V2}/nothing.xml"),
        ("DELETE", f"{V2}/requests.json"),
    ):
        answer = await client.request(method, path)
        assert answer.status_code == 404
        assert "code" in answer.text


QUERY = st.sampled_from(
    [
        "service_request_id",
        "service_code",
        "status",
        "start_date",
        "end_date",
        "updated_after",
        "bbox",
        "page",
        "page_size",
        "jurisdiction_id",
    ]
)
VALUES = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["\x00", "0001-01-01", "9999-12-31T23:59:59+14:00", "nan,nan,inf,0", "1e400,1,1,1"]
    ),
)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    path=st.one_of(
        st.sampled_from(["services", "requests", "requests/x", "tokens/x", "services/x"]),
        st.text(max_size=20).map(lambda text: f"requests/{quote(text, safe='')}"),
        st.text(max_size=20).map(lambda text: f"services/{quote(text, safe='')}"),
    ),
    format=st.sampled_from(["json", "xml"]),
    query=st.dictionaries(QUERY, VALUES),
)
async def test_no_question_makes_an_address_fail(client, path, format, query):
    query = {name: value.encode("utf-8", "replace").decode() for name, value in query.items()}
    answer = await client.get(f"{V2}/{path}.{format}", params=query)
    assert answer.status_code in {200, 400, 404}, answer.text
    assert answer.headers["content-type"].startswith(("application/json", "text/xml"))
