"""How moderators look after a server's answers: commands, forms, inbox."""
