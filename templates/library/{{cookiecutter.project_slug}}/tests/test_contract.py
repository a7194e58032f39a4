"""The contract with the service: what the library asks, and what it needs of the answer.

The contract is recorded in the folder pacts, where the service's tests find it. After
a wanted change record it again: UPDATE_CONTRACT=1 tox -e py
"""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pactman import Consumer, Like, Provider, Term

from {{ cookiecutter.package_name }} import (
    Batch,
    Product,
    ProductNotFound,
)

[RECORDED] = (Path(__file__).parent.parent / "pacts").glob("*.json")
APPLE = Product("A-1", "Apple", Decimal("0.50"))
BOTH = "there are products A-1 and B-2"
NONE = "there are no products"
PRICE = Term(r"\d+\.\d{2}", "0.50")


@dataclass(frozen=True)
class Interaction:
    """``needs`` is the answer, as far as ``call`` needs it to give ``result``."""

    state: str
    description: str
    asks: dict[str, Any]
    needs: dict[str, Any]
    call: Callable[[Any], object]
    result: object


def unknown_product(api):
    with pytest.raises(ProductNotFound) as caught:
        api.product("A-1")
    return caught.value.sku


INTERACTIONS = [
    Interaction(
        BOTH,
        "a product",
        {"method": "GET", "path": "/api/products/A-1"},
        {"status": 200, "body": Like({"sku": "A-1", "name": "Apple", "price": PRICE})},
        lambda api: api.product("A-1"),
        APPLE,
    ),
    Interaction(
        NONE,
        "a product that isn't there",
        {"method": "GET", "path": "/api/products/A-1"},
        {"status": 404},
        unknown_product,
        "A-1",
    ),
    Interaction(
        BOTH,
        "a batch of products",
        {
            "method": "POST",
            "path": "/api/products/batch",
            "headers": {"Content-Type": "application/json"},
            "body": {"skus": ["A-1", "C-3"]},
        },
        {
            "status": 200,
            "body": {
                "products": [{"sku": "A-1", "name": Like("Apple"), "price": PRICE}],
                "missing": ["C-3"],
            },
        },
        lambda api: api.products(["A-1", "C-3"]),
        Batch([APPLE], ["C-3"]),
    ),
    Interaction(
        NONE,
        "a new product",
        {
            "method": "POST",
            "path": "/api/products",
            "headers": {"Content-Type": "application/json"},
            "body": {"sku": "A-1", "name": "Apple", "price": "0.50"},
        },
        {"status": 201, "body": {"sku": "A-1", "name": "Apple", "price": "0.50"}},
        lambda api: api.create(APPLE),
        APPLE,
    ),
]


@pytest.fixture
def play(tmp_path, make_api):
    """Return a function that plays an interaction and records it in tmp_path."""
    names = json.loads(RECORDED.read_text(encoding="utf-8"))
    pact = Consumer(names["consumer"]["name"]).has_pact_with(
        Provider(names["provider"]["name"]),
        pact_dir=str(tmp_path),
        version="3.0.0",
        use_mocking_server=False,
    )

    def play_one(interaction):
        pact.given(interaction.state).upon_receiving(interaction.description)
        pact.with_request(**interaction.asks).will_respond_with(**interaction.needs)
        with pact:
            return interaction.call(make_api(pact.uri))

    return play_one


@pytest.mark.parametrize("interaction", INTERACTIONS, ids=lambda i: i.description)
def test_the_library_keeps_the_contract(play, interaction):
    assert play(interaction) == interaction.result


def test_the_recorded_contract_is_current(play, tmp_path):
    for interaction in INTERACTIONS:
        play(interaction)

    contract = json.loads((tmp_path / RECORDED.name).read_text(encoding="utf-8"))
    if os.environ.get("UPDATE_CONTRACT"):  # pragma: no cover
        text = json.dumps(contract, indent=2, ensure_ascii=False)
        RECORDED.write_text(text + "\n", encoding="utf-8")
    assert len(contract["interactions"]) == len(INTERACTIONS)
    assert contract == json.loads(RECORDED.read_text(encoding="utf-8"))
