"""Holistic plans (helhedsplaner), and the way there from a development plan."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from spatial.models.area import HousingArea
from spatial.models.figures import not_less, one_of
from spatial.models.history import tracked
from spatial.models.imports import source_field
from spatial.models.partial_dates import partial_date_field, partial_date_written
from spatial.models.plan import DevelopmentPlan


# Outside its model, where the constraint in Meta can name it.
class _HolisticKind(models.TextChoices):
    PHYSICAL = "fysisk", "Fysisk helhedsplan"
    SOCIAL = "boligsocial", "Boligsocial helhedsplan"
    INFRASTRUCTURE = "infrastruktur", "Infrastrukturhelhedsplan"


@tracked
class HolisticPlan(models.Model):
    """Which buildings, what money, what social work: what a support from the fund rests on."""

    Kind = _HolisticKind

    code = models.SlugField("kode", max_length=90, unique=True)
    area = models.ForeignKey(HousingArea, on_delete=models.CASCADE, related_name="holistic_plans")
    plans = models.ManyToManyField(
        DevelopmentPlan,
        blank=True,
        related_name="holistic_plans",
        verbose_name="udmønter",
        help_text="Tom: ældre end udviklingsplanen, eller ikke kendt.",
    )
    kind = models.CharField(
        "art", max_length=15, choices=Kind, blank=True, help_text="Tom: ikke kendt."
    )
    title = models.CharField("titel", max_length=200)
    organisation = models.CharField("boligorganisation", max_length=120, blank=True)
    stage = models.CharField("stade", max_length=200, blank=True)
    grant_dkk = models.DecimalField(
        "støtte", max_digits=14, decimal_places=0, null=True, blank=True, help_text="Kroner."
    )
    year_from = models.PositiveSmallIntegerField("fra år", null=True, blank=True)
    year_to = models.PositiveSmallIntegerField("til år", null=True, blank=True)
    note = models.TextField("note", blank=True)
    source = source_field()

    class Meta:
        verbose_name, verbose_name_plural = "helhedsplan", "helhedsplaner"
        constraints = [
            one_of(
                "kind",
                ["", *_HolisticKind.values],
                "holistic_plan_kind_known",
                "Typen af helhedsplan findes ikke.",
            ),
            models.CheckConstraint(
                condition=Q(grant_dkk__isnull=True) | Q(grant_dkk__gte=0),
                name="holistic_plan_grant",
                violation_error_message="En støtte er ikke under 0 kr.",
            ),
            not_less("year_to", "year_from", "holistic_plan_years", "Sidste år er før det første."),
        ]

    def __str__(self) -> str:
        return self.title


class Step(models.TextChoices):
    """The nine steps from development plan to holistic plan, in their order."""

    DESIGNATION = "udpegning", _("Udpegning")
    AGREEMENT = "aftale", _("Aftale og afstemning om udviklingsplanen")
    DECISION = "afgørelse", _("Ministeriets afgørelse")
    TRANSITION = "overgang", _("Landsbyggefondens vejledning")
    HOLISTIC_PLANS = "helhedsplaner", _("Helhedsplaner")
    VOTES = "afstemninger", _("Afstemning om helhedsplanerne")
    FRAMEWORK = "skema", _("Skema A, B og C")
    BUILDING = "byggeri", _("Lokalplan, salg og byggeri")
    FOLLOW_UP = "opfølgning", _("Status og allonge")


STEP_TEXT: dict[Step, str] = {
    Step.DESIGNATION: gettext_noop(
        "Området udpeges som omdannelsesområde (før 2021 hårdt ghettoområde), og det "
        "udløser pligten til at lave en udviklingsplan."
    ),
    Step.AGREEMENT: gettext_noop(
        "Kommune og boligorganisationer bliver enige om hovedtrækkene og stemmer om "
        "planen i repræsentantskab og byråd."
    ),
    Step.DECISION: gettext_noop("Ministeriet godkender planen eller giver dispensation."),
    Step.TRANSITION: gettext_noop(
        "Landsbyggefonden vejleder om vejen fra udviklingsplaner til almindelige "
        "helhedsplaner og om fondens støtte; informationsmøde i maj 2019."
    ),
    Step.HOLISTIC_PLANS: gettext_noop(
        "Hver afdelings del bliver til en fysisk helhedsplan med støtte fra "
        "Landsbyggefonden, og dertil infrastrukturplan, genhusningsplan og boligsocial helhedsplan."
    ),
    Step.VOTES: gettext_noop(
        "Beboere og boligorganisation stemmer igen. Repræsentantskabet kan gå imod beboernes nej."
    ),
    Step.FRAMEWORK: gettext_noop(
        "Kommunen godkender skema A, B og C: tilsagn, licitation og regnskab."
    ),
    Step.BUILDING: gettext_noop("Lokalplan, salg af byggegrunde og private partneres byggeri."),
    Step.FOLLOW_UP: gettext_noop(
        "Status hvert år til 2030, og en allonge, hvis planens tiltag ændres."
    ),
}
# Own knowledge in the collected facts, not read in a source: shown as not verified.
UNVERIFIED_STEPS = frozenset({Step.FRAMEWORK})


@tracked
class PlanStep(models.Model):
    """Something that happened to a plan, as one of the nine steps."""

    plan = models.ForeignKey(DevelopmentPlan, on_delete=models.CASCADE, related_name="steps")
    step = models.CharField("trin", max_length=15, choices=Step)
    happened_on = partial_date_field("dato")
    text = models.CharField("hvad", max_length=300)
    holistic_plan = models.ForeignKey(
        HolisticPlan, on_delete=models.SET_NULL, null=True, blank=True, related_name="steps"
    )
    source = source_field()

    class Meta:
        verbose_name, verbose_name_plural = "trin", "trin"
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "step", "text"],
                name="plan_step_once",
                violation_error_message="Planen har allerede dette trin.",
            ),
            one_of("step", Step.values, "plan_step_known", "Trinnet findes ikke."),
            partial_date_written("happened_on", "plan_step_happened_on"),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.step} {self.happened_on or ''}"
