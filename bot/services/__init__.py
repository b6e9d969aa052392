"""What the bot does: it answers; later it converses, edits and reviews."""
