"""Keeps silk's tables in a database of their own."""

from typing import Any


class SilkRouter:
    """Sends the app silk to the database silk, and no other app there."""

    def db_for_read(self, model: Any, **hints: Any) -> str | None:
        return "silk" if model._meta.app_label == "silk" else None

    db_for_write = db_for_read

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return (db == "silk") == (app_label == "silk")
