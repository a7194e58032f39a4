"""Remotes on loopback for benchmarks: small repositories, and an http server that counts what it is asked."""
import http.server
import os
import subprocess
import threading


def make_services(folder, count, environment, files=24, commits=3):
    """Makes `count` bare repositories `service-NNNN.git` in `folder`, each with `commits` commits and about `files` files.

    Every service has settings of its own and some files that all have, like services that one template stamped. Their
    objects lie in one pack each. Returns their names.
    """
    os.makedirs(folder, exist_ok=True)
    names = [f"service-{number:05}" for number in range(count)]
    for number, name in enumerate(names):
        path = os.path.join(folder, name + ".git")
        subprocess.run(["git", "init", "-q", "--bare", "--template=", "-b", "main", path], env=environment, check=True)
        git = ["git", "-c", "fastimport.unpackLimit=1", "-C", path, "fast-import", "--quiet"]
        subprocess.run(git, input=history(number, name, files, commits).encode(), env=environment, check=True)
    return names


def history(number, name, files, commits):
    """The history of one service as fast-import reads it; all of it is fixed, ids too."""
    def file(path, text):
        return f"M 100644 inline {path}\ndata {len(text.encode())}\n{text}\n"
    stream = []
    for commit in range(commits):
        stream.append(f"commit refs/heads/main\ncommitter Bench <bench@example.com> {1700000000 + commit} +0000\ndata 5\nwork\n\n")
        if commit == 0:
            options = f"            'timeout': {10 + number % 2 * 5},\n            'pool': {number % 7},\n"
            stream.append(file("main/settings.py", f"NAME = '{name}'\n\nDATABASES = {{\n    'default': {{\n        'OPTIONS': {{\n{options}"
                               "        },\n    },\n}\n"))
            stream.append(file("README.md", f"# {name}\n\nOne of many.\n"))
            for index in range(files):
                # Every third file is the service's own.
                own = f"SERVICE = '{name}'\n" if index % 3 == 0 else ""
                body = "".join(f"def handler_{line}(request):\n    return {index} + {line}\n\n" for line in range(12))
                stream.append(file(f"app/part_{index % 4}/module_{index}.py", own + body))
        stream.append(file("CHANGES.md", f"version {commit} of {name}\n"))
    return "".join(stream)


class CountingServer:
    """`git http-backend` over http on a free port of loopback; counts requests and connections."""

    def __init__(self, folder, environment):
        self.requests = 0
        self.connections = 0
        lock = threading.Lock()
        core = subprocess.run(["git", "--exec-path"], check=True, capture_output=True, text=True).stdout.strip()
        counters = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def setup(self):
                super().setup()
                with lock:
                    counters.connections += 1

            def body(self):
                if self.headers.get("transfer-encoding") != "chunked":
                    return self.rfile.read(int(self.headers.get("content-length") or 0))
                parts = []
                while size := int(self.rfile.readline().split(b";")[0], 16):
                    parts.append(self.rfile.read(size))
                    self.rfile.readline()
                self.rfile.readline()
                return b"".join(parts)

            def answer(self):
                with lock:
                    counters.requests += 1
                path, _, query = self.path.partition("?")
                backend = dict(
                    environment, GIT_PROJECT_ROOT=folder, GIT_HTTP_EXPORT_ALL="1", REMOTE_USER="bench", PATH_INFO=path,
                    QUERY_STRING=query, REQUEST_METHOD=self.command, CONTENT_TYPE=self.headers.get("content-type", ""),
                    HTTP_CONTENT_ENCODING=self.headers.get("content-encoding", ""))
                body = self.body()
                backend["CONTENT_LENGTH"] = str(len(body))
                done = subprocess.run([core + "/git-http-backend"], input=body, env=backend, capture_output=True)
                head, _, content = done.stdout.partition(b"\r\n\r\n")
                lines = dict(line.split(": ", 1) for line in head.decode().split("\r\n") if ": " in line)
                self.send_response(int(lines.pop("Status", "200").split()[0]))
                for name, value in lines.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_GET = do_POST = answer

            def log_message(self, *_):
                pass

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 128

        self.server = Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def take(self):
        """Returns requests and connections since the last call."""
        taken = self.requests, self.connections
        self.requests = self.connections = 0
        return taken

    def stop(self):
        self.server.shutdown()
        self.server.server_close()
