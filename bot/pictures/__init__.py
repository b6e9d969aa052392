"""Figures in, PNG and alt text out; Pillow is imported only if something is drawn."""
