"""Connections to the database: what is set, and what happens when they fail."""

import sqlite3
from unittest.mock import patch

import pytest
from prometheus_client import REGISTRY

from main import settings
from main.database.patience import PatientConnection

DATABASE = settings.DATABASES["default"]


class Driver:
    """A DatabaseWrapper whose attempts to connect have the outcomes that it was given."""

    Database = sqlite3

    def __init__(self, *outcomes, **retry):
        self.settings_dict = {"CONNECTION_RETRY": retry} if retry else {}
        self.outcomes = list(outcomes)

    def get_new_connection(self, conn_params):
        outcome = self.outcomes.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome


class PatientDriver(PatientConnection, Driver):
    pass


REFUSED = sqlite3.OperationalError("the connection was refused")
MISUSED = sqlite3.ProgrammingError("there is no such parameter")


@pytest.fixture
def sleep():
    with patch("time.sleep") as sleep:
        yield sleep


def retries():
    labels = {"operation": "database.connect"}
    return REGISTRY.get_sample_value("service_retries_total", labels) or 0


def test_a_connection_is_kept_for_long_and_validated():
    assert DATABASE["CONN_MAX_AGE"] >= 600
    assert DATABASE["CONN_HEALTH_CHECKS"] is True


def test_connecting_is_tried_again_with_growing_waits(sleep):
    before = retries()
    driver = PatientDriver(REFUSED, REFUSED, "connected", MAX_ATTEMPTS=4, WAIT_MIN=50, WAIT_MAX=80)
    assert driver.get_new_connection({}) == "connected"
    assert retries() == before + 2
    assert [0.05 <= call.args[0] <= 0.08 for call in sleep.call_args_list] == [True, True]


def test_connecting_ends_with_the_last_attempt(sleep):
    driver = PatientDriver(REFUSED, REFUSED, "too late", MAX_ATTEMPTS=2)
    with pytest.raises(sqlite3.OperationalError):
        driver.get_new_connection({})
    assert sleep.call_count == 1


def test_connecting_is_not_tried_again_unless_asked_for(sleep):
    with pytest.raises(sqlite3.OperationalError):
        PatientDriver(REFUSED, "too late").get_new_connection({})


def test_a_mistake_is_not_tried_again(sleep):
    with pytest.raises(sqlite3.ProgrammingError):
        PatientDriver(MISUSED, "too late", MAX_ATTEMPTS=4).get_new_connection({})
    sleep.assert_not_called()
