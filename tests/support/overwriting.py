"""Statements that would change what the ledger holds, which every database must refuse."""

SECOND_NUMBER = """
INSERT INTO faq_change
SELECT 9, guild_id, key, parent, kind, body, batch, 'new', 1, '', at FROM faq_change
"""
"""Keeps one change under another number, too."""

OVERWRITING = (
    "UPDATE faq_change SET body = 'other'",
    "UPDATE faq_change SET actor_id = 9",
    "UPDATE faq_change SET actor_id = NULL, reason = ''",
    "DELETE FROM faq_change",
    SECOND_NUMBER,
)
