"""config.toml overlaid with the environment, read key by key. Collects every problem."""

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
    """`where` (a file's path, or "environment"), the `key`, `what` is wrong, how to `fix` it."""

    where: str
    key: str
    what: str
    fix: str

    def as_json(self) -> dict[str, str]:
        return {"where": self.where, "key": self.key, "what": self.what, "mend": self.fix}

    def __str__(self) -> str:
        return f"{self.where}: {' '.join(filter(None, (self.key, self.what)))}; {self.fix}"


class ConfigError(Exception):
    """The configuration can't be used. Its text has one of the `problems` on each line."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class Section:
    """One table of keys. `get` records a problem and returns the default."""

    def __init__(self, document: Document, name: str, table: Mapping[str, object]) -> None:
        self._document = document
        self._name = name
        self._table = table
        self.known: set[str] = set()
        """The keys that were asked for."""

    def get(self, key: str, read: Read[T], default: T) -> T:
        """The key's value: from the environment, else from the file, else `default`.

        In the environment a value is written as in the file; a text needs no quotes.
        """
        self.known.add(key)
        try:
            if variable := self._document.environment.get(self.variable(key)):
                return _read_variable(read, variable)
            if key in self._table:
                return read(self._table[key])
        except Unusable as unusable:
            for each in (unusable, *unusable.also):
                self.wrong(key, each.what, each.fix)
        return default

    def need(self, key: str, read: Read[T], instead: T) -> T:
        """As `get`, for a required key; returns `instead` where it is missing."""
        if key not in self._table:
            self.wrong(key, "is missing", "add it, as config.example.toml shows")
        return self.get(key, read, instead)

    def tables(self, key: str) -> list[Section]:
        """The tables of an array of tables, such as [[office.hours]]."""
        nothing: list[dict[str, object]] = []
        tables = enumerate(self.get(key, _tables, nothing), 1)
        name = f"{self._name}.{key}"
        return [self._document.add(f"{name} #{number}", table) for number, table in tables]

    def wrong(self, key: str, what: str, fix: str) -> None:
        variable = self.variable(key)
        if self._document.environment.get(variable):
            self._document.wrong(variable, what, fix, ENVIRONMENT)
        else:
            self._document.wrong(f"[{self._name}] {key}", what, fix)

    def report_unknown_keys(self) -> None:
        for key in (key for key in self._table if key not in self.known):
            meant = suggestion(key, self.known)
            fix = f'did you mean "{meant}"?' if meant else self._document.home_of(key)
            self.wrong(key, "is not a key", fix)

    def variable(self, key: str) -> str:
        return f"BEKAL_{self._name}_{key}".upper()

    @property
    def keys(self) -> set[str]:
        """The keys that were asked for, as "section.key"."""
        return {f"{self._name}.{key}" for key in self.known}


class Document:
    """The whole configuration. Ask for every section and key, then `finish`."""

    def __init__(
        self,
        file: Path | None,
        environment: Mapping[str, str],
        tables: Mapping[str, object] | None = None,
    ) -> None:
        """Raises `ConfigError` where `file` can't be read. None: the environment alone.

        `tables` is what would stand in a file that isn't written yet.
        """
        self.file = file
        self.folder = file.parent.absolute() if file else Path.cwd()
        self.environment = environment
        self.sections: list[Section] = []
        self._problems: list[Problem] = []
        self._tables = tables or (read_toml(file) if file else {})
        self._known: set[str] = set()

    def section(self, name: str) -> Section:
        self._known.add(name)
        table = self._tables.get(name, {})
        if not isinstance(table, dict):
            self.wrong(name, "is a section, not a value", f"write [{name}] on its own line")
            table = {}
        return self.add(name, table)

    def add(self, name: str, table: Mapping[str, object]) -> Section:
        self.sections.append(Section(self, name, table))
        return self.sections[-1]

    def wrong(self, key: str, what: str, fix: str, where: str = "") -> None:
        self._problems.append(Problem(where or str(self.file or "config.toml"), key, what, fix))

    def finish(self) -> None:
        """Raises `ConfigError` when there were problems, or keys that nobody asked for."""
        for name in (name for name in self._tables if name not in self._known):
            self._report_unknown(name)
        for section in self.sections:
            section.report_unknown_keys()
        self._report_unknown_variables()
        if self._problems:
            raise ConfigError(*self._in_order_of_the_file())

    def home_of(self, key: str) -> str:
        """How to fix a key that is not in its section."""
        homes = [each for section in self.sections for each in section.keys]
        for home, _, name in sorted(each.rpartition(".") for each in homes):
            if name == key:
                return f"it belongs under [{home}]"
        return "take it out"

    def _report_unknown(self, name: str) -> None:
        if isinstance(self._tables[name], dict | list):
            meant = suggestion(name, self._known)
            fix = f"did you mean [{meant}]?" if meant else "take it out"
            self.wrong(name, "is not a section", fix)
        else:
            self.wrong(name, "is not a key", self.home_of(name))

    def _report_unknown_variables(self) -> None:
        """A variable of no section belongs to another program unless it is nearly one of ours."""
        ours = {each.variable(key) for each in self.sections for key in each.known}
        for name in sorted(self.environment.keys() - ours - {*OF_NO_SECTION}):
            for section in self.sections:
                begin = section.variable("")
                if name.startswith(begin):
                    known = (key.upper() for key in section.known)
                    meant = suggestion(name.removeprefix(begin), known)
                    fix = f"did you mean {begin}{meant}?" if meant else "take it out"
                    break
            else:
                meant = suggestion(name, {*ours, *OF_NO_SECTION}, NEARLY)
                fix = f"did you mean {meant}?" if meant else ""
            if fix:
                self.wrong(name, "is not a key", fix, ENVIRONMENT)

    def _in_order_of_the_file(self) -> list[Problem]:
        """A missing key comes at its section's end, the environment after the file."""
        places = {place: number for number, place in enumerate(_places(self._tables))}
        ends = {place.partition("]")[0]: number for place, number in places.items()}

        def place(problem: Problem) -> int:
            if problem.where == ENVIRONMENT:
                return len(places) + 1
            end = ends.get(problem.key.partition("]")[0], len(places))
            return places.get(problem.key, end)

        return sorted(self._problems, key=place)


def _places(tables: Mapping[str, object]) -> Iterator[str]:
    """The names of everything in the file in its order, as problems write them."""
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
        what, fix = "does not exist", "`bekal init` makes it"
    except UnicodeDecodeError:
        what, fix = "is not UTF-8", "save it again with the encoding UTF-8"
    except OSError as error:
        what, fix = f"can't be read ({error.strerror})", "let the bot's user read it"
    except tomllib.TOMLDecodeError as error:
        what, fix = f"is not TOML ({error})", "fix that line; texts need quotes"
    raise ConfigError(Problem(str(file), "", what, fix))


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
