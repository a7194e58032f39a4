from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.serializers import CallerSerializer, DraftSerializer


class CallerView(APIView):
    @extend_schema(responses=CallerSerializer)
    def get(self, request: Request) -> Response:
        """Returns who calls, as the token says."""
        caller = request.user
        facts = {**vars(caller), "scopes": sorted(caller.scopes)}
        return Response(CallerSerializer(facts).data)


class DraftView(APIView):
    """What somebody has begun to type: transient, and therefore in the session."""

    @extend_schema(responses=DraftSerializer)
    def get(self, request: Request) -> Response:
        # A browser may be used by one person after another.
        is_own = request.session.get("subject") == request.user.subject
        draft = request.session.get("draft", {}) if is_own else {}
        return Response({"draft": draft})

    @extend_schema(request=DraftSerializer, responses=DraftSerializer)
    def put(self, request: Request) -> Response:
        wanted = DraftSerializer(data=request.data)
        wanted.is_valid(raise_exception=True)
        if request.session.get("subject") != request.user.subject:
            request.session.flush()
        request.session["subject"] = request.user.subject
        request.session["draft"] = wanted.validated_data["draft"]
        return Response(wanted.data)
