"""How people reach Almanac on Discord: commands, messages, cards and controls."""
