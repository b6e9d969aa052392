"""What commands print: to people as lines and tables, to programs as JSON."""
