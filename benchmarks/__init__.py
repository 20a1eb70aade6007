"""What `make bench` runs: our production build beside Reflex's own blank template."""
