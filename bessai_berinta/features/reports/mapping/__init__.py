"""Public reports on a map: one dot for many, as fine as the reader's zoom."""
