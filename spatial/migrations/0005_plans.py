import django.contrib.gis.db.models.fields
import django.db.models.deletion
import spatial.models.partial_dates
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("spatial", "0004_history"),
    ]

    operations = [
        # Never filled before: made anew rather than changed column by column.
        migrations.DeleteModel("PlanMeasure"),
        migrations.DeleteModel("DevelopmentPlan"),
        migrations.CreateModel(
            name="DevelopmentPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.SlugField(
                        help_text="Som vollsmose-2019.",
                        max_length=90,
                        unique=True,
                        verbose_name="kode",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("udviklingsplan", "Udviklingsplan"),
                            ("revideret plan", "Revideret udviklingsplan"),
                            ("allonge", "Allonge"),
                        ],
                        default="udviklingsplan",
                        max_length=20,
                        verbose_name="art",
                    ),
                ),
                ("summary", models.CharField(max_length=200, verbose_name="i én linje")),
                (
                    "parties",
                    models.CharField(
                        blank=True,
                        help_text="Boligorganisationer og kommune.",
                        max_length=200,
                        verbose_name="parter",
                    ),
                ),
                (
                    "adopted_on",
                    models.CharField(
                        blank=True,
                        help_text="Så præcist som kilden: 2019, 2019-23 (efteråret), 2019-06 eller 2019-06-01.",
                        max_length=10,
                        null=True,
                        validators=[spatial.models.partial_dates.partial_date_valid],
                        verbose_name="vedtaget",
                    ),
                ),
                (
                    "approved_on",
                    models.CharField(
                        blank=True,
                        help_text="Så præcist som kilden: 2019, 2019-23 (efteråret), 2019-06 eller 2019-06-01.",
                        max_length=10,
                        null=True,
                        validators=[spatial.models.partial_dates.partial_date_valid],
                        verbose_name="godkendt",
                    ),
                ),
                (
                    "target_share_pct",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        help_text="Almene familieboliger i procent af alle boliger og omregnede enheder.",
                        max_digits=4,
                        null=True,
                        verbose_name="mål",
                    ),
                ),
                (
                    "dispensation",
                    models.BooleanField(
                        default=False,
                        help_text="Ministeren har tilladt et højere mål end 40 %.",
                        verbose_name="dispensation",
                    ),
                ),
                (
                    "target_year",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="målår"),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
            ],
        ),
        migrations.CreateModel(
            name="DwellingStock",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("familieboliger", "Almene familieboliger"),
                            ("ungdomsboliger", "Almene ungdomsboliger"),
                            ("ældreboliger", "Almene ældreboliger"),
                            ("private boliger", "Private boliger"),
                            ("andelsboliger", "Private andelsboliger"),
                            ("erhverv", "Erhverv omregnet til boligenheder"),
                            ("almene boliger", "Almene boliger i alt"),
                            ("alle boliger", "Alle boliger"),
                        ],
                        max_length=20,
                        verbose_name="boligtype",
                    ),
                ),
                ("count", models.PositiveIntegerField(verbose_name="boliger")),
                (
                    "precision",
                    models.CharField(
                        choices=[
                            ("præcis", "Præcis"),
                            ("cirka", "Cirka"),
                            ("mindst", "Mindst"),
                            ("højst", "Højst"),
                        ],
                        default="præcis",
                        max_length=6,
                        verbose_name="præcision",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("udgangspunkt", "Udgangspunkt"),
                            ("faktisk", "Faktisk"),
                            ("planlagt", "Planlagt"),
                        ],
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                (
                    "as_of",
                    models.CharField(
                        blank=True,
                        help_text="Så præcist som kilden: 2019, 2019-23 (efteråret), 2019-06 eller 2019-06-01.",
                        max_length=10,
                        null=True,
                        validators=[spatial.models.partial_dates.partial_date_valid],
                        verbose_name="opgjort",
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        blank=True,
                        help_text="Tom: hele området.",
                        max_length=100,
                        verbose_name="del af området",
                    ),
                ),
                ("remark", models.CharField(blank=True, max_length=300, verbose_name="bemærkning")),
            ],
        ),
        migrations.CreateModel(
            name="FamilyShare",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("udgangspunkt", "Udgangspunkt"),
                            ("indberettet", "Indberettet"),
                            ("ventet", "Ventet"),
                            ("mål", "Mål"),
                        ],
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                (
                    "pct",
                    models.DecimalField(
                        decimal_places=1, help_text="Procent.", max_digits=4, verbose_name="andel"
                    ),
                ),
                (
                    "precision",
                    models.CharField(
                        choices=[
                            ("præcis", "Præcis"),
                            ("cirka", "Cirka"),
                            ("mindst", "Mindst"),
                            ("højst", "Højst"),
                        ],
                        default="præcis",
                        max_length=6,
                        verbose_name="præcision",
                    ),
                ),
                (
                    "as_of",
                    models.CharField(
                        blank=True,
                        help_text="Så præcist som kilden: 2019, 2019-23 (efteråret), 2019-06 eller 2019-06-01.",
                        max_length=10,
                        null=True,
                        validators=[spatial.models.partial_dates.partial_date_valid],
                        verbose_name="opgjort",
                    ),
                ),
                ("remark", models.CharField(blank=True, max_length=300, verbose_name="bemærkning")),
            ],
        ),
        migrations.CreateModel(
            name="HolisticPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=90, unique=True, verbose_name="kode")),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("fysisk", "Fysisk helhedsplan"),
                            ("boligsocial", "Boligsocial helhedsplan"),
                            ("infrastruktur", "Infrastrukturhelhedsplan"),
                        ],
                        help_text="Tom: ikke kendt.",
                        max_length=15,
                        verbose_name="art",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="titel")),
                (
                    "organisation",
                    models.CharField(blank=True, max_length=120, verbose_name="boligorganisation"),
                ),
                ("stage", models.CharField(blank=True, max_length=200, verbose_name="stade")),
                (
                    "grant_dkk",
                    models.DecimalField(
                        blank=True,
                        decimal_places=0,
                        help_text="Kroner.",
                        max_digits=14,
                        null=True,
                        verbose_name="støtte",
                    ),
                ),
                (
                    "year_from",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="fra år"),
                ),
                (
                    "year_to",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="til år"),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
            ],
        ),
        migrations.CreateModel(
            name="MeasureFigure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("planlagt", "Planlagt"), ("udført", "Udført")],
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "units",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="boliger"),
                ),
                (
                    "units_most",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="Kun hvor kilden giver et spænd.",
                        null=True,
                        verbose_name="boliger, højst",
                    ),
                ),
                (
                    "precision",
                    models.CharField(
                        choices=[
                            ("præcis", "Præcis"),
                            ("cirka", "Cirka"),
                            ("mindst", "Mindst"),
                            ("højst", "Højst"),
                        ],
                        default="præcis",
                        max_length=6,
                        verbose_name="præcision",
                    ),
                ),
                (
                    "as_of",
                    models.CharField(
                        blank=True,
                        help_text="Så præcist som kilden: 2019, 2019-23 (efteråret), 2019-06 eller 2019-06-01.",
                        max_length=10,
                        null=True,
                        validators=[spatial.models.partial_dates.partial_date_valid],
                        verbose_name="opgjort",
                    ),
                ),
                ("remark", models.CharField(blank=True, max_length=300, verbose_name="bemærkning")),
            ],
        ),
        migrations.CreateModel(
            name="PlanMeasure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("nedrivning", "Nedrivning"),
                            ("salg", "Salg"),
                            ("ommærkning", "Ommærkning"),
                            ("sammenlægning", "Sammenlægning"),
                            ("nybyggeri", "Nybyggeri"),
                            ("renovering", "Renovering"),
                            ("infrastruktur", "Infrastruktur"),
                        ],
                        max_length=20,
                        verbose_name="tiltag",
                    ),
                ),
                (
                    "description",
                    models.CharField(blank=True, max_length=300, verbose_name="beskrivelse"),
                ),
                (
                    "year_from",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="fra år"),
                ),
                (
                    "year_to",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="til år"),
                ),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="sted")),
                (
                    "geometry",
                    django.contrib.gis.db.models.fields.MultiPolygonField(
                        blank=True, null=True, srid=25832
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PlanStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("udpegning", "Udpegning"),
                            ("aftale", "Aftale og afstemning om udviklingsplanen"),
                            ("afgørelse", "Ministeriets afgørelse"),
                            ("overgang", "Landsbyggefondens vejledning"),
                            ("helhedsplaner", "Helhedsplaner"),
                            ("afstemninger", "Afstemning om helhedsplanerne"),
                            ("skema", "Skema A, B og C"),
                            ("byggeri", "Lokalplan, salg og byggeri"),
                            ("opfølgning", "Status og allonge"),
                        ],
                        max_length=15,
                        verbose_name="trin",
                    ),
                ),
                (
                    "happened_on",
                    models.CharField(
                        blank=True,
                        help_text="Så præcist som kilden: 2019, 2019-23 (efteråret), 2019-06 eller 2019-06-01.",
                        max_length=10,
                        null=True,
                        validators=[spatial.models.partial_dates.partial_date_valid],
                        verbose_name="dato",
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="hvad")),
            ],
        ),
        migrations.AddField(
            model_name="building",
            name="from_plan",
            field=models.BooleanField(
                default=False,
                help_text="The state follows from a plan's measures, not from the source.",
            ),
        ),
        migrations.AddIndex(
            model_name="building",
            index=models.Index(
                condition=models.Q(("from_plan", True)),
                fields=["source", "local_id"],
                name="building_from_plan",
            ),
        ),
        migrations.AddField(
            model_name="developmentplan",
            name="area",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="plans",
                to="spatial.housingarea",
                verbose_name="boligområde",
            ),
        ),
        migrations.AddField(
            model_name="developmentplan",
            name="source",
            field=models.ForeignKey(
                db_column="source",
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="spatial.source",
                to_field="code",
                verbose_name="kilde",
            ),
        ),
        migrations.AddField(
            model_name="developmentplan",
            name="supersedes",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="superseded_by",
                to="spatial.developmentplan",
                verbose_name="afløser eller ændrer",
            ),
        ),
        migrations.AddField(
            model_name="dwellingstock",
            name="area",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="dwellings",
                to="spatial.housingarea",
            ),
        ),
        migrations.AddField(
            model_name="dwellingstock",
            name="source",
            field=models.ForeignKey(
                db_column="source",
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="spatial.source",
                to_field="code",
                verbose_name="kilde",
            ),
        ),
        migrations.AddField(
            model_name="familyshare",
            name="area",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="shares",
                to="spatial.housingarea",
            ),
        ),
        migrations.AddField(
            model_name="familyshare",
            name="source",
            field=models.ForeignKey(
                db_column="source",
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="spatial.source",
                to_field="code",
                verbose_name="kilde",
            ),
        ),
        migrations.AddField(
            model_name="holisticplan",
            name="area",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="holistic_plans",
                to="spatial.housingarea",
            ),
        ),
        migrations.AddField(
            model_name="holisticplan",
            name="plans",
            field=models.ManyToManyField(
                blank=True,
                help_text="Tom: ældre end udviklingsplanen, eller ikke kendt.",
                related_name="holistic_plans",
                to="spatial.developmentplan",
                verbose_name="udmønter",
            ),
        ),
        migrations.AddField(
            model_name="holisticplan",
            name="source",
            field=models.ForeignKey(
                db_column="source",
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="spatial.source",
                to_field="code",
                verbose_name="kilde",
            ),
        ),
        migrations.AddField(
            model_name="measurefigure",
            name="source",
            field=models.ForeignKey(
                db_column="source",
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="spatial.source",
                to_field="code",
                verbose_name="kilde",
            ),
        ),
        migrations.AddField(
            model_name="planmeasure",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="measures",
                to="spatial.developmentplan",
            ),
        ),
        migrations.AddField(
            model_name="planmeasure",
            name="source",
            field=models.ForeignKey(
                db_column="source",
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="spatial.source",
                to_field="code",
                verbose_name="kilde",
            ),
        ),
        migrations.AddField(
            model_name="measurefigure",
            name="measure",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="figures",
                to="spatial.planmeasure",
            ),
        ),
        migrations.AddField(
            model_name="planstep",
            name="holistic_plan",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="steps",
                to="spatial.holisticplan",
            ),
        ),
        migrations.AddField(
            model_name="planstep",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="steps",
                to="spatial.developmentplan",
            ),
        ),
        migrations.AddField(
            model_name="planstep",
            name="source",
            field=models.ForeignKey(
                db_column="source",
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="spatial.source",
                to_field="code",
                verbose_name="kilde",
            ),
        ),
        migrations.AddConstraint(
            model_name="developmentplan",
            constraint=models.CheckConstraint(
                condition=models.Q(("code__regex", "^[a-z0-9]+(-[a-z0-9]+)*$")),
                name="plan_code_plain",
                violation_error_message="En plans kode er små bogstaver, tal og bindestreger.",
            ),
        ),
        migrations.AddConstraint(
            model_name="developmentplan",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["udviklingsplan", "revideret plan", "allonge"])),
                name="plan_kind_known",
                violation_error_message="Plantypen findes ikke.",
            ),
        ),
        migrations.AddConstraint(
            model_name="developmentplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("target_share_pct__isnull", True),
                    ("target_share_pct__range", (0, 100)),
                    _connector="OR",
                ),
                name="plan_target_share",
                violation_error_message="En andel er fra 0 til 100 procent.",
            ),
        ),
        migrations.AddConstraint(
            model_name="developmentplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("adopted_on__isnull", True),
                    (
                        "adopted_on__regex",
                        "^[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?|-2[1-4])?$",
                    ),
                    _connector="OR",
                ),
                name="plan_adopted_written",
                violation_error_message="En dato skrives 2019, 2019-23 (efteråret), 2019-06 eller 2019-06-01.",
            ),
        ),
        migrations.AddConstraint(
            model_name="developmentplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_on__isnull", True),
                    (
                        "approved_on__regex",
                        "^[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?|-2[1-4])?$",
                    ),
                    _connector="OR",
                ),
                name="plan_approved_written",
                violation_error_message="En dato skrives 2019, 2019-23 (efteråret), 2019-06 eller 2019-06-01.",
            ),
        ),
        migrations.AddConstraint(
            model_name="developmentplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("supersedes__isnull", True),
                    models.Q(("supersedes", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="plan_not_after_itself",
                violation_error_message="En plan kan ikke afløse sig selv.",
            ),
        ),
        migrations.AddConstraint(
            model_name="dwellingstock",
            constraint=models.UniqueConstraint(
                fields=("area", "kind", "status", "as_of", "part", "source"),
                name="dwelling_stock_once",
                nulls_distinct=False,
                violation_error_message="Tallet er der allerede.",
            ),
        ),
        migrations.AddConstraint(
            model_name="dwellingstock",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "familieboliger",
                            "ungdomsboliger",
                            "ældreboliger",
                            "private boliger",
                            "andelsboliger",
                            "erhverv",
                            "almene boliger",
                            "alle boliger",
                        ],
                    )
                ),
                name="dwelling_kind_known",
                violation_error_message="Boligtypen findes ikke.",
            ),
        ),
        migrations.AddConstraint(
            model_name="dwellingstock",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["udgangspunkt", "faktisk", "planlagt"])),
                name="dwelling_status_known",
                violation_error_message="Ukendt status.",
            ),
        ),
        migrations.AddConstraint(
            model_name="dwellingstock",
            constraint=models.CheckConstraint(
                condition=models.Q(("count__gte", 0)),
                name="dwelling_count",
                violation_error_message="Et antal boliger er ikke under 0.",
            ),
        ),
        migrations.AddConstraint(
            model_name="dwellingstock",
            constraint=models.CheckConstraint(
                condition=models.Q(("precision__in", ["præcis", "cirka", "mindst", "højst"])),
                name="dwelling_precision",
                violation_error_message="Et tal er præcis, cirka, mindst eller højst.",
            ),
        ),
        migrations.AddConstraint(
            model_name="dwellingstock",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("as_of__isnull", True),
                    (
                        "as_of__regex",
                        "^[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?|-2[1-4])?$",
                    ),
                    _connector="OR",
                ),
                name="dwelling_as_of",
                violation_error_message="En dato skrives 2019, 2019-23 (efteråret), 2019-06 eller 2019-06-01.",
            ),
        ),
        migrations.AddConstraint(
            model_name="familyshare",
            constraint=models.UniqueConstraint(
                fields=("area", "status", "as_of", "source"),
                name="family_share_once",
                nulls_distinct=False,
                violation_error_message="Andelen er der allerede.",
            ),
        ),
        migrations.AddConstraint(
            model_name="familyshare",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["udgangspunkt", "indberettet", "ventet", "mål"])
                ),
                name="family_share_status_known",
                violation_error_message="Ukendt status.",
            ),
        ),
        migrations.AddConstraint(
            model_name="familyshare",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("pct__isnull", True), ("pct__range", (0, 100)), _connector="OR"
                ),
                name="family_share_pct",
                violation_error_message="En andel er fra 0 til 100 procent.",
            ),
        ),
        migrations.AddConstraint(
            model_name="familyshare",
            constraint=models.CheckConstraint(
                condition=models.Q(("precision__in", ["præcis", "cirka", "mindst", "højst"])),
                name="family_share_precision",
                violation_error_message="Et tal er præcis, cirka, mindst eller højst.",
            ),
        ),
        migrations.AddConstraint(
            model_name="familyshare",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("as_of__isnull", True),
                    (
                        "as_of__regex",
                        "^[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?|-2[1-4])?$",
                    ),
                    _connector="OR",
                ),
                name="family_share_as_of",
                violation_error_message="En dato skrives 2019, 2019-23 (efteråret), 2019-06 eller 2019-06-01.",
            ),
        ),
        migrations.AddConstraint(
            model_name="holisticplan",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["", "fysisk", "boligsocial", "infrastruktur"])),
                name="holistic_plan_kind_known",
                violation_error_message="Typen af helhedsplan findes ikke.",
            ),
        ),
        migrations.AddConstraint(
            model_name="holisticplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("grant_dkk__isnull", True), ("grant_dkk__gte", 0), _connector="OR"
                ),
                name="holistic_plan_grant",
                violation_error_message="En støtte er ikke under 0 kr.",
            ),
        ),
        migrations.AddConstraint(
            model_name="holisticplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("year_to__isnull", True),
                    ("year_from__isnull", True),
                    ("year_to__gte", models.F("year_from")),
                    _connector="OR",
                ),
                name="holistic_plan_years",
                violation_error_message="Sidste år er før det første.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planmeasure",
            constraint=models.UniqueConstraint(
                fields=("plan", "kind", "description"),
                name="plan_measure_once",
                violation_error_message="Planen har allerede dette tiltag.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planmeasure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "nedrivning",
                            "salg",
                            "ommærkning",
                            "sammenlægning",
                            "nybyggeri",
                            "renovering",
                            "infrastruktur",
                        ],
                    )
                ),
                name="plan_measure_kind_known",
                violation_error_message="Tiltaget findes ikke.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planmeasure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("year_to__isnull", True),
                    ("year_from__isnull", True),
                    ("year_to__gte", models.F("year_from")),
                    _connector="OR",
                ),
                name="plan_measure_years",
                violation_error_message="Sidste år er før det første.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planmeasure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("geometry__isnull", True), ("geometry__isvalid", True), _connector="OR"
                ),
                name="plan_measure_geometry_valid",
                violation_error_message="Omridset er ikke gyldigt.",
            ),
        ),
        migrations.AddConstraint(
            model_name="measurefigure",
            constraint=models.UniqueConstraint(
                fields=("measure", "status", "as_of", "source", "units"),
                name="measure_figure_once",
                nulls_distinct=False,
                violation_error_message="Tallet er der allerede.",
            ),
        ),
        migrations.AddConstraint(
            model_name="measurefigure",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["planlagt", "udført"])),
                name="measure_figure_status",
                violation_error_message="Ukendt status.",
            ),
        ),
        migrations.AddConstraint(
            model_name="measurefigure",
            constraint=models.CheckConstraint(
                condition=models.Q(("units__isnull", True), ("units__gte", 0), _connector="OR"),
                name="measure_figure_units",
                violation_error_message="Et antal boliger er ikke under 0.",
            ),
        ),
        migrations.AddConstraint(
            model_name="measurefigure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("units_most__isnull", True),
                    models.Q(("units__isnull", False), ("units_most__gte", models.F("units"))),
                    _connector="OR",
                ),
                name="measure_figure_range",
                violation_error_message="Spændets øvre grænse er under den nedre.",
            ),
        ),
        migrations.AddConstraint(
            model_name="measurefigure",
            constraint=models.CheckConstraint(
                condition=models.Q(("precision__in", ["præcis", "cirka", "mindst", "højst"])),
                name="measure_figure_precision",
                violation_error_message="Et tal er præcis, cirka, mindst eller højst.",
            ),
        ),
        migrations.AddConstraint(
            model_name="measurefigure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("as_of__isnull", True),
                    (
                        "as_of__regex",
                        "^[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?|-2[1-4])?$",
                    ),
                    _connector="OR",
                ),
                name="measure_figure_as_of",
                violation_error_message="En dato skrives 2019, 2019-23 (efteråret), 2019-06 eller 2019-06-01.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planstep",
            constraint=models.UniqueConstraint(
                fields=("plan", "step", "text"),
                name="plan_step_once",
                violation_error_message="Planen har allerede dette trin.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "step__in",
                        [
                            "udpegning",
                            "aftale",
                            "afgørelse",
                            "overgang",
                            "helhedsplaner",
                            "afstemninger",
                            "skema",
                            "byggeri",
                            "opfølgning",
                        ],
                    )
                ),
                name="plan_step_known",
                violation_error_message="Trinnet findes ikke.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("happened_on__isnull", True),
                    (
                        "happened_on__regex",
                        "^[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?|-2[1-4])?$",
                    ),
                    _connector="OR",
                ),
                name="plan_step_happened_on",
                violation_error_message="En dato skrives 2019, 2019-23 (efteråret), 2019-06 eller 2019-06-01.",
            ),
        ),
    ]
