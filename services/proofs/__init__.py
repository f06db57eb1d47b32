"""Proofs of a certificate for employers."""
