from django.apps import AppConfig


class SharedConfig(AppConfig):
    name = "trappen.shared"
