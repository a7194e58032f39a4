"""An example of an API: replace it by your own."""
