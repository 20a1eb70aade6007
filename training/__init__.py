"""Train the category suggestion: examples in, weights and a report of their accuracy out."""
