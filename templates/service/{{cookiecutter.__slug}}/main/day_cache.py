"""Values that are worked out once a day."""

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import ParamSpec, TypeVar

from django.core.cache import cache
from django.utils import timezone

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


def day_cache(function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """Keeps the function's results until the next midnight of TIME_ZONE, one for each arguments.

    The arguments' repr() tells them apart; the results must be picklable. The function's attribute
    `refresh` works a result out anew and keeps it.
    """

    def place(*args: Parameters.args, **kwargs: Parameters.kwargs) -> tuple[str, float]:
        now = timezone.localtime()
        call = f"{function.__module__}.{function.__qualname__}{args!r}{sorted(kwargs.items())!r}"
        key = f"day:{now:%Y-%m-%d}:{hashlib.sha256(call.encode()).hexdigest()}"
        return key, (_next_midnight(now) - now).total_seconds()

    def refresh(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Result:
        key, seconds = place(*args, **kwargs)
        result = function(*args, **kwargs)
        cache.set(key, result, timeout=seconds)
        return result

    @wraps(function)
    def cached(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Result:
        key, seconds = place(*args, **kwargs)
        return cache.get_or_set(key, lambda: function(*args, **kwargs), timeout=seconds)

    cached.refresh = refresh
    return cached


def _next_midnight(now: datetime) -> datetime:
    # By the calendar, since the day on which clocks change has not 24 hours.
    tomorrow = now.replace(tzinfo=None, hour=0, minute=0, second=0, microsecond=0) + timedelta(1)
    return timezone.make_aware(tomorrow)
