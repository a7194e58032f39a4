"""Health, and errors in the form in which an API answers."""

from django.db import connection
from django.http import HttpRequest, JsonResponse

from main import request_id


def health(request: HttpRequest) -> JsonResponse:
    """Says that the process lives."""
    return JsonResponse({"status": "ok"})


def ready(request: HttpRequest) -> JsonResponse:
    """Says that the database answers; if it does not, this fails and the answer is 500."""
    connection.ensure_connection()
    if not connection.is_usable():
        connection.close()
        raise RuntimeError("the database does not answer")
    return JsonResponse({"status": "ok"})


def not_found(request: HttpRequest, exception: Exception) -> JsonResponse:
    return JsonResponse({"detail": "Not found."}, status=404)


def server_error(request: HttpRequest) -> JsonResponse:
    """Answers without details: these are in the log under the request's id."""
    answer = {"detail": "Internal server error.", "request_id": request_id.current()}
    return JsonResponse(answer, status=500)
