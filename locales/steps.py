"""What each step of a certificate is called, what it means and what comes next."""

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

NAMES = {
    Step.REGISTERED: sentence("Registered"),
    Step.ASSESSMENT: sentence("In assessment"),
    Step.NOT_YET_COMPETENT: sentence("Not yet competent"),
    Step.PLENARY: sentence("Plenary"),
    Step.AWAITING_BLANK: sentence("Awaiting the form"),
    Step.PRINTING: sentence("Printing"),
    Step.READY: sentence("Ready to collect"),
    Step.COLLECTED: sentence("Handed over"),
    Step.EXPIRED: sentence("Expired"),
    Step.SUSPENDED: sentence("Suspended"),
    Step.REVOKED: sentence("Revoked"),
    Step.LOST: sentence("Lost"),
}
"""As the office calls them, on buttons and in lists."""

TO_DO = {
    Step.REGISTERED: sentence("Bring your ID card to it."),
    Step.ASSESSMENT: sentence("If you have a date for it, bring your ID card."),
    Step.PLENARY: sentence(
        "There is nothing to do or bring now. You will be told how it goes on."
    ),
    Step.AWAITING_BLANK: sentence(
        "There is nothing to do or bring now. You will be told how it goes on."
    ),
    Step.PRINTING: sentence("There is nothing to bring yet. You will be told when it is ready."),
    Step.COLLECTED: sentence(
        "Keep it dry and safe. If you have not got it, please tell the office at once."
    ),
    Step.EXPIRED: sentence("Bring the old certificate and your ID card."),
    Step.LOST: sentence("Bring your ID card and a letter of loss from the police."),
}
"""What its owner does at a step; collecting and the office's decisions have words of their own."""
