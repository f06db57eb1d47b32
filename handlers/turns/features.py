"""What a feature says of itself: its commands, buttons, questions and the answers it waits for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, TypeVar

from programme.messages import DocumentRef
from understanding import Intent, Understood

if TYPE_CHECKING:
    from handlers.turns.turn import Turn

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What a person may do, and whether he may do it while his chat is closed.

    Anything waits until the chat is open, unless `when_closed` says that it tells and changes
    nothing personal (of a button: for which arguments). Reading, correcting and erasing one's own
    data are rights: they don't wait for consent to a new text (UU PDP 27/2022, Art. 6 to 9).
    """

    when_closed: bool | tuple[str, ...] = False
    is_right: bool = False

    def may_be_done_when_closed(self, argument: str = "") -> bool:
        return self.when_closed is True or argument in (self.when_closed or ())


@dataclass(frozen=True, slots=True)
class Command(Part):
    """ "/jadwal". `does` is its line in a messenger's list of commands; "" leaves it out.

    With `takes_words` it may be followed by words, and is then a question.
    """

    name: str
    show: Callable[[Turn], None]
    does: str = ""
    takes_words: bool = False


class Menu(Enum):
    """Where a button stands. Those of the menu, and those of no menu, may also be written."""

    MAIN = auto()
    CLASSES = auto()
    """The menu of instructors and of the office."""
    OFFICE = auto()
    """The menu of the office."""
    OFFICE_PAGE = auto()
    ADMIN_PAGE = auto()


@dataclass(frozen=True, slots=True)
class Label:
    """A button as people read it, and what else they call it. `when`: for whom it is shown."""

    text: str
    argument: str = ""
    menu: Menu | None = None
    also_called: tuple[str, ...] = ()
    when: Callable[[Turn], bool] | None = None


@dataclass(frozen=True, slots=True)
class Press(Part):
    """A button: `name` stands before the first colon of its data, what follows is the argument.

    `confirms`: with these first words of the argument it answers a question, and does nothing once
    that was cancelled or is old. `drafts`: with these arguments, too, and it is for what was shown
    with it: there is one draft at a time, and an older preview's button does nothing.
    """

    name: str
    act: Callable[[Turn, str], None]
    labels: tuple[Label, ...] = ()
    confirms: tuple[str, ...] = ()
    drafts: tuple[str, ...] = ()

    def is_confirmation(self, argument: str) -> bool:
        verb, _, mark = argument.partition(":")
        return verb in self.confirms or (verb in self.drafts and bool(mark))

    def unmarked(self, argument: str) -> str:
        """Without the mark of the question in which a draft's button was shown."""
        verb, _, _ = argument.partition(":")
        return verb if verb in self.drafts else argument

    def data(self, argument: str) -> str:
        return f"{self.name}:{argument}" if argument else self.name


@dataclass(frozen=True, slots=True)
class Question(Part):
    """A question in words. `choice`: label and data of the button that asks it, too."""

    intent: Intent
    answer: Callable[[Turn, Understood], None]
    choice: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class State(Part):
    """What is expected next. `take` is False when the text turns out to be another matter.

    `is_free_text`: people write what others will read, so that no word is a button's but "batal".
    `hears_despair`: words of despair go where all others go.
    `hears_codes`: what looks like an invite code is something else here.
    `hears_cancel`: "batal" is an answer; it ends all other states.
    `hears_disagreement`: “I don't agree” is an answer, or is meant for others.
    `takes_more`: it stays as it is while all is well.
    `is_secret`: nobody may read what is written, the office neither.
    `is_about_somebody`: “salah orang” and “salah nomor” speak of whoever was looked for.
    """

    name: str
    take: Callable[[Turn], bool] | None = None
    take_file: Callable[[Turn, DocumentRef], None] | None = None
    take_unreadable: Callable[[Turn], None] | None = None
    is_free_text: bool = False
    hears_despair: bool = False
    hears_codes: bool = False
    hears_cancel: bool = False
    hears_disagreement: bool = False
    is_about_somebody: bool = False
    is_secret: bool = False
    takes_more: bool = False


NOTHING_EXPECTED = State("")


class Features:
    """Everything that can be done, in the order of the menus. Each name is declared once."""

    def __init__(self, *features: Iterable[Command | Press | Question | State]) -> None:
        self.commands: dict[str, Command] = {}
        self.presses: dict[str, Press] = {}
        self.questions: dict[Intent, Question] = {}
        self.states: dict[str, State] = {}
        for part in (part for feature in features for part in feature):
            match part:
                case Command(name):
                    _add(self.commands, name, part)
                case Press(name):
                    _add(self.presses, name, part)
                case Question(intent):
                    _add(self.questions, intent, part)
                case State(name):
                    _add(self.states, name, part)
        self.choices = {
            each.intent: each.choice for each in self.questions.values() if each.choice
        }
        self.asked_by = {data: intent for intent, (_, data) in self.choices.items()}

        self._entries: dict[Menu | None, list[tuple[Label, str]]] = defaultdict(list)
        for press in self.presses.values():
            for label in press.labels:
                self._entries[label.menu].append((label, press.data(label.argument)))

    def state(self, name: str) -> State:
        """What was declared of it; states that only buttons go on from are not."""
        return self.states.get(name) or (State(name) if name else NOTHING_EXPECTED)

    def entries(self, *menus: Menu | None) -> list[tuple[Label, str]]:
        """The buttons of these menus, each with its data; None are those that stand in none."""
        return [entry for menu in menus for entry in self._entries[menu]]


def _add(table: dict[_Key, _Value], key: _Key, value: _Value) -> None:
    if key in table:
        raise ValueError(f"{key} is declared twice")
    table[key] = value
