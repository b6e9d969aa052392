"""From files to a library, or to every problem in them."""
