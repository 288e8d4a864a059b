from django.db import migrations

from trappen.audit.append_only import close, reopen


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunPython(close, reopen)]
