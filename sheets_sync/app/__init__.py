"""The use cases: the only place that joins the pure part with the adapters."""
