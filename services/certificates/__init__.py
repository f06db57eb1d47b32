"""Certificates: their steps, their news, their collection."""
