from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ModelViewSet

from products.models import Product
from products.serializers import (
    BatchAnswerSerializer,
    BatchRequestSerializer,
    ProductSerializer,
    StatisticsSerializer,
)
from products.statistics import statistics


class ProductViewSet(ModelViewSet):
    queryset = Product.objects.all()
    serializer_class = ProductSerializer
    lookup_field = "sku"

    @extend_schema(request=BatchRequestSerializer, responses=BatchAnswerSerializer)
    @action(detail=False, methods=["post"], pagination_class=None)
    def batch(self, request: Request) -> Response:
        """Returns up to 1000 products by one request and one query, and says which are missing."""
        wanted = BatchRequestSerializer(data=request.data)
        wanted.is_valid(raise_exception=True)
        skus = wanted.validated_data["skus"]
        products = list(Product.objects.filter(sku__in=skus))
        missing = sorted(set(skus) - {product.sku for product in products})
        answer = BatchAnswerSerializer({"products": products, "missing": missing})
        return Response(answer.data)

    @extend_schema(responses=StatisticsSerializer)
    @action(detail=False, pagination_class=None)
    def statistics(self, request: Request) -> Response:
        """Returns figures that are worked out once a day."""
        return Response(StatisticsSerializer(statistics()).data)
