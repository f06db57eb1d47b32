"""What people read about lists; lists and columns have Indonesian names in every language."""

from __future__ import annotations

from locales import Words
from programme.messages import Button, Outgoing
from services.importing.records import Kind

KINDS = {
    Kind.PARTICIPANTS: "Daftar peserta",
    Kind.SESSIONS: "Jadwal",
    Kind.CERTIFICATES: "Daftar sertifikat",
    Kind.STAFF: "Daftar instruktur dan petugas",
}

FIELDS = {
    "full_name": "nama",
    "birth_date": "tanggal lahir",
    "phones": "nomor HP",
    "sex": "jenis kelamin",
    "birth_place": "tempat lahir",
    "note": "keterangan",
    "skill": "bidang",
    "programme": "program",
    "topic": "materi",
    "starts_at": "jam mulai",
    "ends_at": "jam selesai",
    "place": "tempat",
    "instructor": "instruktur",
    "certificate_kind": "jenis sertifikat",
    "cert_no": "nomor sertifikat",
    "registration_no": "nomor registrasi",
    "blank_no": "nomor blanko",
    "scheme": "skema",
    "issued_on": "tanggal terbit",
    "valid_until": "masa berlaku",
    "status": "status",
    "name": "nama",
    "role": "jabatan",
    "skills": "bidang",
}


def left_in_chat(say: Words, *_: object) -> Outgoing:
    return Outgoing(
        say(
            "The file with the list you sent could not be deleted from this chat. Please delete "
            "it yourself: it names people."
        )
    )


def birth_dates(say: Words, count: int, *_: object) -> Outgoing:
    """How many wait for a decision. The message doesn't name the people."""
    return Outgoing(
        say(
            "<b>A list has another date of birth for somebody who is linked.</b> To decide: "
            "{count}",
            count=count,
        ),
        ((Button(say("Look at them"), "births"),),),
    )
