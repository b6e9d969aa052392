"""What every room of the chat is built from: controls, forms, replies."""
