"""Do the pages of a plan show what is so, take in what may be noted, and say what cannot be?"""

import datetime as dt
import uuid

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.care.conftest import Scene, again, noted, signed_in, started, step
from tests.factories import DAY, NOW, House, person, viewer
from tests.staircase.conftest import Page
from trappen.accounts.models import User
from trappen.audit.models import Event
from trappen.care import actions, queries
from trappen.care.models import CarePlan
from trappen.care.rules import Agreement, Consent, Referral, Sight, StepCode
from trappen.organisations.rules import Role


@pytest.fixture
def plan(house: House, sofus: User) -> CarePlan:
    """Started today, as the pages read the clock; Laila and Jonas support."""
    return started(house, sofus, by=house.leader, supporters=[house.helper, house.colleague], now=timezone.now())


def page(client: Client, where: str) -> Page:
    response = client.get(where)
    assert response.status_code == 200
    return Page.of(response.text)


def at(plan: CarePlan, part: str = "") -> str:
    return f"/omsorg/{plan.id}/{part}"


def today() -> dt.date:
    return timezone.localdate()


# Starting


def test_the_units_people_are_offered_oneself_first(house: House, sofus: User) -> None:
    shown = page(signed_in(sofus), "/omsorg/ny/")
    start = f"/omsorg/ny/{house.harbour.id}/"
    links = [text for address, text in shown.links(start)]
    assert links == ["Mig selv", "Dines Modelgaard", "Jonas Opdigtsen", "Laila Papirsø", "Mette Prøvedal"]


def test_who_has_no_unit_to_care_in_is_told(house: House) -> None:
    nobody = person("Konrad Attrapsen", (house.top, Role.CONSULTANT))
    assert "Du arbejder ikke i en enhed" in page(signed_in(nobody), "/omsorg/ny/").text


def test_a_plan_is_started(house: House, sofus: User) -> None:
    client, where = signed_in(house.helper), f"/omsorg/ny/{house.harbour.id}/{sofus.id}/"
    shown = page(client, where)
    assert "Sofus Eksempel" in shown.text
    offered = [each.get("value") for each in shown.main.iter("input") if each.get("name") == "supporters"]
    assert set(offered) == {str(house.helper.id), str(house.colleague.id)}, "not those who lead"
    posted = {"once": str(uuid.uuid4()), "supporters": [str(house.helper.id)], "email": "BODIL@aavang.example "}
    answers = [client.post(where, posted).headers["Location"] for _ in range(2)]
    made = CarePlan.objects.get()
    assert answers == [at(made)] * 2
    assert {each.user for each in queries.supporters_of(made)} == {house.helper, house.other_leader}


def test_one_who_is_ticked_and_written_is_chosen_once(house: House, sofus: User) -> None:
    where = f"/omsorg/ny/{house.harbour.id}/{sofus.id}/"
    sent = {"once": str(uuid.uuid4()), "supporters": [str(house.colleague.id)], "email": "jonas@aavang.example"}
    assert signed_in(house.helper).post(where, sent).status_code == 302
    assert [each.user for each in queries.supporters_of(CarePlan.objects.get())] == [house.colleague]
    sent = {"once": str(uuid.uuid4()), "email": "jonas@aavang.example"}
    assert signed_in(house.helper).post(where, sent).status_code == 302, "of the unit, though written"


@pytest.mark.parametrize(
    ("posted", "said"),
    [
        ({}, "Vælg mindst én."),
        ({"email": "hvem@aavang.example"}, "Vi kender ingen kollega med den mailadresse"),
        ({"email": "mette@aavang.example"}, "En leder af enheden kan kun være støtte"),
        ({"email": "sofus@aavang.example"}, "Vælg en anden"),
        ({"email": "frode@aavang.example"}, "Vi kender ingen kollega med den mailadresse"),
    ],
)
def test_what_cannot_be_started(house: House, sofus: User, posted: dict[str, str], said: str) -> None:
    client, where = signed_in(house.helper), f"/omsorg/ny/{house.harbour.id}/{sofus.id}/"
    answer = client.post(where, {"once": str(uuid.uuid4()), **posted})
    assert said in answer.text
    assert CarePlan.objects.count() == 0


