"""The colors of pictures on cards, which are read on Discord's dark theme and on its light one.

Chosen for contrast on the ground (WCAG 2.1): text 4.5 to 1 and more, marks 3 to 1 and more. What a
color says is also said by words or shape.
"""

GROUND = "#1b212b"
INK = "#f2f5f9"
SOFT = "#aab6c5"
TRACK = "#2c3543"
"""The empty part of a bar or a line: it carries no meaning."""
AHEAD = RANGE = "#7d9cc6"
NOW = CHOSEN = "#f2b84b"
YOURS = "#62d6a4"
