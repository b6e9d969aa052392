"""How operators keep it alive: a doctor and a heartbeat."""
