"""What exactly was asked of a certificate is answered first."""

from __future__ import annotations

import pytest
from dialogue import Bekal, Chat

from programme.certificates import Step


async def linked(bekal: Bekal, step: Step = Step.READY) -> Chat:
    ident = await bekal.participant()
    await bekal.certificate(ident, step)
    return await bekal.linked("1001")


@pytest.mark.parametrize("step", [Step.READY, Step.PLENARY])
@pytest.mark.parametrize(
    "said",
    [
        "bisa diwakilkan adik saya?", "boleh diambil istri saya?", "iso diwakilke bojoku ora",
        "adik saya bisa ambilkan sertifikatnya gak", "bisa diwakilkan adik saya",
        "sertifikatnya boleh dititipkan?",
    ],
)  # fmt: skip
async def test_whether_another_may_come_is_answered_with_yes(
    bekal: Bekal, said: str, step: Step
) -> None:
    assert (await (await linked(bekal, step)).says(said)).startswith("Bisa.")


async def test_who_sends_somebody_still_does(bekal: Bekal) -> None:
    chat = await linked(bekal)
    await chat.talks(("saya tidak bisa, diwakilkan adik", "Siapa"))


@pytest.mark.parametrize(
    ("said", "meaning"),
    [
        ("apa itu pleno", "Pleno"),
        ("pleno iku opo to", "Pleno"),
        ("pleno maksudnya apa", "Pleno"),
        ("artinya menunggu blanko apa", "blanko"),
        ("asesmen itu apa", "asesmen"),
    ],
)
async def test_a_step_is_explained_to_anybody(bekal: Bekal, said: str, meaning: str) -> None:
    await linked(bekal, Step.REGISTERED)
    for chat in (bekal.chat("1001"), bekal.chat("6666")):
        assert meaning.lower() in (await chat.says(said)).lower()


@pytest.mark.parametrize("said", ["ambil sertifikat bayar gak", "biaya ambil sertifikat berapa"])
async def test_what_it_costs_is_answered_first(bekal: Bekal, said: str) -> None:
    assert (await (await linked(bekal)).says(said)).startswith("Gratis")


@pytest.mark.parametrize("said", ["lmg2026031", "LMG2026031", "nomor peserta lmg 2026031"])
async def test_a_number_without_dashes_is_a_number(bekal: Bekal, said: str) -> None:
    await linked(bekal)
    assert "Siap diambil" in await bekal.chat("1001").says(said)
    await bekal.chat("6666").talks((said, "lahir"))
