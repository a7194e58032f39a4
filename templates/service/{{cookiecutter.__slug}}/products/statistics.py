from typing import Any

from django.db.models import Count, Max, Min
from django.utils import timezone

from main.day_cache import day_cache
from products.models import Product


@day_cache
def statistics() -> dict[str, Any]:
    """Returns figures about all products; they are read from the database once a day."""
    figures = Product.objects.aggregate(
        count=Count("id"), cheapest=Min("price"), dearest=Max("price")
    )
    return {**figures, "as_of": timezone.now()}
