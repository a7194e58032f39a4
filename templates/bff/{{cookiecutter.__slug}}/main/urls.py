from django.urls import include, path
from django_prometheus.exports import ExportToDjangoView
from drf_spectacular.views import SpectacularJSONAPIView, SpectacularSwaggerView

from main import views

# deploy/apache.conf sends these here; everything else belongs to the front end.
urlpatterns = [
    path("api/", include("api.urls")),
    path("docs/", SpectacularSwaggerView.as_view(url_name="openapi"), name="docs"),
    path("openapi.json", SpectacularJSONAPIView.as_view(), name="openapi"),
    path("health", views.health, name="health"),
    path("metrics", ExportToDjangoView, name="metrics"),
]

handler404 = "main.views.not_found"
handler500 = "main.views.server_error"
