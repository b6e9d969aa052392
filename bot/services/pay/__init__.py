"""What is asked about pay, and the figures of the wage tables that answer it: values, no words."""
