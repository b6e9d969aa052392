"""Numbers that name a thing, told from quantities by the words beside them."""
