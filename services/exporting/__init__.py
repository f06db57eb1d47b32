"""Exports all stored data as tables that spreadsheets open and `bekal import` reads again."""