def test_six_are_too_many(house: House, sofus: User) -> None:
    many = [person(f"Nummer{number} Opfundet", (house.harbour, Role.EMPLOYEE)) for number in range(6)]
    posted = {"once": str(uuid.uuid4()), "supporters": [str(each.id) for each in many]}
    answer = signed_in(house.helper).post(f"/omsorg/ny/{house.harbour.id}/{sofus.id}/", posted)
    assert "Vælg højst fem" in answer.text


def test_the_leader_is_told_what_they_will_see(house: House, sofus: User) -> None:
    where = f"/omsorg/ny/{house.harbour.id}/{sofus.id}/"
    assert "Du kan kun se, at planen er der" in page(signed_in(house.leader), where).text
    assert "Du bestemmer, om din leder må" in page(signed_in(sofus), where).text


def test_the_colleague_may_choose_their_own_leader(house: House, sofus: User) -> None:
    client, where = signed_in(sofus), f"/omsorg/ny/{house.harbour.id}/{sofus.id}/"
    answer = client.post(where, {"once": str(uuid.uuid4()), "supporters": [str(house.leader.id)]})
    assert answer.headers["Location"] == at(CarePlan.objects.get())


# The overview


def test_the_overview_tells_as_what_one_sees_each_plan(house: House, sofus: User, plan: CarePlan) -> None:
    assert "Din egen plan. Næste: Nu" in page(signed_in(sofus), "/omsorg/").text
    assert "Du er støtte. Næste: Nu" in page(signed_in(house.helper), "/omsorg/").text
    outline = page(signed_in(house.leader), "/omsorg/").text
    assert "Du startede den, men kan ikke læse den" in outline
    assert "Næste: Nu" not in outline
    assert "Ingen, du kan se" in page(signed_in(house.other_leader), "/omsorg/").text
    actions.stop(plan=again(plan), by=viewer(sofus), now=timezone.now())
    assert "Stoppet" in page(signed_in(house.helper), "/omsorg/").text
    assert "Stoppet" not in page(signed_in(house.leader), "/omsorg/").text


# The plan


def test_the_colleague_and_the_supporter_see_all_of_it(house: House, sofus: User, plan: CarePlan) -> None:
    supporter = page(signed_in(house.helper), at(plan)).text
    own = page(signed_in(sofus), at(plan)).text
    assert "Omsorg for Sofus Eksempel" in supporter
    assert "Din omsorgsplan" in own
    for text in (supporter, own):
        assert "Tidsplanen er vores forslag" in text
        assert "Måned 3" in text
    assert "Gå hen til kollegaen" in supporter
    assert "Det er din støtte, der tager kontakt" in own


def test_what_stands_beside_it(house: House, sofus: User, plan: CarePlan) -> None:
    text = " ".join(signed_in(sofus).get(at(plan)).text.split())
    assert "tre måneder efter det sidste trin" in text
    assert "Du og dine støtter." in text
    assert "Ikke lederen, og ingen andre." in text
    assert "Stop eller slet planen" in text
    assert "Startede planen" in text
    other = " ".join(signed_in(house.helper).get(at(plan)).text.split())
    assert "Kollegaen og støtterne." in other
    assert "Stop eller slet planen" not in other


def test_every_look_is_noted_and_told(house: House, sofus: User, plan: CarePlan) -> None:
    for part in ("", "trin/now/", "stoette/"):
        signed_in(house.helper).get(at(plan, part))
    signed_in(house.leader).get(at(plan))
    for part in ("indblik/", "stop/"):
        signed_in(sofus).get(at(plan, part))
    lines = Event.objects.filter(subject=plan.id, verb="viewed").values_list("actor", "note")
    assert sorted(note for actor, note in lines if actor == house.helper.id) == ["", "step", "supporters"]
    assert [note for actor, note in lines if actor == house.leader.id] == ["outline"]
    assert sorted(note for actor, note in lines if actor == sofus.id) == ["leader", "stop"]
    text = " ".join(signed_in(sofus).get(at(plan)).text.split())
    for said in ("Så et trin", "Så hvem der er støtte", "Så at planen er der", "Så planen"):
        assert said in text


