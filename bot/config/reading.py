"""config.toml overlaid with the environment, read key by key; everything wrong is collected."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from bot.config.values import Read, Unusable, suggestion

T = TypeVar("T")

ENVIRONMENT = "environment"
OF_NO_SECTION = ("BEKAL_CONFIG", "BEKAL_KEY")
NEARLY = 0.85


@dataclass(frozen=True, slots=True)
class Problem:
    """`where` (a file's path, or "environment"), the `key`, `what` is wrong, and the `mend`."""

    where: str
    key: str
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.where}: {' '.join(filter(None, (self.key, self.what)))}; {self.mend}"


class ConfigError(Exception):
    """The configuration can't be used. `problems` holds all that was found; one a line as text."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class Section:
    """One table of keys. `get` notes what is wrong and goes on with the default."""

    def __init__(
        self,
        document: Document,
        name: str,
        table: Mapping[str, object],
        environment: Mapping[str, str],
    ) -> None:
        self._document = document
        self._name = name
        self._table = table
        self._environment = environment
        self._known: set[str] = set()

    def get(self, key: str, read: Read[T], default: T) -> T:
        """The key's value: from the environment, else from the file, else `default`.

        In the environment a value is written as in the file; a text may go without its quotes.
        """
        self._known.add(key)
        variable = self._document.variable(self._name, key)
        try:
            if self._environment.get(variable):
                return _read_variable(read, self._environment[variable])
            if key in self._table:
                return read(self._table[key])
        except Unusable as unusable:
            for each in (unusable, *unusable.also):
                self.wrong(key, each.what, each.mend)
        return default

    def need(self, key: str, read: Read[T], instead: T) -> T:
        """As `get`, for a key that must be there; goes on with `instead`."""
        if key not in self._table:
            self.wrong(key, "is missing", "add it, as config.example.toml shows")
        return self.get(key, read, instead)

    def tables(self, key: str) -> list[Section]:
        """The tables of an array of tables, such as [[office.hours]]."""
        nothing: list[dict[str, object]] = []
        given = self.get(key, _tables, nothing)
        name = f"{self._name}.{key}"
        sections = [
            Section(self._document, f"{name} #{number}", table, {})
            for number, table in enumerate(given, 1)
        ]
        self._document.sections += sections
        return sections

    def wrong(self, key: str, what: str, mend: str) -> None:
        variable = self._document.variable(self._name, key)
        if self._environment.get(variable):
            self._document.problems.append(Problem(ENVIRONMENT, variable, what, mend))
        else:
            place = f"[{self._name}] {key}"
            self._document.problems.append(Problem(self._document.name, place, what, mend))

    def note_unknown_keys(self) -> None:
        for key in (key for key in self._table if key not in self._known):
            meant = suggestion(key, self._known)
            mend = f'did you mean "{meant}"?' if meant else self._document.elsewhere(key)
            self.wrong(key, "is not a key", mend)
        prefix = self.variables_begin
        known = {key.upper() for key in self._known}
        for variable in sorted(self._environment):
            key = variable.removeprefix(prefix)
            if variable.startswith(prefix) and key not in known:
                meant = suggestion(key, known)
                mend = f"did you mean {prefix}{meant}?" if meant else "take it out"
                problem = Problem(ENVIRONMENT, variable, "is not a key", mend)
                self._document.problems.append(problem)

    @property
    def variables_begin(self) -> str:
        return self._document.variable(self._name, "")

    @property
    def keys(self) -> set[str]:
        """The keys that were asked for, as "section.key"."""
        return {f"{self._name}.{key}" for key in self._known}


class Document:
    """The whole configuration. Ask for every section and key, then `finish`."""

    def __init__(
        self, file: Path | None, tables: Mapping[str, object], environment: Mapping[str, str]
    ) -> None:
        self.file = file
        self.folder = file.parent.absolute() if file else Path.cwd()
        self.name = str(file or "config.toml")
        self.environment = environment
        self.problems: list[Problem] = []
        self.sections: list[Section] = []
        self._tables = tables
        self._known: set[str] = set()

    @classmethod
    def open(cls, file: Path | None, environment: Mapping[str, str]) -> Document:
        """Raises `ConfigError` where `file` can't be read. None: the environment alone."""
        return cls(file, read_toml(file) if file else {}, environment)

    def section(self, name: str) -> Section:
        self._known.add(name)
        table = self._tables.get(name, {})
        if not isinstance(table, dict):
            what = "is a section, not a value"
            self.problems.append(Problem(self.name, name, what, f"write [{name}] on its own line"))
            table = {}
        section = Section(self, name, table, self.environment)
        self.sections.append(section)
        return section

    def finish(self) -> None:
        """Raises `ConfigError` when anything was wrong, or is left that nobody asked for."""
        for name in (name for name in self._tables if name not in self._known):
            self.problems.append(self._stranger(name))
        for section in self.sections:
            section.note_unknown_keys()
        self._note_nearly_known_variables()
        if self.problems:
            raise ConfigError(*self._in_order_of_the_file())

    def _note_nearly_known_variables(self) -> None:
        """Those of no section; what is less alike is another program's."""
        sections = tuple(section.variables_begin for section in self.sections)
        known = {self.variable(*key.split(".", 1)) for each in self.sections for key in each.keys}
        known.update(OF_NO_SECTION)
        for name in sorted(self.environment.keys() - known):
            if name.startswith(sections):
                continue
            if meant := suggestion(name, known, NEARLY):
                mend = f"did you mean {meant}?"
                self.problems.append(Problem(ENVIRONMENT, name, "is not a key", mend))

    def _in_order_of_the_file(self) -> list[Problem]:
        """A missing key stands after its section's, the environment after the file."""
        places = {place: number for number, place in enumerate(_places(self._tables))}
        ends = {place.partition("]")[0]: number for place, number in places.items()}

        def place(problem: Problem) -> int:
            if problem.where == ENVIRONMENT:
                return len(places) + 1
            end = ends.get(problem.key.partition("]")[0], len(places))
            return places.get(problem.key, end)

        return sorted(self.problems, key=place)

    def _stranger(self, name: str) -> Problem:
        if not isinstance(self._tables[name], dict | list):
            return Problem(self.name, name, "is not a key", self.elsewhere(name))
        meant = suggestion(name, self._known)
        mend = f"did you mean [{meant}]?" if meant else "take it out"
        return Problem(self.name, name, "is not a section", mend)

    def elsewhere(self, key: str) -> str:
        """The mend for a key that stands where it does not belong."""
        homes = [each for section in self.sections for each in section.keys]
        for home, _, name in sorted(each.rpartition(".") for each in homes):
            if name == key:
                return f"it belongs under [{home}]"
        return "take it out"

    @staticmethod
    def variable(section: str, key: str) -> str:
        return f"BEKAL_{section}_{key}".upper()


