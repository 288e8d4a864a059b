from django.apps import AppConfig


class StaircaseConfig(AppConfig):
    name = "trappen.staircase"
