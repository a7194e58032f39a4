"""The stamped backend for front end under Apache: the front end's files, the API behind tokens, sessions."""

import contextlib
import http.server
import json
import shutil
import subprocess
import threading
import unittest

from stage import Caller, install, serving, stage, stamp

# Runs with the project's packages: makes a key, and prints its public half and tokens of two people.
SIGN = """
import json, sys, time, jwt
from cryptography.hazmat.primitives.asymmetric import ec
from jwt.algorithms import ECAlgorithm
key = ec.generate_private_key(ec.SECP256R1())
public = {**ECAlgorithm.to_jwk(key.public_key(), as_dict=True), "kid": "first", "use": "sig"}
claims = {"iss": "https://login.example.com", "aud": "web-shop", "exp": time.time() + 600}
tokens = {name: jwt.encode({**claims, "sub": name}, key, "ES256", {"kid": "first"}) for name in ["ann", "bob"]}
print(json.dumps({"keys": {"keys": [public]}, "tokens": tokens}))
"""


class Issuer(contextlib.AbstractContextManager):
    """A web server on loopback with the public keys of whoever signs tokens."""

    def __init__(self, keys):
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200)
                self.end_headers()
                self.wfile.write(json.dumps(keys).encode())

            def log_message(self, *arguments):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/keys"
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()

    def __exit__(self, *details):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


class BackendForFrontEndTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with contextlib.ExitStack() as stack:
            cls.folder = stack.enter_context(stage())
            cls.project = stamp("bff", cls.folder, service_name="web-shop")
            install(cls.project)
            build(cls.project / "frontend")
            signed = subprocess.run(
                [cls.project / ".venv/bin/python", "-c", SIGN], check=True, capture_output=True, text=True
            )
            made = json.loads(signed.stdout)
            cls.tokens = made["tokens"]
            issuer = stack.enter_context(Issuer(made["keys"]))
            cls.place = {"TOKEN_KEYS_URL": issuer.url, "TOKEN_ISSUER": "https://login.example.com"}
            cls.port, cls.output = stack.enter_context(serving(cls.project, cls.folder, **cls.place))
            cls.addClassCleanup(stack.pop_all().close)

    def setUp(self):
        self.caller = Caller(self.port)
        self.addCleanup(self.caller.close)

    def ask_as(self, name, path, *arguments, **headers):
        return self.caller.ask(path, *arguments, Authorization=f"Bearer {self.tokens[name]}", **headers)

    def test_the_front_end_is_the_front_page(self):
        answer = self.caller.ask("/")
        self.assertEqual(answer.status, 200)
        self.assertIn("<app-root>", answer.text)
        self.assertEqual(answer.headers["Cache-Control"], "no-cache")
        self.assertIn("default-src 'self'", answer.headers["Content-Security-Policy"])

    def test_its_pages_are_those_of_its_router(self):
        for path in ["/orders/17", "/deploy/serve", "/apiary"]:
            answer = self.caller.ask(path)
            self.assertEqual((path, answer.status), (path, 200))
            self.assertIn("<app-root>", answer.text)

    def test_files_with_a_digest_are_kept_by_browsers(self):
        answer = self.caller.ask("/main-ABCDEFGH.js")
        self.assertEqual((answer.status, answer.text), (200, "console.log('built');\n"))
        self.assertIn("immutable", answer.headers["Cache-Control"])
        self.assertEqual(self.caller.ask("/favicon.svg").headers["Cache-Control"], "no-cache")

    def test_the_api_asks_for_a_token(self):
        answer = self.caller.ask("/api/me")
        self.assertEqual((answer.status, answer.headers["WWW-Authenticate"]), (401, "Bearer"))

    def test_the_api_knows_the_caller_by_the_token(self):
        self.assertEqual(self.ask_as("ann", "/api/me").json["subject"], "ann")

    def test_files_and_api_share_one_connection(self):
        self.caller.ask("/")
        first = self.caller.own_port()
        self.ask_as("ann", "/api/me")
        self.caller.ask("/main-ABCDEFGH.js")
        self.assertEqual(self.caller.own_port(), first)

    def test_a_session_is_known_to_all_processes(self):
        answer = self.ask_as("ann", "/api/draft", "PUT", {"draft": {"text": "Hello"}})
        cookie = answer.headers["Set-Cookie"].split(";")[0]
        for _ in range(20):
            self.assertEqual(self.ask_as("ann", "/api/draft", Cookie=cookie).json, {"draft": {"text": "Hello"}})
        self.assertEqual(self.ask_as("bob", "/api/draft", Cookie=cookie).json, {"draft": {}})

    def test_the_log_is_json_with_the_requests_id(self):
        self.ask_as("ann", "/api/me", X_Request_ID="serving-3")
        line = json.loads(self.output.wait_for(lambda line: '"request_id": "serving-3"' in line))
        self.assertEqual((line["path"], line["status"], line["service"]), ("/api/me", 200, "web-shop"))

    def test_the_openapi_page_needs_no_login(self):
        self.assertEqual(self.caller.ask("/docs/").status, 200)
        self.assertIn("/api/draft", self.caller.ask("/openapi.json").json["paths"])

    def test_metrics_are_for_those_who_may_see_them(self):
        self.assertIn("django_http_responses_total_by_status", self.caller.ask("/metrics").text)
        place = {**self.place, "METRICS_FROM": "192.0.2.1"}
        with serving(self.project, self.folder / "other", **place) as (port, _):
            caller = Caller(port)
            self.addCleanup(caller.close)
            self.assertEqual(caller.ask("/metrics").status, 403)
            self.assertEqual(caller.ask("/health").status, 200)


def build(frontend):
    """Stands for `npm run build`: the same files in the same place, without the framework."""
    made = frontend / "dist/frontend/browser"
    shutil.copytree(frontend / "public", made)
    shutil.copy(frontend / "src/index.html", made)
    (made / "main-ABCDEFGH.js").write_text("console.log('built');\n")


if __name__ == "__main__":
    unittest.main()
