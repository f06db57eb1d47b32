"""config.toml and the environment become settings that never change."""
