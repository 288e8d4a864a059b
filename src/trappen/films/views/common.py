"""What do the views of the films share?"""

from django.utils.translation import get_language


def language() -> str:
    return get_language() or "da"
