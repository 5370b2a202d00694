"""Where facts come from, and the runs that brought them in."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from spatial.models.history import tracked

# What OpenStreetMap asks of whoever shows its data: openstreetmap.org/copyright.
OPENSTREETMAP = {"licence": "ODbL 1.0", "attribution": "© OpenStreetMap contributors (ODbL)"}


class Reliability(models.TextChoices):
    OFFICIAL = "official", _("Officiel")
    TRANSCRIPT = "transcript", _("Afskrift af officiel kilde")
    PRESS = "press", _("Presse")
    DERIVED = "derived", _("Afledt ved regning på kildebelagte lister")
    UNVERIFIED = "unverified", _("Ikke efterprøvet")
    SCHEMATIC = "schematic", _("Skematisk, til demonstration")


@tracked
class Source(models.Model):
    """A publication, file or page that facts refer to. Others refer to it by `code`."""

    code = models.SlugField("kode", max_length=80, unique=True)
    title = models.TextField("titel")
    url = models.TextField("adresse", blank=True)
    publisher = models.TextField("udgiver", blank=True)
    licence = models.TextField("licens", blank=True)
    attribution = models.TextField(
        "kreditering", blank=True, help_text="Shown wherever the data is shown."
    )
    reliability = models.CharField("pålidelighed", max_length=20, choices=Reliability)

    class Meta:
        verbose_name, verbose_name_plural = "kilde", "kilder"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reliability__in=Reliability.values),
                name="source_reliability_known",
            )
        ]

    def __str__(self) -> str:
        return self.code


def source_field() -> models.ForeignKey:
    """A reference to Source that stores its code: readable in a layer without a join."""
    return models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        to_field="code",
        db_column="source",
        verbose_name="kilde",
        related_name="+",
        db_index=False,
    )


class ImportRun(models.Model):
    """One finished import. The newest id is the version of the data (see api/http.py)."""

    dataset = models.CharField(max_length=40)
    file_name = models.TextField()
    checksum = models.CharField(max_length=64, help_text="SHA-256 of the file, hexadecimal.")
    rows_read = models.PositiveIntegerField()
    rows_taken = models.PositiveIntegerField(help_text="Rows now stored from this file.")
    rows_repaired = models.PositiveIntegerField(default=0)
    rows_dropped = models.PositiveIntegerField(default=0, help_text="Exact duplicates.")
    rejected = models.JSONField(default=list, help_text='[{"row": 3, "reason": "..."}]')
    run_by = models.CharField(max_length=150)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name, verbose_name_plural = "indlæsning", "indlæsninger"

    def __str__(self) -> str:
        return f"{self.dataset} {self.file_name} {self.finished_at:%Y-%m-%d %H:%M}"
