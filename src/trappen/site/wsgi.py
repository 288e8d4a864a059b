"""What does the web server call? Django, behind the pages that are kept."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from trappen.site.kept_pages import KeptPages

application = KeptPages(get_wsgi_application(), person_cookies=[settings.SESSION_COOKIE_NAME, "messages"])