def test_what_has_been_noted_is_told(house: House, sofus: User, plan: CarePlan) -> None:
    noted(plan, StepCode.NOW, house.helper, referral=Referral.DOCTOR, now=timezone.now())
    text = page(signed_in(sofus), at(plan)).text
    assert "fortsætte: ja · hjælp fra andre: ja, til egen læge" in text
    assert "Næste: Før kollegaen går hjem" in text


def test_a_no_is_respected_on_the_page(house: House, sofus: User, plan: CarePlan) -> None:
    noted(plan, StepCode.NOW, house.helper, consent=Consent.NO, now=timezone.now())
    assert "Kollegaen har sagt nej" in page(signed_in(house.helper), at(plan)).text
    assert "Du har sagt nej" in page(signed_in(sofus), at(plan)).text
    assert queries.owed_steps(viewer(house.helper), today()) == []


def test_late_passed_and_finished(house: House, sofus: User) -> None:
    ago = timezone.now() - 20 * DAY
    plan = started(house, sofus, by=sofus, supporters=[house.helper], now=ago)
    text = page(signed_in(house.helper), at(plan)).text
    assert "venter stadig" in text
    assert "ikke noteret" in text
    noted(plan, StepCode.MONTH_3, house.helper, now=timezone.now())
    assert "Alle trin er gået igennem" in page(signed_in(house.helper), at(plan)).text


def test_the_leader_reads_where_the_colleague_agrees_and_writes_nothing(
    house: House, sofus: User, plan: CarePlan
) -> None:
    answer = signed_in(sofus).post(at(plan, "indblik/"), {"agreement": "yes"})
    assert answer.headers["Location"] == at(plan)
    shown = page(signed_in(house.leader), at(plan))
    assert "Uge 4" in shown.text
    assert shown.links(at(plan, "trin/")) == []
    assert "Også dem, der leder enheden: Dines Modelgaard, Mette Prøvedal." in " ".join(
        signed_in(sofus).get(at(plan)).text.split()
    )
    assert page(signed_in(sofus), at(plan, "indblik/")).main is not None
    assert "Vælg et svar." in signed_in(sofus).post(at(plan, "indblik/"), {}).text


def test_the_page_says_who_is_no_longer_a_supporter_either(house: House, sofus: User, plan: CarePlan) -> None:
    actions.add_supporter(plan=again(plan), person=house.leader.id, by=viewer(sofus), now=timezone.now())
    text = page(signed_in(sofus), at(plan, "indblik/")).text
    assert "Siger du nej, er de her heller ikke støtte mere: Mette Prøvedal" in text
    assert signed_in(sofus).post(at(plan, "indblik/"), {"agreement": "no"}).status_code == 302
    assert signed_in(house.leader).get(at(plan)).status_code == 404


# A step


def posted(house: House, **more: str) -> dict[str, str]:
    return {
        "version": "0",
        "done_on": today().isoformat(),
        "done_by": str(house.helper.id),
        "consent": "yes",
        "referral": "none",
        "next_on": today().isoformat(),
        **more,
    }


@pytest.mark.parametrize("code", StepCode)
def test_every_step_can_be_opened_and_has_no_room_for_words(house: House, plan: CarePlan, code: StepCode) -> None:
    shown = page(signed_in(house.helper), at(plan, f"trin/{code.value}/"))
    assert list(shown.main.iter("textarea")) == []
    kinds = {each.get("type") for each in shown.main.iter("input")}
    assert kinds <= {"hidden", "date", "radio"}
    assert ("Hvornår er kolleger ikke nok?" in shown.text) == (code is StepCode.WEEK_4)
    assert ("Hvornår tales I ved igen?" in shown.text) == (code is not StepCode.MONTH_3)


