"""What came in, and the conversations it belongs to."""
