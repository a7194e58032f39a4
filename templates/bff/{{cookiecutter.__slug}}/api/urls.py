from django.urls import path

from api.views import CallerView, DraftView

urlpatterns = [
    path("me", CallerView.as_view(), name="me"),
    path("draft", DraftView.as_view(), name="draft"),
]
