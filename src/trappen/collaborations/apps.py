from django.apps import AppConfig

from trappen.exercises.slots import register


class CollaborationsConfig(AppConfig):
    name = "trappen.collaborations"

    def ready(self) -> None:
        """A plan that someone makes on the planner's page can be kept on a collaboration of theirs."""
        register("trappen.collaborations.attaching.destinations")
