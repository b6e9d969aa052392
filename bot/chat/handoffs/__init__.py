"""Questions to a person: asked by members, answered by moderators, told once."""
