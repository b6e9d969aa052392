"""What moderators type: `/kb`, the board, statistics, and trying a question."""
