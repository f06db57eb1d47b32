"""What people read: complete, true to its English, and giving nobody away."""

from __future__ import annotations

import re
import shutil
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from babel.messages import Catalog

from locales import LANGUAGES, Words, collect
from locales.check import LONGEST_LABEL, faults, in_catalogue, problems
from locales.collect import SPEAKERS, TRANSLATED, labels, sentences
from locales.consent_texts import consent_text, wording
from locales.steps import STEPS
from locales.words import catalogue
from programme.certificates import Step
from understanding import Intent, is_withdrawing, parse, parse_announcement

ZONE = ZoneInfo("Asia/Jakarta")
NOW = datetime(2026, 11, 24, 9, tzinfo=ZONE)
QUOTED = re.compile("“([^”]+)”")


def test_nothing_is_missing_or_wrong_in_any_language() -> None:
    assert list(problems()) == []


def test_every_speaking_folder_has_sentences() -> None:
    speak = {place.split("/")[0] for entry in sentences() for place, _ in entry.locations}
    assert speak == {"bot", "handlers", "services", "locales"}
    assert speak <= {folder.split("/")[0] for folder in SPEAKERS}


@pytest.mark.parametrize(
    ("message", "said", "fault"),
    [
        ("Send", "", "no sentence yet"),
        ("at {hours}", "pukul {jam}", "not the same {values}"),
        ("at {hours}", "pukul", "not the same {values}"),
        ("at {hours}", "pukul {hours", "not the same {values}"),
        ("<b>{skill}</b>", "<b>{skill}", "not the same <tags>"),
        ("<b>{skill}</b>", "<i>{skill}</i>", "not the same <tags>"),
        ("Place and time", "Tempat & jam", "'&' must be written as an entity (&lt; &gt; &amp;)"),
        ("Send", "Kirim <3", "'<' must be written as an entity (&lt; &gt; &amp;)"),
        ("the training room", "aula lapas", "'lapas' could give somebody away"),
    ],
)
def test_a_wrong_translation_is_found(message: str, said: str, fault: str) -> None:
    assert list(faults(message, said)) == [fault]


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("at {hours}", "pukul {hours}"),
        ("{day} at {hours}", "{hours}, {day}"),
        ("Place and time", "Tempat &amp; jam"),
    ],
)
def test_a_right_translation_passes(message: str, said: str) -> None:
    assert list(faults(message, said)) == []


def test_a_label_has_no_entities() -> None:
    [fault] = faults("Place and time", "Tempat &amp; jam", is_label=True)
    assert "entities" in fault


def test_only_a_label_must_be_short() -> None:
    long = "a" * (LONGEST_LABEL + 1)
    assert list(faults(long, long)) == []
    assert list(faults(long, long, is_label=True)) == [
        "too long for a button: 41 characters, at most 40"
    ]


def _catalogue(*entries: tuple[str, str], plurals: str = "nplurals=1; plural=0;") -> Catalog:
    made = Catalog(locale="id", fuzzy=False)
    made.mime_headers = [("Plural-Forms", plurals)]
    for message, said in entries:
        made.add(message, said)
    return made


def test_missing_stale_and_fuzzy_sentences_and_wrong_plurals_are_found() -> None:
    spoken = _catalogue(("Send", ""), ("Stop", ""))
    written = _catalogue(("Stop", "Hentikan"), ("Go", "Jalan"), plurals="nplurals=2; plural=n!=1;")
    written["Stop"].flags.add("fuzzy")
    assert list(in_catalogue(written, spoken, set())) == [
        "the plural forms are not 'nplurals=1; plural=0;'",
        "'Send' is missing: run python -m locales.collect",
        "'Stop' is marked as fuzzy",
        "nobody says 'Go' any more: run python -m locales.collect",
    ]


