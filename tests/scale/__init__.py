"""Many servers over several processes: how much they take, and what is lost when one is killed."""
