"""Time limits, which every call has."""

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Timeout:
    """The limits of one call, in seconds.

    ``connect`` limits making a connection and ``read`` each wait for the next
    bytes. ``total`` limits the call with all its attempts and pauses; it is looked
    at between two reads, so a call may overrun it by one ``read`` at most. How long a
    host's name is looked up is the system's own limit.
    """

    connect: float = 3.0
    read: float = 10.0
    total: float = 30.0

    def __post_init__(self) -> None:
        for name in self.__slots__:
            seconds = getattr(self, name)
            if not (0 < seconds < math.inf):
                raise ValueError(f"{name} has to be a positive time, not {seconds!r}")

    @classmethod
    def of(cls, limit: "Timeout | float") -> "Timeout":
        """Return a limit as it is, or one where a number limits everything."""
        if isinstance(limit, Timeout):
            return limit
        return cls(limit, limit, limit)

    def within(self, remaining: float) -> tuple[float, float]:
        """Return the limits for connecting and reading when this much is left."""
        remaining = max(remaining, 0.001)
        return min(self.connect, remaining), min(self.read, remaining)
