"""What only the staff's desk does with reports: notes, texts, assignment, many at once."""
