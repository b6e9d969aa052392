"""What the bot says unasked: corrections, wishes that came true, notices in the inbox channel."""
