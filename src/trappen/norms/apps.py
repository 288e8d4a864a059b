from django.apps import AppConfig


class NormsConfig(AppConfig):
    name = "trappen.norms"
