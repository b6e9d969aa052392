"""What is said on a day: answers composed from one snapshot, and what is disputed about them."""