def test_collecting_keeps_what_is_translated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for language in TRANSLATED:
        shutil.copy(collect.path_of(language), tmp_path)
    monkeypatch.setattr(collect, "path_of", lambda language: tmp_path / f"{language}.po")
    file = tmp_path / "id.po"
    kept, stale = 'msgid "Send"\nmsgstr "Kirim"\n', 'msgid "Go"\nmsgstr "Jalan"\n'
    file.write_text(file.read_text().replace('"Batal"', '""') + f"\n{stale}")
    collect.main()
    collected = file.read_text()
    assert kept in collected
    assert stale not in collected
    assert 'msgid "Cancel"\nmsgstr ""\n' in collected
    collect.main()
    assert file.read_text() == collected


def test_labels_are_found_on_buttons() -> None:
    assert {"I agree, the phone is borrowed", "Turn reminders off"} <= labels()
    assert "What would you like to know?" not in labels()


def test_what_javanese_lacks_is_said_in_indonesian(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "catalogues").mkdir()
    for language, said in (("id", "Kirim"), ("jv", "")):
        (tmp_path / "catalogues" / f"{language}.po").write_text(f'msgid "Send"\nmsgstr "{said}"\n')
    monkeypatch.setattr("locales.words.files", lambda _: tmp_path)
    catalogue.cache_clear()
    try:
        assert Words("jv", ZONE)("Send") == "Kirim"
        assert Words("en", ZONE)("Send") == "Send"
    finally:
        catalogue.cache_clear()


def test_every_step_of_a_certificate_has_words() -> None:
    assert set(STEPS) == set(Step)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_button_is_quoted_by_its_name(language: str) -> None:
    say = Words(language, ZONE)
    coming = say("Noted: you will come. If that changes, press “I can’t come”.")
    away = say("Noted: you can’t come. If that changes, press “I will come”.")
    assert QUOTED.findall(coming) == [say("I can’t come")]
    assert QUOTED.findall(away) == [say("I will come")]


def _intents(text: str) -> list[Intent]:
    return [parse(quoted, NOW).intent for quoted in QUOTED.findall(text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_people_are_told_to_write_is_understood(language: str) -> None:
    say = Words(language, ZONE)
    assert _intents(wording(language))[:2] == [Intent.MY_DATA, Intent.DELETE_DATA]
    assert is_withdrawing(QUOTED.findall(wording(language))[2])
    assert _intents(
        say(
            "Done: nothing will be sent to you by itself any more. You can still ask. "
            "To have it back, write “ingatkan saya”."
        )
    ) == [Intent.REMINDERS_ON]
    cancel, stop = QUOTED.findall(
        say(
            "Instead of a button you can also write its number. "
            "“Batal” stops whatever is going on, “stop” turns reminders off."
        )
    )
    assert parse(cancel, NOW).is_cancel
    assert parse(stop, NOW).intent is Intent.REMINDERS_OFF


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("example", "intent"),
    [
        ("• When is the next welding class?", Intent.SCHEDULE),
        ("• Is my certificate ready?", Intent.CERTIFICATE_STATUS),
        ("• Where is the office?", Intent.LOCATION),
    ],
)
def test_the_examples_are_understood(language: str, example: str, intent: Intent) -> None:
    asked = parse(Words(language, ZONE)(example).removeprefix("• "), NOW)
    assert (asked.intent, asked.is_unsure) == (intent, False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_of_a_change_is_understood(language: str) -> None:
    said = Words(language, ZONE)(
        "Which class? You can also just write what changes, for example: "
        "“Las besok diundur jam 10”."
    )
    [change] = parse_announcement(QUOTED.findall(said)[0], NOW) or ()
    assert (change.kind, change.skill, f"{change.new_start}") == (
        "moved",
        "pengelasan",
        "10:00:00",
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_consent_names_who_is_responsible(language: str) -> None:
    shown = consent_text(language, "Disnaker <Lamongan>")
    assert "Disnaker &lt;Lamongan&gt;" in shown
    assert "27/2022" in shown
    assert len(shown) < 1000
