"""The service's API, as Python calls."""

from .api import (
    {{ cookiecutter.class_name }},
)
from .errors import ProductNotFound, UnexpectedAnswer
from .models import Batch, Product

__version__ = "0.1.0"

__all__ = [
    "{{ cookiecutter.class_name }}",
    "Batch",
    "Product",
    "ProductNotFound",
    "UnexpectedAnswer",
]