def _places(tables: Mapping[str, object]) -> Iterator[str]:
    """The name of everything in the file, as problems name it, from its beginning to its end."""
    for name, value in tables.items():
        yield name
        if isinstance(value, dict):
            yield from _places_in(name, value)


def _places_in(section: str, table: Mapping[str, object]) -> Iterator[str]:
    for key, value in table.items():
        yield f"[{section}] {key}"
        if isinstance(value, list):
            for number, entry in enumerate(value, 1):
                if isinstance(entry, dict):
                    yield from _places_in(f"{section}.{key} #{number}", entry)


def read_toml(file: Path) -> dict[str, object]:
    try:
        return tomllib.loads(file.read_text("utf-8-sig"))
    except FileNotFoundError:
        what, mend = "does not exist", "copy config.example.toml to it and fill it in"
    except UnicodeDecodeError:
        what, mend = "is not UTF-8", "save it again with the encoding UTF-8"
    except OSError as error:
        what, mend = f"can't be read ({error.strerror})", "let the bot's user read it"
    except tomllib.TOMLDecodeError as error:
        what, mend = f"is not TOML ({error})", "mend that line; texts stand in quotes"
    raise ConfigError(Problem(str(file), "", what, mend))


def _tables(value: object) -> list[dict[str, object]]:
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise Unusable("is not a list of tables", "see config.example.toml")
    return value


def _read_variable(read: Read[T], value: str) -> T:
    try:
        return read(value)
    except Unusable as as_text:
        try:
            return read(tomllib.loads(f"value = {value}")["value"])
        except tomllib.TOMLDecodeError:
            raise as_text from None
