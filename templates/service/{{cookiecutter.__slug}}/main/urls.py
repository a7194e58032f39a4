from django.urls import include, path
from django.views.generic import RedirectView
from django_prometheus.exports import ExportToDjangoView
from drf_spectacular.views import SpectacularJSONAPIView, SpectacularSwaggerView

from main import views

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="docs")),
    path("api/", include("products.urls")),
    path("docs/", SpectacularSwaggerView.as_view(url_name="openapi"), name="docs"),
    path("openapi.json", SpectacularJSONAPIView.as_view(), name="openapi"),
    path("health", views.health, name="health"),
    path("ready", views.ready, name="ready"),
    path("metrics", ExportToDjangoView, name="metrics"),
]

handler404 = "main.views.not_found"
handler500 = "main.views.server_error"
