"""The words: catalogues, dates and numbers as people here write them."""

from locales.words import LANGUAGES, Words

__all__ = ["LANGUAGES", "Words"]
