"""The calls of the service, one method each."""

from collections.abc import Iterable
{%- if cookiecutter.http_layer == "bundled" %}
from typing import Any, Self
{%- endif %}
from urllib.parse import quote

from .errors import ProductNotFound
from .http import {% if cookiecutter.http_layer == "bundled" %}Client, {% endif %}HttpClient
from .models import Batch, Product


class {{ cookiecutter.class_name }}:
    """The service; make one and keep it, since it keeps its connections.

    Errors of the HTTP layer come through as they are.
    """

    def __init__(self, http: HttpClient) -> None:
        """Use a client whose base URL is that of the service."""
        self._http = http
{%- if cookiecutter.http_layer == "bundled" %}

    @classmethod
    def connect(cls, base_url: str, **options: Any) -> Self:
        """Use a client of its own; the options are those of `http.Client`."""
        return cls(Client(base_url, **options))
{%- endif %}

    def product(self, sku: str) -> Product:
        """Return a product; raises `ProductNotFound`."""
        response = self._http.request(
            "GET",
            f"/api/products/{_segment(sku)}",
            route="/api/products/{sku}",
            expect=(200, 404),
        )
        if response.status_code == 404:
            raise ProductNotFound(sku)
        return Product.from_json(response.json())

    def products(self, skus: Iterable[str]) -> Batch:
        """Return many products by one call."""
        response = self._http.request(
            "POST",
            "/api/products/batch",
            route="/api/products/batch",
            json={"skus": list(skus)},
            expect=(200,),
        )
        return Batch.from_json(response.json())

    def create(self, product: Product) -> Product:
        """Add a product and return it as the service keeps it.

        Never tried again by itself: after a lost connection ask whether it is there.
        """
        response = self._http.request(
            "POST",
            "/api/products",
            route="/api/products",
            json=product.to_json(),
            expect=(201,),
        )
        return Product.from_json(response.json())


def _segment(value: str) -> str:
    """Return one segment of a path, whatever the value holds."""
    if value in {"", ".", ".."}:
        raise ValueError(f"{value!r} can't be part of a path")
    return quote(value, safe="")
