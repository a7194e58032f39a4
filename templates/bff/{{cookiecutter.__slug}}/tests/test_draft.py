import pytest

pytestmark = pytest.mark.django_db


def put(client, draft):
    return client.put("/api/draft", {"draft": draft}, format="json")


def test_a_draft_is_kept_for_the_session(signed_in):
    client = signed_in()
    assert client.get("/api/draft").json() == {"draft": {}}
    assert put(client, {"text": "Hello"}).status_code == 200
    assert put(client, {"text": "Hello, world"}).status_code == 200
    assert client.get("/api/draft").json() == {"draft": {"text": "Hello, world"}}


def test_a_draft_is_not_shown_to_the_next_person(signed_in):
    put(signed_in(sub="ann"), {"text": "of Ann"})
    client = signed_in(sub="bob")
    assert client.get("/api/draft").json() == {"draft": {}}
    put(client, {"text": "of Bob"})
    assert signed_in(sub="ann").get("/api/draft").json() == {"draft": {}}


def test_a_draft_needs_a_token(client, issuer):
    assert client.get("/api/draft").status_code == 401


@pytest.mark.parametrize("draft", ["text", None, {"text": "x" * 16 * 1024}])
def test_what_is_no_draft_is_refused(signed_in, draft):
    assert put(signed_in(), draft).status_code == 400


def test_the_sessions_cookie_is_for_this_site_and_tls_only(signed_in):
    cookie = put(signed_in(), {}).cookies["session"]
    assert cookie["secure"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
