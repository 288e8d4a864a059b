from django.apps import AppConfig

from trappen.live.kinds import Kind, register


class DialogueConfig(AppConfig):
    name = "trappen.dialogue"

    def ready(self) -> None:
        """Isbjerget is played in a live room."""
        register(
            "isbjerget",
            Kind(
                screen="trappen.dialogue.screens.screen",
                read="trappen.dialogue.screens.read",
                welcome="dialogue/_welcome.html",
                style="dialogue/game.css",
            ),
        )
