"""Pictures of everything that people see, made with the real bot for people to look at."""
