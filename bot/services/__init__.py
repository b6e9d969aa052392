"""What the bot does, without Discord: it answers, converses, edits, reviews and watches."""
