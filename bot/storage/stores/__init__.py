"""The ports of the services, fulfilled on the database."""
