from decimal import Decimal

import pytest

from products.models import Product


def test_products_are_listed_in_pages(client, products):
    answer = client.get("/api/products", {"limit": 1}).json()
    assert answer["count"] == 2
    assert answer["results"] == [{"sku": "A-1", "name": "Apple", "price": "0.50"}]
    assert answer["next"] == "http://testserver/api/products?limit=1&offset=1"


def test_a_product_is_found_by_its_sku(client, products):
    assert client.get("/api/products/B-2").json()["name"] == "Bread"


def test_an_unknown_product_is_not_found(client, products):
    assert client.get("/api/products/C-3").status_code == 404


def test_a_product_is_made(client, db):
    answer = client.post("/api/products", {"sku": "C-3", "name": "Cake", "price": 4}, format="json")
    assert answer.status_code == 201
    assert str(Product.objects.get(sku="C-3")) == "C-3"
    assert Product.objects.get(sku="C-3").price == Decimal(4)


def test_a_negative_price_is_refused(client, db):
    answer = client.post(
        "/api/products", {"sku": "C-3", "name": "Cake", "price": -1}, format="json"
    )
    assert answer.status_code == 400
    assert list(answer.json()) == ["price"]


def test_a_batch_is_one_query(client, products, django_assert_num_queries):
    skus = {"skus": ["B-2", "C-3", "A-1", "C-3"]}
    with django_assert_num_queries(1):
        answer = client.post("/api/products/batch", skus, format="json").json()
    assert [product["sku"] for product in answer["products"]] == ["A-1", "B-2"]
    assert answer["missing"] == ["C-3"]


@pytest.mark.parametrize("body", [{}, {"skus": "A-1"}, {"skus": ["A-1"] * 1001}])
def test_a_malformed_batch_is_refused(client, body):
    assert client.post("/api/products/batch", body, format="json").status_code == 400


def test_statistics_are_worked_out_once_a_day(client, products, django_assert_num_queries):
    with django_assert_num_queries(1):
        first = client.get("/api/products/statistics").json()
        Product.objects.none().delete()
        second = client.get("/api/products/statistics").json()
    assert first == second
    assert (first["count"], first["cheapest"], first["dearest"]) == (2, "0.50", "3.20")
