import json
from typing import Any

from rest_framework import serializers

LIMIT = 16 * 1024


class CallerSerializer(serializers.Serializer):
    subject = serializers.CharField()
    name = serializers.CharField()
    scopes = serializers.ListField(child=serializers.CharField())


class DraftSerializer(serializers.Serializer):
    draft = serializers.DictField()

    def validate_draft(self, draft: dict[str, Any]) -> dict[str, Any]:
        if len(json.dumps(draft)) > LIMIT:
            raise serializers.ValidationError(f"A draft has at most {LIMIT} characters of JSON.")
        return draft
