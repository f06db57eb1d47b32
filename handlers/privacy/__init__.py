"""Consent, one’s own data, PIN, erasing."""
