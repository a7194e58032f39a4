from datetime import datetime, timezone
from unittest.mock import patch

import pytest

from main.day_cache import _next_midnight, day_cache


class Clock:
    """A function whose result tells how often it was called, and the time of day around it."""

    def __init__(self):
        self.calls = 0

    def at(self, text):
        moment = datetime.fromisoformat(text).replace(tzinfo=timezone.utc)
        return patch("django.utils.timezone.now", return_value=moment)

    def count(self, *args, **kwargs):
        self.calls += 1
        return self.calls


@pytest.fixture
def clock():
    return Clock()


def test_a_result_is_kept_until_midnight(clock):
    cached = day_cache(clock.count)
    with clock.at("2024-02-28T00:00:01"):
        assert cached() == 1
    with clock.at("2024-02-28T23:59:59"):
        assert cached() == 1
    with clock.at("2024-02-29T00:00:00"):
        assert cached() == 2


def test_other_arguments_have_another_result(clock):
    cached = day_cache(clock.count)
    assert [cached(1), cached("1"), cached(one=1), cached(1)] == [1, 2, 3, 1]


def test_a_refreshed_result_is_kept(clock):
    cached = day_cache(clock.count)
    assert [cached(), cached.refresh(), cached()] == [1, 2, 2]


def test_a_day_on_which_the_clocks_change_is_shorter(settings):
    settings.TIME_ZONE = "Europe/Berlin"
    morning = datetime.fromisoformat("2024-03-31T00:00:00+01:00")
    assert (_next_midnight(morning) - morning).total_seconds() == 23 * 3600
