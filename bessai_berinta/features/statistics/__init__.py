"""Public figures about the reports: how long they take, how many are on time, where and what."""