def test_a_step_is_noted_and_taken_back_on_the_page(house: House, sofus: User, plan: CarePlan) -> None:
    client, where = signed_in(house.helper), at(plan, "trin/now/")
    assert client.post(where, posted(house)).headers["Location"] == at(plan)
    assert step(plan, StepCode.NOW).consent is Consent.YES
    shown = page(signed_in(sofus), where)
    ticked = {each.get("value") for each in shown.main.iter("input") if "checked" in each.attrib}
    assert ticked == {str(house.helper.id), "yes", "none"}
    assert signed_in(sofus).post(where, {"undo": "1"}).status_code == 302
    assert step(plan, StepCode.NOW).done_on, "a form without its version takes nothing back"
    assert signed_in(sofus).post(where, {"undo": "1", "version": "1"}).status_code == 302
    assert step(plan, StepCode.NOW).done_on is None


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("done_on", "", "Vælg en dag."),
        ("done_on", "2020-01-01", "Dagen skal ligge mellem planens første dag og i dag."),
        ("next_on", "2020-01-01", "Vælg en dag efter samtalen"),
        ("next_on", "2090-01-01", "Vælg en dag efter samtalen"),
        ("next_on", "", "Vælg en dag."),
        ("done_by", "", "Vælg, hvem der var der."),
        ("consent", "", "Vælg et svar."),
        ("referral", "tandlæge", "gyldig"),
    ],
)
def test_what_cannot_be_noted(house: House, plan: CarePlan, field: str, value: str, said: str) -> None:
    answer = signed_in(house.helper).post(at(plan, "trin/now/"), posted(house, **{field: value}))
    assert answer.status_code == 200
    assert said in answer.text
    assert step(plan, StepCode.NOW).done_on is None


def test_words_that_are_sent_along_are_kept_nowhere(house: House, plan: CarePlan) -> None:
    sent = posted(house, note="kastanje", text="kastanje", what_was_said="kastanje")
    assert signed_in(house.helper).post(at(plan, "trin/now/"), sent).status_code == 302
    row = step(plan, StepCode.NOW)
    assert "kastanje" not in f"{vars(row)} {row.answers}"


def test_two_supporters_at_once(house: House, plan: CarePlan) -> None:
    where = at(plan, "trin/now/")
    signed_in(house.helper).post(where, posted(house))
    late = signed_in(house.colleague).post(where, posted(house, consent="later"))
    assert "Laila Papirsø har ændret det her" in late.text
    assert 'name="version" value="1"' in late.text
    assert signed_in(house.colleague).post(where, posted(house, consent="later", version="1")).status_code == 302
    assert step(plan, StepCode.NOW).consent is Consent.LATER
    stale = signed_in(house.helper).post(where, {"undo": "1", "version": "1"})
    assert "Jonas Opdigtsen har ændret det her" in stale.text


def test_a_step_that_there_is_not(house: House, plan: CarePlan) -> None:
    assert signed_in(house.helper).get(at(plan, "trin/week-3/")).status_code == 404


def test_where_nobody_supports_one_must_be_chosen_first(house: House, sofus: User, plan: CarePlan) -> None:
    for each in (house.helper, house.colleague):
        actions.remove_supporter(plan=again(plan), person=each.id, by=viewer(sofus), now=timezone.now())
    assert "Vælg først en støtte" in page(signed_in(sofus), at(plan, "trin/now/")).text
    assert "Ingen støtter dig lige nu" in page(signed_in(sofus), at(plan)).text


# Its people


def test_the_colleague_adds_and_takes_off(house: House, sofus: User, plan: CarePlan) -> None:
    client, where = signed_in(sofus), at(plan, "stoette/")
    shown = page(client, where)
    offered = [each.get("value") for each in shown.main.iter("option")]
    assert offered == ["", str(house.deputy.id), str(house.leader.id)]
    assert "Giv min plads videre" not in shown.text
    added = client.post(where, {"act": "add", "person": str(house.leader.id)})
    assert added.headers["Location"] == where
    assert client.post(where, {"act": f"remove-{house.helper.id}"}).headers["Location"] == where
    assert {each.user for each in queries.supporters_of(plan)} == {house.leader, house.colleague}
    assert signed_in(house.helper).get(where).status_code == 404
    assert "Vælg en kollega, eller skriv en mailadresse." in client.post(where, {"act": "add"}).text


