"""What ACCENTI of a filter asks PostgreSQL for. The extension is trusted: the owner may add it."""

from django.contrib.postgres.operations import UnaccentExtension
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("spatial", "0006_history_of_plans")]

    operations = [UnaccentExtension()]
