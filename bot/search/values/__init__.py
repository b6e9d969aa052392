"""Values of the engine: documents, evidence, probabilities, related words."""
