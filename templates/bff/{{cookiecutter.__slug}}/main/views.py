"""Health, and errors in the form in which an API answers."""

from django.http import HttpRequest, JsonResponse

from main import request_id


def health(request: HttpRequest) -> JsonResponse:
    """Says that the process lives."""
    return JsonResponse({"status": "ok"})


def not_found(request: HttpRequest, exception: Exception) -> JsonResponse:
    return JsonResponse({"detail": "Not found."}, status=404)


def server_error(request: HttpRequest) -> JsonResponse:
    """Answers without details: these are in the log under the request's id."""
    answer = {"detail": "Internal server error.", "request_id": request_id.current()}
    return JsonResponse(answer, status=500)
