from rest_framework.routers import SimpleRouter

from products.views import ProductViewSet

router = SimpleRouter(trailing_slash=False)
router.register("products", ProductViewSet)

urlpatterns = router.urls
