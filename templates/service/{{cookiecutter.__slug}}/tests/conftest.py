from decimal import Decimal

import pytest
from django.core.cache import cache
from rest_framework.test import APIClient

from products.models import Product


@pytest.fixture(autouse=True)
def an_empty_cache():
    cache.clear()


@pytest.fixture
def client():
    return APIClient()


@pytest.fixture
def products(db):
    return Product.objects.bulk_create(
        [
            Product(sku="A-1", name="Apple", price=Decimal("0.50")),
            Product(sku="B-2", name="Bread", price=Decimal("3.20")),
        ]
    )
