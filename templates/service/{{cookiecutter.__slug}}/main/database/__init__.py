"""Django's database backends, with connections that are made patiently."""
