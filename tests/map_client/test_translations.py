"""What a reader of the English pages meets, with the demonstration data; and its catalogues."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from django.core.management import call_command

from spatial import models
from tests.conftest import ROOT

APPS = ("map_client", "spatial")
CATALOGUE = "locale/en/LC_MESSAGES/django.po"
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w*\}")

VOID = {"meta", "link", "input", "img", "br", "path", "use", "rect", "source", "hr"}
SPOKEN = ("aria-label", "alt", "title", "placeholder", "content", "data-head")
DANISH = re.compile(
    r"[æøåÆØÅ]|\b(og|ikke|af|er|den|det|til|fra|med|ukendt|liste|listen|kilde|beboere|boliger|"
    r"heraf|ingen|eller|som|har|kommune|kommuner|ja|dag)\b",
    re.IGNORECASE,
)
# Danish on purpose: the site's own name, and the words that lists used until 2020, which no law has
# any longer and which stand with what they mean in brackets; those of the law stand in brackets
# after theirs. Addresses are no words.
ALLOWED = re.compile(
    r"https?://\S+|Områdekortet|(hårdt |hårde )?ghettoområder?\b|"
    r"\((omdannelsesområde|parallelsamfund|udsat boligområde|forebyggelsesområde)\)",
    re.IGNORECASE,
)


def catalogue(path: Path) -> dict[tuple[str | None, str], Message]:
    with path.open("rb") as file:
        read = read_po(file, locale="en")
    return {(one.context, "|".join(_forms(one.id))): one for one in read if one.id}


def _forms(texts: str | tuple[str, ...]) -> tuple[str, ...]:
    return (texts,) if isinstance(texts, str) else tuple(texts)


@pytest.mark.parametrize("app", APPS)
def test_every_text_has_its_english_and_none_is_left_over(app, tmp_path):
    if not shutil.which("xgettext"):
        pytest.skip("xgettext is not installed: it finds the texts in the code")
    shutil.copytree(ROOT / app, tmp_path / app, ignore=shutil.ignore_patterns("node_modules"))
    subprocess.run(
        [
            *(sys.executable, "-m", "django", "makemessages", "--locale=en", "--no-location"),
            *("--no-wrap", "--no-obsolete", "--ignore=static"),
        ],
        cwd=tmp_path / app,
        env=os.environ | {"PYTHONPATH": str(ROOT), "DJANGO_SETTINGS_MODULE": "geo_site.settings"},
        check=True,
        capture_output=True,
    )
    kept, found = catalogue(ROOT / app / CATALOGUE), catalogue(tmp_path / app / CATALOGUE)
    assert [key for key in found if key not in kept] == []
    assert list(kept) == list(found)  # also in the order in which they are found


@pytest.mark.parametrize("app", APPS)
def test_each_english_text_is_whole_and_has_the_placeholders_of_the_danish(app):
    wrong = []
    for one in catalogue(ROOT / app / CATALOGUE).values():
        danish, english = _forms(one.id), _forms(one.string)
        same = [set(PLACEHOLDER.findall(a)) for a in danish] == [
            set(PLACEHOLDER.findall(b)) for b in english
        ]
        if one.fuzzy or not all(english) or not same:
            wrong.append(one.id)
    assert wrong == []


class Spoken(HTMLParser):
    """What a page says in its own language: no code, and nothing that is marked as Danish."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self.feed(html)

    @property
    def _quiet(self) -> bool:
        return bool(self._open) and self._open[-1][1]

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        quiet = self._quiet or given.get("lang") == "da"
        quiet = quiet or tag in ("script", "style", "code", "pre")
        if not quiet:
            self.said += [given[name] for name in SPOKEN if given.get(name)]
        if tag not in VOID:
            self._open.append((tag, quiet))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag):
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if data.strip() and not self._quiet:
            self.said.append(" ".join(data.split()))


@pytest.fixture
def demonstration(db) -> None:
    call_command("load_demo", verbosity=0)


def pages(client, *, every: int = 1) -> Iterator[str]:
    """The path of every page, as the Danish pages link to them; and some with parameters.

    Of the pages of one area, municipality or list only one in `every`.
    """
    yield from (
        "/",
        "/?valgt=vollsmose",
        "/?aar=2019&valgt=vollsmose",
        "/?aar=2027&valgt=vollsmose",
        "/?q=atlantis",
        "/data/",
        "/omraader/",
        "/kommuner/",
    )
    yield from ("/lister/", "/omraader/?liste=2018&plan=ja", "/omraader/?q=atlantis")
    yield from ("/danmark/", "/sammenlign/?o=vollsmose,taastrupgaard", "/tilgaengelighed/")
    yield "/udsnit/?omrids=10.40,55.39;10.45,55.39;10.45,55.42"
    yield from ("/omraader/billeder/", "/udsnit/", "/sammenlign/")
    yield "/sammenlign/?o=atlantis,vollsmose"
    yield "/sammenlign/?o=vollsmose,ringparken,bispehaven,trekanten,tingbjerg-utterslevhuse"
    yield "/data/?lag=areas&kommune=x&liste=2018-12-01&dag=2020-01-01"
    yield "/data/?lag=buildings&format=xlsx&kommune=0461&dag=2020-01-01"
    yield "/data/?lag=designations&format=csv-excel&liste=2018-12-01&dag=x"
    for start in ("omraader", "kommuner", "lister"):
        index = client.get(f"/{start}/").content.decode()
        yield from sorted(set(re.findall(rf'href="(/{start}/[^"?]+/)"', index)))[::every]


def names() -> re.Pattern[str]:
    """The names of areas, municipalities and regions, whose letters are Danish in any language."""
    found: set[str] = set()
    for model in (models.AreaName, models.Municipality, models.Region):
        found |= set(model.objects.values_list("name", flat=True))
    return re.compile("|".join(map(re.escape, sorted(found, key=len, reverse=True))))


def test_no_page_in_english_has_danish_but_in_names_and_quotations(client, demonstration):
    of_data, danish, read = names(), {}, 0
    for path in pages(client, every=2):
        read += 1
        for said in Spoken(client.get(f"/en{path}").content.decode()).said:
            left = ALLOWED.sub("", of_data.sub("", said))
            if DANISH.search(left):
                danish.setdefault(left, (path, said))
    assert list(danish.values()) == []
    assert read > 90


def links(page: str) -> list[str]:
    """Where a page leads, in its order and without the prefix of its language."""
    inside = page[page.index("<main") :]
    found = [unescape(one) for one in re.findall(r'<a [^>]*?href="([^"]*)"', inside)]
    return [re.sub(r"^/en/", "/", one) for one in found]


def test_every_page_is_there_in_both_languages_with_the_same_links(client, demonstration):
    for path in pages(client, every=10):
        danish, english = client.get(path), client.get(f"/en{path}")
        assert danish.status_code == english.status_code == 200, path
        assert links(danish.content.decode()) == links(english.content.decode()), path


def test_a_page_that_is_not_there_says_so_in_english(client, db):
    response = client.get("/en/omraader/atlantis/")
    assert response.status_code == 404
    assert "<h1>Page not found</h1>" in response.content.decode()
