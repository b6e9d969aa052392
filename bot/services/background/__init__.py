"""Work beside answering: long work takes turns in slices, and a failure stops nobody else's."""
