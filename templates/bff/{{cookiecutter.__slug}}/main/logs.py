"""Where log lines go."""

import logging


class StandardOutputHandler(logging.StreamHandler):
    """Writes to the process's standard output, past sys.stdout and sys.stderr.

    Under mod_wsgi these lead to Apache's error log, which escapes quotes and so breaks JSON.
    """

    def __init__(self) -> None:
        super().__init__(open(1, "w", encoding="utf-8", closefd=False))
