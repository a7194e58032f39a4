"""Connecting is tried again, with growing waits, before a request fails for it."""

import logging
import random
import time
from typing import Any

from main.metrics import RETRIES

logger = logging.getLogger(__name__)


class PatientConnection:
    """Mixin before a Django DatabaseWrapper.

    DATABASES[…]["CONNECTION_RETRY"] says how often (MAX_ATTEMPTS) and how long to wait between two
    attempts (WAIT_MIN doubles each time up to WAIT_MAX, in milliseconds, and a part of it is chance
    so that a fleet of services doesn't come back all at once).
    """

    def is_worth_retrying(self, error: Exception) -> bool:
        return isinstance(error, self.Database.OperationalError)

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        retry = self.settings_dict.get("CONNECTION_RETRY", {})
        attempts = retry.get("MAX_ATTEMPTS", 1)
        shortest, longest = retry.get("WAIT_MIN", 50), retry.get("WAIT_MAX", 1000)
        for attempt in range(1, attempts):
            try:
                return super().get_new_connection(conn_params)
            except self.Database.Error as error:
                if not self.is_worth_retrying(error):
                    raise
                wait = random.uniform(shortest, min(longest, shortest * 2**attempt))
                RETRIES.labels("database.connect").inc()
                logger.warning("attempt %d to connect failed: %s", attempt, str(error).strip())
                time.sleep(wait / 1000)
        return super().get_new_connection(conn_params)
