from django.core.validators import MinValueValidator
from django.db import models


class Product(models.Model):
    """What can be bought."""

    sku = models.CharField("stock keeping unit", max_length=32, unique=True)
    name = models.CharField(max_length=200)
    price = models.DecimalField(max_digits=10, decimal_places=2, validators=[MinValueValidator(0)])

    class Meta:
        ordering = ["sku"]

    def __str__(self) -> str:
        return self.sku
