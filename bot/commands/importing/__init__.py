"""`bekal import`: lists of an office, read, reported and stored."""
