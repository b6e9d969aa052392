"""What is claimed of the base that ships."""
