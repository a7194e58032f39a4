"""Replays our consumers' contracts: pacts/*.json, or those of the broker at PACT_BROKER_URL."""

from decimal import Decimal

from products.models import Product


def some_products():
    Product.objects.create(sku="A-1", name="Apple", price=Decimal("0.50"))
    Product.objects.create(sku="B-2", name="Bread", price=Decimal("3.20"))


# What a contract presumes, by the words in which it says so.
STATES = {
    "there are products A-1 and B-2": some_products,
    "there are no products": lambda: None,
}


def enter(state, **parameters):
    STATES[state](**parameters)


def test_contract(live_server, pact_verifier):
    pact_verifier.verify(live_server.url, enter)
