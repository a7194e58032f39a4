#!/usr/bin/env python
"""Django's command line: on a developer's machine with the settings for development."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "main.settings_development")
    execute_from_command_line(sys.argv)