def test_a_supporter_hands_over_and_leaves(house: House, sofus: User, plan: CarePlan) -> None:
    where = at(plan, "stoette/")
    jonas, laila = signed_in(house.colleague), signed_in(house.helper)
    handed = laila.post(where, {"act": "hand-over", "email": "bodil@aavang.example"})
    assert handed.headers["Location"] == "/omsorg/"
    assert laila.get(where).status_code == 404
    bodil = signed_in(house.other_leader)
    assert "Stop som støtte" in page(bodil, where).text
    assert bodil.post(where, {"act": "leave"}).headers["Location"] == "/omsorg/"
    assert "Du er den eneste" in page(jonas, where).text
    assert "Det kunne ikke lade sig gøre" in jonas.post(where, {"act": "leave"}).text
    assert {each.user for each in queries.supporters_of(plan)} == {house.colleague}


def test_each_does_only_what_is_theirs(house: House, sofus: User, plan: CarePlan) -> None:
    where = at(plan, "stoette/")
    before = {each.user for each in queries.supporters_of(plan)}
    for act in (f"remove-{house.colleague.id}", "anything", ""):
        assert signed_in(house.helper).post(where, {"act": act}).status_code == 200
    for act in ("leave", "hand-over", f"remove-{uuid.uuid4()}"):
        chosen = {"act": act, "person": str(house.leader.id)}
        assert signed_in(sofus).post(where, chosen).status_code == 200
    assert {each.user for each in queries.supporters_of(plan)} == before


def test_a_leader_is_not_offered_or_taken_from_a_supporter(house: House, plan: CarePlan) -> None:
    client, where = signed_in(house.helper), at(plan, "stoette/")
    assert [each.get("value") for each in page(client, where).main.iter("option")] == [""]
    for posted_ in ({"person": str(house.leader.id)}, {"email": "mette@aavang.example"}):
        assert client.post(where, {"act": "add", **posted_}).status_code == 200
    assert len(queries.supporters_of(plan)) == 2


# Its end


def test_the_colleague_stops_it_and_deletes_it(house: House, sofus: User, plan: CarePlan) -> None:
    client, where = signed_in(sofus), at(plan, "stop/")
    assert "Stop planen" in page(client, where).text
    assert client.post(where, {"what": "stop"}).headers["Location"] == at(plan)
    shown = page(signed_in(house.helper), at(plan))
    assert "Planen er stoppet" in shown.text
    assert shown.links(at(plan, "trin/")) == []
    for part, sent in (("trin/now/", posted(house)), ("stoette/", {"act": "add", "email": "bodil@aavang.example"})):
        assert signed_in(house.helper).post(at(plan, part), sent).headers["Location"] == at(plan)
    assert step(plan, StepCode.NOW).done_on is None
    assert "Stop planen" not in page(client, where).text
    assert client.post(where, {"what": "stop"}).status_code == 200
    assert "Sæt kryds først" in client.post(where, {"what": "delete"}).text
    assert CarePlan.objects.count() == 1
    assert client.post(where, {"what": "delete", "sure": "on"}).headers["Location"] == "/omsorg/"
    assert CarePlan.objects.count() == 0
    assert client.get(at(plan)).status_code == 404


# What waits


