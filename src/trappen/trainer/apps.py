from django.apps import AppConfig

from trappen.live.kinds import Kind, register


class TrainerConfig(AppConfig):
    name = "trappen.trainer"

    def ready(self) -> None:
        """A talk can be walked through by a room that votes."""
        register(
            "trainer",
            Kind(
                screen="trappen.trainer.screens.screen",
                read="trappen.trainer.screens.read",
                welcome="trainer/_vote_welcome.html",
                style="trainer/trainer.css",
            ),
        )
