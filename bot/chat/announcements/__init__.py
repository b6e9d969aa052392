"""What the bot says unprompted: corrections, answers that people waited for, notices."""
