#!/usr/bin/env python3
"""Runs the fleet benchmark over https: over_https.py RUN.PY ARGUMENTS...

The benchmark's own server is started, then once more with TLS in it (lighttpd's mod_openssl) and a certificate of an authority made
for this run, which every tool is told by GIT_SSL_CAINFO. All else, the verification too, is the benchmark's.
"""
import importlib.util
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time


def load(path):
    spec = importlib.util.spec_from_file_location("run", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def certificate(folder):
    """Makes an authority and a certificate for 127.0.0.1; returns the authority's file and that of key and certificate."""
    def openssl(*arguments):
        subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)
    new_key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    openssl("req", "-x509", *new_key, "-keyout", "ca.key", "-out", "ca.pem", "-days", "2", "-subj", "/CN=benchmark")
    openssl("req", *new_key, "-keyout", "key.pem", "-out", "request.pem", "-subj", "/CN=127.0.0.1")
    with open(os.path.join(folder, "names"), "w", encoding="utf-8") as file:
        file.write("subjectAltName=IP:127.0.0.1\n")
    openssl("x509", "-req", "-in", "request.pem", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2",
            "-extfile", "names", "-out", "own.pem")
    both = os.path.join(folder, "both.pem")
    with open(both, "w", encoding="utf-8") as file:
        for name in ("key.pem", "own.pem"):
            with open(os.path.join(folder, name), encoding="utf-8") as part:
                file.write(part.read())
    return os.path.join(folder, "ca.pem"), both


def main():
    run = load(os.path.abspath(sys.argv[1]))
    sys.argv = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        authority, pair = certificate(folder)
        run.ENV["GIT_SSL_CAINFO"] = authority

        class Server(run.Server):
            def __init__(self, kind, root, delay_ms, scratch):
                super().__init__(kind, root, delay_ms, scratch)
                self.stop()
                conf = os.path.join(scratch, "lighttpd.conf")
                with open(conf, encoding="utf-8") as file:
                    text = file.read()
                text = re.sub(r'server\.modules=\(', 'server.modules=("mod_openssl",', text)
                with open(conf, "w", encoding="utf-8") as file:
                    file.write(f'{text}ssl.engine="enable"\nssl.pemfile="{pair}"\n')
                with open(os.path.join(scratch, "server.log"), "w", encoding="utf-8") as log:
                    self.proc = subprocess.Popen(
                        ["lighttpd", "-D", "-f", conf], stdout=subprocess.DEVNULL, stderr=log, env=run.ENV)
                self.url = self.url.replace("http://", "https://")
                port = int(re.search(r":(\d+)/", self.url)[1])
                for _ in range(200):
                    with socket.socket() as probe:
                        if probe.connect_ex(("127.0.0.1", port)) == 0:
                            return
                    time.sleep(0.05)
                sys.exit("lighttpd with TLS doesn't listen: is lighttpd-mod-openssl installed?")

        run.Server = Server
        try:
            run.main()
        finally:
            if "--json" in sys.argv:
                name = sys.argv[sys.argv.index("--json") + 1]
                with open(name, encoding="utf-8") as file:
                    figures = json.load(file)
                figures["transport"] = "https"
                with open(name, "w", encoding="utf-8") as file:
                    json.dump(figures, file, indent=1)


if __name__ == "__main__":
    main()
