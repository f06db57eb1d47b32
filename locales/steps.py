"""What each step of a certificate means and what comes next."""

from __future__ import annotations

from locales.words import sentence
from programme.certificates import Step

STEPS = {
    Step.REGISTERED: sentence("Registered. Next: the assessment; the office sets the date."),
    Step.ASSESSMENT: sentence("In assessment. Next: the assessors’ recommendation."),
    Step.NOT_YET_COMPETENT: sentence(
        "Not yet competent. The assessment can be repeated: ask the office for a date."
    ),
    Step.PLENARY: sentence("Assessed. The result is being confirmed in the plenary meeting."),
    Step.AWAITING_BLANK: sentence(
        "Confirmed. Waiting for the certificate form; then it is printed."
    ),
    Step.PRINTING: sentence("Being printed and signed. Next: ready to be collected."),
    Step.READY: sentence("<b>Ready to be collected.</b>"),
    Step.COLLECTED: sentence("Already collected."),
    Step.EXPIRED: sentence("No longer valid: its time is over. Ask the office how to renew it."),
    Step.SUSPENDED: sentence("Suspended for now. Please speak with the office."),
    Step.REVOKED: sentence("Revoked. Please speak with the office; they will explain it."),
    Step.LOST: sentence("Reported as lost. Ask the office for a duplicate."),
}
