"""What PDFs share."""
