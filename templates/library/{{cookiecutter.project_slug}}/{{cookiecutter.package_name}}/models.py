"""What the service sends, as values. Fields that nobody here needs are left out."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Self

from .errors import UnexpectedAnswer


@dataclass(frozen=True, slots=True)
class Product:
    """What can be bought."""

    sku: str
    name: str
    price: Decimal

    @classmethod
    def from_json(cls, value: Any) -> Self:
        """Return the product; raises `UnexpectedAnswer`."""
        price = _text(value, "price")
        try:
            amount = Decimal(price)
        except InvalidOperation as error:
            raise UnexpectedAnswer("the field price isn't a number") from error
        return cls(_text(value, "sku"), _text(value, "name"), amount)

    def to_json(self) -> dict[str, str]:
        """Return what the service takes."""
        return {"sku": self.sku, "name": self.name, "price": str(self.price)}


@dataclass(frozen=True, slots=True)
class Batch:
    """The products that are there, and the numbers of those that aren't."""

    products: list[Product]
    missing: list[str]

    @classmethod
    def from_json(cls, value: Any) -> Self:
        """Return the batch; raises `UnexpectedAnswer`."""
        products = [Product.from_json(item) for item in _list(value, "products")]
        return cls(products, [str(sku) for sku in _list(value, "missing")])


def _text(value: Any, field: str) -> str:
    text = value.get(field) if isinstance(value, Mapping) else None
    if not isinstance(text, str):
        raise UnexpectedAnswer(f"the field {field} isn't a text")
    return text


def _list(value: Any, field: str) -> list[Any]:
    items = value.get(field) if isinstance(value, Mapping) else None
    if not isinstance(items, list):
        raise UnexpectedAnswer(f"the field {field} isn't a list")
    return items
