"""How a certificate is doing, how it is collected, how the office moves it along."""
