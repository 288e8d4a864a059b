"""What does Django need to know about this app? Its name alone: it has no tables."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "trappen.documents"
    verbose_name = "Dokumenter"
