"""How operators keep it alive: health, metrics, a doctor."""
