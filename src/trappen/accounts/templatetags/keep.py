"""What must every form on a signed-in page begin with?"""

from django import template
from django.middleware.csrf import get_token
from django.template import RequestContext
from django.utils.html import format_html
from django.utils.safestring import SafeString

from trappen.accounts.keep import FIELD, Origin, token_for

register = template.Library()

_HIDDEN = '<input type="hidden" name="{}" value="{}">'


@register.simple_tag(takes_context=True)
def form_head(context: RequestContext, name: str) -> SafeString:
    """The guard against forgery, and a token that brings the text back if the session ends meanwhile."""
    request = context.request
    guard = format_html(_HIDDEN, "csrfmiddlewaretoken", get_token(request))
    if not request.user.is_authenticated:
        return guard
    return guard + format_html(_HIDDEN, FIELD, token_for(Origin(request.user.pk, request.path, name)))
