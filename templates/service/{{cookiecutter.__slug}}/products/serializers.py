from rest_framework import serializers

from products.models import Product


class ProductSerializer(serializers.ModelSerializer):
    class Meta:
        model = Product
        fields = ["sku", "name", "price"]


class BatchRequestSerializer(serializers.Serializer):
    skus = serializers.ListField(child=serializers.CharField(max_length=32), max_length=1000)


class BatchAnswerSerializer(serializers.Serializer):
    products = ProductSerializer(many=True)
    missing = serializers.ListField(child=serializers.CharField())


class StatisticsSerializer(serializers.Serializer):
    count = serializers.IntegerField()
    cheapest = serializers.DecimalField(max_digits=10, decimal_places=2, allow_null=True)
    dearest = serializers.DecimalField(max_digits=10, decimal_places=2, allow_null=True)
    as_of = serializers.DateTimeField()
