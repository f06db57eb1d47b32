"""What lists and their fields are called in Indonesian, in which all that is told of lists is."""

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
