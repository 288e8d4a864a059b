"""Which actions does a plan have, in which order, and for how many questions to the database?"""

import uuid

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.factories import DAY, NOW, TODAY, House, draft, opened, planned, viewer
from trappen.collaborations.models import Collaboration
from trappen.plans import actions, queries
from trappen.plans.rules import Change, Status


def test_open_ones_first_then_by_due_date(house: House, row: Collaboration) -> None:
    planned(opened(house.deputy), house.deputy, draft("I en anden plan", house.leader))
    for days, title in [(5, "Sidst"), (1, "Gjort"), (3, "Først")]:
        planned(row, house.leader, draft(title, house.colleague, TODAY + days * DAY))
    done = next(each for each in queries.actions_of(row.plan) if each.title == "Gjort")
    actions.move(action=done, change=Change(Status.DONE), version=0, by=viewer(house.leader), now=NOW)
    assert [each.title for each in queries.actions_of(row.plan)] == ["Først", "Sidst", "Gjort"]
    assert [each.title for each in queries.actions_with_comments(row.plan)] == ["Gjort", "Først", "Sidst"]


@pytest.mark.parametrize("many", [1, 3])
def test_questions_do_not_grow_with_the_rows(
    house: House, row: Collaboration, many: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    made = planned(row, house.leader, *[draft(f"Ring {number}", house.colleague) for number in range(many)])
    for action in made:
        for number in range(many):
            actions.comment(
                action=action, text=f"Ord {number}", once=uuid.uuid4(), by=viewer(house.helper), now=NOW + number * DAY
            )
    with django_assert_num_queries(1):
        assert sorted((each.title, each.owner.name) for each in queries.actions_of(row.plan)) == [
            (f"Ring {number}", "Jonas Opdigtsen") for number in range(many)
        ]
    with django_assert_num_queries(2):
        said = [
            [(each.text, each.by.name) for each in action.comments.all()]
            for action in queries.actions_with_comments(row.plan)
        ]
        assert said == [[(f"Ord {number}", "Laila Papirsø") for number in range(many)]] * many
    with django_assert_num_queries(2):
        found = queries.action(made[0].id)
        assert found is not None
        found.plan = row.plan  # whoever asks for an action has its plan at hand
        assert [each.text for each in queries.comments_of(found)] == [f"Ord {number}" for number in range(many)]
        assert found.changed_by.name == "Mette Prøvedal"
    with django_assert_num_queries(1):
        assert queries.plan_now(row.plan_id).key.secret


def test_an_action_that_is_not_there(house: House) -> None:
    assert queries.action(uuid.uuid4()) is None
