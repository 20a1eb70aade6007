"""The reporting service under load: a city's worth of reports, measured over HTTP."""
