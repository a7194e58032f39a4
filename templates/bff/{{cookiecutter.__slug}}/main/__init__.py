"""The service's frame: settings, URLs, logs, metrics."""
