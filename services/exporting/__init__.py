"""All that is stored, as tables that spreadsheets open and `bekal import` reads again."""
