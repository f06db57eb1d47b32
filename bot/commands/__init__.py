"""The commands of `bekal`, one file each."""
