"""The people of the demo, and what to try with each."""

from __future__ import annotations

from bot.demo.sample import INSTRUCTOR, MOTHER, PARTICIPANT, STAFF, STRANGER, Sample
from web.chat import Persona


def people(sample: Sample) -> tuple[Persona, ...]:
    born = sample.birth_date
    return (
        Persona(
            PARTICIPANT,
            "Budi Santoso",
            f"Lulus {sample.year - 1}, lanjut {sample.year}",
            phone="+6281200000001",
            hints=("jdwl las bsk jam brp pak", "sertif sy udh jadi blm", "dimana kantornya"),
        ),
        Persona(
            MOTHER,
            "Bu Siti",
            "Ibu dari Andi dan Dedi",
            phone="+6281200000201",
            hints=(
                "anakku jadwal e kapan",
                "sertifikat anak saya",
                "mau bicara dengan petugas",
                "stop pengingat",
            ),
        ),
        Persona(
            INSTRUCTOR,
            "Pak Wahyu",
            "Instruktur pengelasan",
            phone="+6281200000202",
            hints=("Las besok diundur jam 10, pindah ke bengkel 2", "jadwal las minggu ini"),
        ),
        Persona(
            STAFF,
            "Bu Rina",
            "Petugas kantor",
            phone="+6281200000204",
            hints=("/petugas", "/siaran", "Konstruksi besok diundur jam 9", "jadwal minggu ini"),
        ),
        Persona(
            STRANGER,
            "Orang lain",
            "Belum dikenal Bekal",
            phone="+6281200000203",
            hints=(
                "cek sertifikat saya",
                sample.number,
                f"{born.day}-{born.month}-{born.year}",
                sample.code,
            ),
        ),
    )
