"""What numbers of the engine were learned from: each prints them anew."""
