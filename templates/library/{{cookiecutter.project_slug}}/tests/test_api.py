"""What the contract doesn't show: odd answers, odd arguments, and how it is imported."""

import subprocess
import sys
from pathlib import Path

import pytest

from {{ cookiecutter.package_name }}.errors import (
    UnexpectedAnswer,
)
{%- if cookiecutter.http_layer == "bundled" %}
from {{ cookiecutter.package_name }}.http.testing import (
    Answer,
)
{%- endif %}
from {{ cookiecutter.package_name }}.models import (
    Product,
)


class Recorder:
    """A client, and the answer too, that remembers the call."""

    status_code = 200

    def __init__(self, body):
        self._body = body

    def request(self, method, path, **options):
        self.called = (method, path, options["route"])
        return self

    def json(self):
        return self._body


GOOD = {"sku": "a/ä", "name": "Apple", "price": "0.50"}


def test_any_sku_is_one_segment_of_the_path(over):
    client = Recorder(GOOD)

    over(client).product("a/../ä?b#c")

    path = "/api/products/a%2F..%2F%C3%A4%3Fb%23c"
    assert client.called == ("GET", path, "/api/products/{sku}")


@pytest.mark.parametrize("sku", ["", ".", ".."])
def test_a_sku_that_would_change_the_path_is_refused(over, sku):
    with pytest.raises(ValueError, match="can't be part of a path"):
        over(Recorder(GOOD)).product(sku)


def test_fields_that_are_not_needed_are_ignored():
    assert Product.from_json({**GOOD, "colour": "red"}).to_json() == GOOD


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (None, "price isn't a text"),
        ({**GOOD, "price": 0.5}, "price isn't a text"),
        ({**GOOD, "price": "cheap"}, "price isn't a number"),
        ({**GOOD, "sku": None}, "sku isn't a text"),
        ({"sku": "A-1", "price": "1"}, "name isn't a text"),
    ],
)
def test_an_answer_that_is_no_product_is_an_error(over, body, message):
    with pytest.raises(UnexpectedAnswer, match=message):
        over(Recorder(body)).product("A-1")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ([], "products isn't a list"),
        ({"products": {}, "missing": []}, "products isn't a list"),
        ({"products": []}, "missing isn't a list"),
    ],
)
def test_an_answer_that_is_no_batch_is_an_error(over, body, message):
    with pytest.raises(UnexpectedAnswer, match=message):
        over(Recorder(body)).products(["A-1"])
{%- if cookiecutter.http_layer == "bundled" %}


def test_it_connects_by_itself(server, over):
    server.answers.append(Answer(body=b'{"sku": "1", "name": "", "price": "1"}'))

    api = over.func.connect(server.url, token="s3cret")

    with api._http:
        assert api.product("1").sku == "1"
    assert server.requests[0].headers["Authorization"] == "Bearer s3cret"
{%- endif %}


def test_the_folder_on_the_path_is_enough(tmp_path):
    """As for a submodule, of which nothing is installed."""
    folder = str(Path(__file__).parent.parent)
    package = Product.__module__.split(".")[0]
    code = f"import sys; sys.path.insert(0, {folder!r}); import {package} as library"

    done = subprocess.run(
        [sys.executable, "-I", "-c", f"{code}; print(library.__file__)"],
        cwd=tmp_path,
        capture_output=True,
        check=True,
        text=True,
        timeout=60,
    )

    assert done.stdout == f"{folder}/{package}/__init__.py\n"
