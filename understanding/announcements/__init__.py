"""Read which sessions an instructor changes. He confirms it before it is sent."""
