"""What the front end asks for: an example, to be replaced."""
