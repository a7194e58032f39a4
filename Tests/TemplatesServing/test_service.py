"""The stamped service under Apache and mod_wsgi, with its own configuration, on a real PostgreSQL."""

import contextlib
import json
import os
import re
import subprocess
import unittest

from stage import TOOLS, Caller, Postgres, install, manage, serving, stage, stamp


class ServiceTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with contextlib.ExitStack() as stack:
            folder = stack.enter_context(stage())
            cls.project = stamp("service", folder, service_name="billing", database="postgresql")
            install(cls.project)
            cls.postgres = Postgres(folder)
            stack.callback(lambda: cls.postgres.stop())
            cls.database = {
                "DATABASE_HOST": "127.0.0.1",
                "DATABASE_PORT": str(cls.postgres.port),
                "DATABASE_USER": "service",
                "DATABASE_NAME": "service",
            }
            cls.postgres.query("CREATE DATABASE service", database="postgres")
            manage(cls.project, "migrate", **cls.database)
            cls.port, cls.output = stack.enter_context(serving(cls.project, folder, **cls.database))
            cls.addClassCleanup(stack.pop_all().close)

    def setUp(self):
        self.caller = Caller(self.port)
        self.addCleanup(self.caller.close)

    def log_line(self, request_id):
        """Returns the line about a request; it is JSON, or this fails."""
        line = self.output.wait_for(lambda line: f'"request_id": "{request_id}"' in line and '"status"' in line)
        return json.loads(line)

    def metric(self, name):
        """Returns a counter's value, over all processes of the server."""
        found = re.search(rf"^{re.escape(name)} ([0-9.e+]+)$", self.caller.ask("/metrics").text, re.MULTILINE)
        return float(found[1]) if found else 0.0

    def test_two_requests_use_one_connection(self):
        self.assertEqual(self.caller.ask("/health").status, 200)
        first = self.caller.own_port()
        answer = self.caller.ask("/health")
        self.assertEqual(answer.status, 200)
        self.assertEqual(self.caller.own_port(), first)
        self.assertNotEqual(answer.headers.get("Connection"), "close")

    def test_the_log_is_json_with_the_requests_id(self):
        answer = self.caller.ask("/health", X_Request_ID="serving-1")
        self.assertEqual(answer.headers["X-Request-ID"], "serving-1")
        line = self.log_line("serving-1")
        self.assertEqual((line["method"], line["path"], line["status"]), ("GET", "/health", 200))
        self.assertEqual((line["service"], line["level"]), ("billing", "INFO"))

    def test_metrics_count_requests_of_all_processes(self):
        counter = 'django_http_responses_total_by_status_view_method_total{method="GET",status="200",view="health"}'
        before = self.metric(counter)
        for _ in range(20):
            self.caller.ask("/health")
        self.assertEqual(self.metric(counter), before + 20)

    def test_the_openapi_page_has_all_it_needs_without_a_login(self):
        page = self.caller.ask("/docs/")
        self.assertEqual(page.status, 200)
        needed = re.findall(r'(?:src|href)="(/static/[^"]+)"', page.text)
        self.assertGreaterEqual(len(needed), 3)
        for path in needed:
            self.caller.connection.request("GET", path)
            answer = self.caller.connection.getresponse()
            self.assertEqual((path, answer.status), (path, 200))
            self.assertGreater(len(answer.read()), 0)
        schema = self.caller.ask("/openapi.json").json
        self.assertEqual(schema["info"]["title"], "billing")
        self.assertIn("/api/products/batch", schema["paths"])

    def test_no_source_is_served(self):
        for path in ["/main/settings.py", "/static/../main/settings.py", "/static/../../etc/passwd", "/.env"]:
            self.assertIn(self.caller.ask(path).status, [400, 403, 404])

    def test_what_is_written_is_in_postgresql(self):
        answer = self.caller.ask("/api/products", "POST", {"sku": "A-1", "name": "Äpfel", "price": "0.50"})
        self.assertEqual(answer.status, 201)
        self.assertEqual(self.postgres.query("SELECT sku, name, price FROM products_product"), ["A-1|Äpfel|0.50"])
        batch = self.caller.ask("/api/products/batch", "POST", {"skus": ["A-1", "B-2"]}).json
        self.assertEqual([product["sku"] for product in batch["products"]], ["A-1"])
        self.assertEqual(batch["missing"], ["B-2"])
        self.assertEqual(self.caller.ask("/api/products/A-1", "DELETE").status, 204)

    def test_there_are_no_tables_but_its_own(self):
        tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
        self.assertEqual(self.postgres.query(tables), ["django_migrations", "products_product"])

    def test_a_connection_is_kept_from_request_to_request(self):
        for _ in range(10):
            self.assertEqual(self.caller.ask("/ready").status, 200)
        connections = "SELECT count(*) FROM pg_stat_activity WHERE datname = 'service' AND pid <> pg_backend_pid()"
        kept = int(self.postgres.query(connections)[0])
        self.assertGreaterEqual(kept, 1)
        self.assertLessEqual(kept, 10)

    def test_a_restart_of_the_database_costs_no_request(self):
        for _ in range(5):
            self.assertEqual(self.caller.ask("/api/products").status, 200)
        self.postgres.stop()
        self.postgres.start()
        for _ in range(20):
            self.assertEqual(self.caller.ask("/api/products").status, 200)

    def test_without_its_database_it_says_so_and_counts(self):
        retries = self.metric('service_retries_total{operation="database.connect"}')
        errors = self.metric('service_errors_total{exception="OperationalError",where="request"}')
        self.postgres.stop()
        try:
            answer = self.caller.ask("/api/products", X_Request_ID="serving-2")
            self.assertEqual((answer.status, answer.json["request_id"]), (500, "serving-2"))
            self.assertEqual(self.log_line("serving-2")["status"], 500)
        finally:
            self.postgres.start()
        self.assertEqual(self.metric('service_retries_total{operation="database.connect"}'), retries + 3)
        self.assertEqual(self.metric('service_errors_total{exception="OperationalError",where="request"}'), errors + 1)

    def test_its_own_tests_pass_on_postgresql(self):
        place = {**os.environ, **self.database, "TEST_DATABASE": "configured"}
        command = [TOOLS / "bin/tox", "--colored", "no", "-e", "tests"]
        finished = subprocess.run(command, cwd=self.project, env=place, capture_output=True, text=True)
        self.assertEqual(finished.returncode, 0, finished.stdout + finished.stderr)


if __name__ == "__main__":
    unittest.main()