def test_what_waits_for_a_supporter(scene: Scene, house: House) -> None:
    started(house, house.colleague, by=house.leader, supporters=[house.helper], now=NOW - 7 * DAY)
    found = queries.owed_steps(viewer(house.helper), NOW.date())
    assert [(each.person, each.code, each.due_on) for each in found] == [
        ("Jonas Opdigtsen", StepCode.WEEK_1, dt.date(2026, 3, 2)),
        ("Sofus Eksempel", StepCode.NOW, dt.date(2026, 3, 2)),
    ]
    for role in ("the colleague", "leader who started it", "deputy", "administrator", "without any role"):
        assert queries.owed_steps(viewer(scene[role]), NOW.date()) == [], role
    actions.stop(plan=again(scene.plan), by=viewer(scene["the colleague"]), now=NOW)
    assert [each.person for each in queries.owed_steps(viewer(house.helper), NOW.date())] == ["Jonas Opdigtsen"]


def test_the_list_of_plans_is_in_order(scene: Scene, house: House) -> None:
    started(house, house.helper, by=house.helper, supporters=[house.colleague])
    started(house, house.colleague, by=house.colleague, supporters=[house.helper])
    found = queries.listed(viewer(house.helper), NOW.date())
    assert [(each.person, each.sight) for each in found] == [
        ("Laila Papirsø", Sight.PERSON),
        ("Jonas Opdigtsen", Sight.SUPPORTER),
        ("Sofus Eksempel", Sight.SUPPORTER),
    ]
    colleague = viewer(scene["the colleague"])
    actions.let_leader_see(plan=again(scene.plan), agreement=Agreement.YES, by=colleague, now=NOW)
    assert [each.sight for each in queries.listed(viewer(house.deputy), NOW.date())] == [Sight.LEADER]


# How much is asked


@pytest.mark.parametrize("rows", [1, 3])
def test_no_page_asks_more_for_three_than_for_one(
    house: House, sofus: User, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    others = [person(f"Nummer{number} Opfundet", (house.harbour, Role.EMPLOYEE)) for number in range(3)]
    supporters = [house.helper, *others][:rows]
    plans = [
        started(house, who, by=house.leader, supporters=supporters, now=timezone.now())
        for who in [sofus, house.colleague, house.deputy][:rows]
    ]
    plan, client, own = plans[0], signed_in(house.helper), signed_in(sofus)
    for who in (client, own):
        who.get("/omsorg/")
    queries.owed_steps(viewer(house.helper), today())
    seen: dict[str, int] = {}
    for name, who, where, number in (
        ("overview", client, "/omsorg/", 5),  # session, person, roles, plans, steps
        ("choose", client, "/omsorg/ny/", 4),
        ("start", client, f"/omsorg/ny/{house.harbour.id}/{sofus.id}/", 5),
        ("plan", client, at(plan), 10),
        ("step", client, at(plan, "trin/now/"), 8),
        ("supporters", client, at(plan, "stoette/"), 7),
        ("leader", own, at(plan, "indblik/"), 7),
        ("stop", own, at(plan, "stop/"), 5),
    ):
        with django_assert_num_queries(number, info=name):
            who.get(where)
        seen[name] = number
    assert max(seen.values()) <= 12
    who_owes = viewer(house.helper)
    with django_assert_num_queries(1):
        assert len(queries.owed_steps(who_owes, today())) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_saving_asks_no_more_for_three_than_for_one(
    house: House, sofus: User, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    others = [person(f"Nummer{number} Opfundet", (house.harbour, Role.EMPLOYEE)) for number in range(3)]
    supporters = [house.helper, *others][:rows]
    client, own = signed_in(house.helper), signed_in(sofus)
    where = f"/omsorg/ny/{house.harbour.id}/{sofus.id}/"
    sent = {"once": str(uuid.uuid4()), "supporters": [str(each.id) for each in supporters]}
    client.get(where)
    with django_assert_num_queries(13 + (rows > 1), info="start"):
        client.post(where, sent)
    plan = CarePlan.objects.get()
    with django_assert_num_queries(15, info="step"):
        client.post(at(plan, "trin/now/"), posted(house, next_on=(today() + 9 * DAY).isoformat()))
    with django_assert_num_queries(15, info="add"):
        own.post(at(plan, "stoette/"), {"act": "add", "person": str(house.colleague.id)})
    with django_assert_num_queries(8, info="leader"):
        own.post(at(plan, "indblik/"), {"agreement": "yes"})
