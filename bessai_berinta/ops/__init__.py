"""Running the app: what ``make run`` and ``python -m bessai_berinta`` do."""
