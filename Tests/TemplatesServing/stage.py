"""What the tests of stamped projects stand on: stamping, packages, Apache, a PostgreSQL of their own."""

import contextlib
import http.client
import json
import os
import pwd
import socket
import subprocess
import tempfile
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LIMIT = 60
# mod_wsgi is built for the distribution's own Python.
PYTHON = "/usr/bin/python3"
TOOLS = Path(os.environ["TOOLS"])
STAMP = os.environ["STAMP"]


class Output:
    """Collects the lines that a program writes, and waits for one of them."""

    def __init__(self, stream):
        self.lines = []
        self._news = threading.Condition()
        self._ended = False
        self._reader = threading.Thread(target=self._read, args=[stream], daemon=True)
        self._reader.start()

    def _read(self, stream):
        with stream:
            for line in stream:
                with self._news:
                    self.lines.append(line.rstrip("\n"))
                    self._news.notify_all()
        with self._news:
            self._ended = True
            self._news.notify_all()

    def wait_for(self, is_wanted):
        """Returns the first line that is wanted; fails at the end of the output and after LIMIT seconds."""

        def found():
            return next((line for line in self.lines if is_wanted(line)), None)

        with self._news:
            self._news.wait_for(lambda: self._ended or found() is not None, LIMIT)
            line = found()
        if line is None:
            raise AssertionError("the line didn't come; there are:\n" + "\n".join(self.lines))
        return line


class Program:
    """A program that runs beside the test, not as root, and is ended by its id."""

    def __init__(self, command, environment, is_ready):
        user = unprivileged_user()
        read, write = os.pipe()
        if user:
            # As a container's runtime does: a log that is opened by name belongs to whoever runs.
            os.fchown(write, user.pw_uid, user.pw_gid)
        identity = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
        self.process = subprocess.Popen(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=write, stderr=write, **identity
        )
        os.close(write)
        self.output = Output(open(read, encoding="utf-8"))
        try:
            self.output.wait_for(is_ready)
        except AssertionError:
            self.end()
            raise

    def end(self, signal=15):
        if self.process.poll() is None:
            self.process.send_signal(signal)
        try:
            self.process.wait(LIMIT)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(LIMIT)
            raise


def unprivileged_user():
    """Returns the user for servers, None if the tests don't run as root anyway."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Postgres:
    """A throw-away cluster on loopback, whose connections need no password."""

    def __init__(self, folder):
        binaries = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
        self.binaries = binaries[-1]
        self.data = folder / "data"
        self.port = free_port()
        user = unprivileged_user()
        identity = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
        initdb = [self.binaries / "initdb", "--pgdata", self.data, "--username", "service", "--auth", "trust"]
        initdb += ["--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"]
        subprocess.run(initdb, check=True, stdout=subprocess.DEVNULL, cwd=folder, **identity)
        self.start()

    def start(self):
        command = [self.binaries / "postgres", "-D", self.data, "-p", str(self.port)]
        command += ["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=off"]
        self.program = Program(
            command, {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}, lambda line: "ready to accept connections" in line
        )

    def stop(self):
        """Ends the server fast: it doesn't wait for its clients."""
        self.program.end(signal=2)

    def query(self, statement, database="service"):
        """Returns the rows as lines, with | between columns."""
        command = [self.binaries / "psql", "--no-psqlrc", "--tuples-only", "--no-align", "--command", statement]
        place = ["--host", "127.0.0.1", "--port", str(self.port), "--username", "service", database]
        finished = subprocess.run([*command, *place], check=True, capture_output=True, text=True)
        return finished.stdout.splitlines()


def stamp(template, output, **answers):
    """Stamps a template that we ship, and returns the project's folder."""
    place = {"TEMPLATE": str(ROOT / "templates" / template), "OUTPUT": str(output)}
    pairs = [f"{key}={value}" for key, value in answers.items()]
    subprocess.run(["sh", "-c", STAMP, "stamp", *pairs], check=True, env={**os.environ, **place})
    [project] = [path for path in output.iterdir() if path.is_dir()]
    return project


def install(project):
    """Gives the project a virtual environment with what it needs to run, and collects its static files."""
    venv = project / ".venv"
    uv = TOOLS / "bin/uv"
    subprocess.run([uv, "venv", "--quiet", "--python", PYTHON, venv], check=True)
    packages = ["--requirement", project / "requirements.txt"]
    subprocess.run([uv, "pip", "install", "--quiet", "--python", venv / "bin/python", *packages], check=True)
    manage(project, "collectstatic", "--no-input")


def manage(project, *arguments, **environment):
    place = {"DJANGO_SETTINGS_MODULE": "main.settings", "PATH": os.environ["PATH"], **environment}
    command = [project / ".venv/bin/python", project / "manage.py", *arguments]
    subprocess.run(command, check=True, env=place, stdout=subprocess.DEVNULL)


@contextlib.contextmanager
def serving(project, folder, **environment):
    """Runs the project's own deploy/serve; yields its port and its output."""
    port = free_port()
    place = {"PATH": "/usr/bin:/bin", "PORT": str(port), "RUN_DIR": str(folder / "run"), **environment}
    program = Program([project / "deploy/serve"], place, lambda line: "resuming normal operations" in line)
    try:
        yield port, program.output
    finally:
        program.end()


@contextlib.contextmanager
def stage():
    """Yields a folder that servers without rights can read and write to."""
    with tempfile.TemporaryDirectory(prefix="templates-serving-") as name:
        folder = Path(name)
        user = unprivileged_user()
        if user:
            os.chown(folder, user.pw_uid, user.pw_gid)
        folder.chmod(0o755)
        yield folder


class Caller:
    """One kept connection."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=LIMIT)

    def ask(self, path, method="GET", body=None, **headers):
        """Returns the answer, with its text, and its JSON if it is any."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if body is not None:
            body = json.dumps(body)
            named["Content-Type"] = "application/json"
        self.connection.request(method, path, body=body, headers=named)
        answer = self.connection.getresponse()
        answer.text = answer.read().decode()
        if answer.headers.get_content_type().endswith("json"):
            answer.json = json.loads(answer.text)
        return answer

    def own_port(self):
        """Returns the port of our end: another connection would have another."""
        return self.connection.sock.getsockname()[1]

    def close(self):
        self.connection.close()
