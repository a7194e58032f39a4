from debug_toolbar.toolbar import debug_toolbar_urls

from main.urls import handler404, handler500, urlpatterns

__all__ = ["handler404", "handler500", "urlpatterns"]

urlpatterns = [*urlpatterns, *debug_toolbar_urls()]
