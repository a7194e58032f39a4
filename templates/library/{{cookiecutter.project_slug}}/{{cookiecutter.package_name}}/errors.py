"""What can go wrong beside the errors of the HTTP layer."""


class ProductNotFound(LookupError):
    """The service has no such product."""

    def __init__(self, sku: str) -> None:
        super().__init__(f"there is no product {sku}")
        self.sku = sku


class UnexpectedAnswer(ValueError):
    """An answer that isn't what the contract says."""
