"""Proofs as signed data: W3C verifiable credentials (Open Badges 3.0) that anybody can check.

Secured as JWTs with RS256, which every verifier has to support. The keys are published as did:web,
and what no longer holds as a Bitstring Status List, under the address of the office's pages.
"""
