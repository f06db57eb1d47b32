"""Consent, locks, one’s own data, erasing."""
