from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "trappen.vault"
    verbose_name = "Data keys"
