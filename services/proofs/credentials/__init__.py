"""Proofs as signed data: W3C verifiable credentials (Open Badges 3.0) that anybody can check.

Secured as JWTs with Ed25519 (VC-JOSE-COSE); the key is published as did:web, what no longer holds
as Bitstring Status Lists, all of it under the address at which the office's pages answer.
"""
