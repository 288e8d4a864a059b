from django.apps import AppConfig


class DialogueConfig(AppConfig):
    name = "trappen.dialogue"
