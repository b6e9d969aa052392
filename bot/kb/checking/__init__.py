"""What a curator should look at beyond what the schema refuses."""
