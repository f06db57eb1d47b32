"""Where a row differs from what is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from services.importing.records import Record

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")


def corrected(stored: T, row: Record, fields: Mapping[str, str]) -> tuple[T, list[str]]:
    """`stored` as the row has it, and which of the row's fields differed.

    `fields` names what of the row stands in which field of `stored`. An empty field of the row
    says nothing.
    """
    differing = {
        name: getattr(row, name)
        for name, stored_as in fields.items()
        if getattr(row, name) not in (None, "", ())
        and getattr(row, name) != getattr(stored, stored_as)
    }
    new = replace(stored, **{fields[name]: value for name, value in differing.items()})
    return new, list(differing)
