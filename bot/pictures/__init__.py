"""Figures in, PNG and alt text out; Pillow is imported only where something is drawn."""
