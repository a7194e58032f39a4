#!/usr/bin/env python3
"""Makes cases.json: stamps every template of cases/*.py with the real cookiecutter 2.7.1 and records what comes out; and
samples.json: what cookiecutter takes for binary.

    generate.py          writes both
    generate.py --check  says whether both are what cookiecutter makes today; exit 1 if not
    generate.py --stamp TEMPLATE OUTPUT  stamps a template with its defaults and without hooks

Needs cookiecutter 2.7.1 from PyPI; `make test` installs it. The clock stands still at FROZEN, folders are called /template
and /output, and hooks run as cookiecutter runs them.
"""

import base64
import contextlib
import io
import itertools
import json
import os
import pathlib
import shutil
import sys
import tempfile

FOLDER = pathlib.Path(__file__).resolve().parent
FROZEN = "2024-02-29T23:30:15.123456+00:00"

home = tempfile.mkdtemp(prefix="cookiecutter-home-")
os.environ["HOME"] = home
os.environ.pop("COOKIECUTTER_CONFIG", None)

import arrow  # noqa: E402
import cookiecutter.main  # noqa: E402
import cookiecutter.prompt  # noqa: E402
import importlib.metadata  # noqa: E402

import binaryornot.helpers  # noqa: E402

frozen = arrow.get(FROZEN)
arrow.now = lambda zone="utc": frozen.to(zone)


class File:
    def __init__(self, content, mode=0o644):
        self.content = content.encode() if isinstance(content, str) else content
        self.mode = mode


class Link:
    def __init__(self, target):
        self.target = target


class Folder:
    def __init__(self, mode=0o755):
        self.mode = mode


def item(value):
    if isinstance(value, (File, Link, Folder)):
        return value
    if isinstance(value, dict):
        return File(json.dumps(value, ensure_ascii=False, indent=2))
    return File(value)


def write(folder, files):
    for path, value in files.items():
        value = item(value)
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(value, Folder):
            target.mkdir(exist_ok=True)
            target.chmod(value.mode)
        elif isinstance(value, Link):
            target.symlink_to(value.target)
        else:
            target.write_bytes(value.content)
            target.chmod(value.mode)


def described(path, value):
    value = item(value)
    if isinstance(value, Folder):
        return {"path": path, "folder": value.mode}
    if isinstance(value, Link):
        return {"path": path, "link": value.target}
    record = {"path": path, "mode": value.mode}
    try:
        text = value.content.decode()
        # A carriage return would be lost in a text file's history.
        record["text"] = text
    except UnicodeDecodeError:
        record["base64"] = base64.b64encode(value.content).decode()
    return record


def read(folder, renames):
    records = []
    for path in sorted(folder.rglob("*"), key=lambda path: os.fsencode(path.relative_to(folder))):
        name = str(path.relative_to(folder))
        mode = path.lstat().st_mode & 0o7777
        if path.is_symlink():
            records.append({"path": name, "link": os.readlink(path)})
        elif path.is_dir():
            records.append({"path": name, "folder": mode})
        else:
            content = path.read_bytes()
            for old, new in renames:
                content = content.replace(old.encode(), new.encode())
            records.append(described(name, File(content, mode)))
    return records


def stamp(case):
    base = pathlib.Path(tempfile.mkdtemp(prefix="cookiecutter-case-")).resolve()
    template, output = base / "template", base / "output"
    template.mkdir()
    output.mkdir()
    write(template, case["files"])
    write(output, case.get("existing", {}))
    renames = [(str(template), "/template"), (str(output), "/output")]
    replays = pathlib.Path(home, ".cookiecutter_replay")
    shutil.rmtree(replays, ignore_errors=True)
    config = pathlib.Path(home, "config.yaml")
    config.write_text(case.get("config", "{}"))
    replay = None
    if "replay" in case:
        replay = str(base / "template.json")
        pathlib.Path(replay).write_text(json.dumps(case["replay"]))
    typed = case.get("typed")
    stdin = sys.stdin
    sys.stdin = io.StringIO("".join(line + "\n" for line in typed or []))
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            cookiecutter.main.cookiecutter(
                str(template),
                no_input=typed is None and replay is None,
                extra_context=case.get("extra"),
                replay=replay,
                overwrite_if_exists=case.get("overwrite", False),
                skip_if_file_exists=case.get("skip", False),
                output_dir=str(output),
                config_file=str(config),
                directory=case.get("directory"),
                accept_hooks=case.get("hooks", False),
            )
        result = {"tree": read(output, renames)}
        written = sorted(replays.glob("*.json"))
        if len(written) == 1:
            text = written[0].read_text()
            for old, new in renames:
                text = text.replace(old, new)
            result["written"] = text
        return result
    except Exception as error:
        return {"error": type(error).__name__}
    finally:
        sys.stdin = stdin
        shutil.rmtree(base, ignore_errors=True)


class Collection:
    def __init__(self):
        self.cases = []
        self.topic = ""

    def case(self, name, files, **options):
        """A template with how it is stamped; `refused` is the kind of our own error where we differ on purpose."""
        case = {"files": files, **options}
        record = {"name": f"{self.topic}: {name}"}
        record["files"] = [described(path, value) for path, value in files.items()]
        if "existing" in options:
            record["existing"] = [described(path, value) for path, value in options["existing"].items()]
        for key in ("extra", "typed", "config", "replay", "directory", "overwrite", "skip", "hooks", "refused"):
            if key in options:
                record[key] = options[key]
        self.cases.append({**record, **stamp(case)})


def collect():
    os.umask(0o022)
    collection = Collection()
    for path in sorted((FOLDER / "cases").glob("*.py")):
        collection.topic = path.stem
        names = {"case": collection.case, "File": File, "Link": Link, "Folder": Folder}
        exec(compile(path.read_text(), str(path), "exec"), names)
    return collection.cases


def detected():
    from samples import samples

    return [
        {"content": base64.b64encode(content).decode(), "binary": binaryornot.helpers.is_binary_string(content[:512])}
        for content in samples(400)
    ]


def text(records):
    lines = ",\n".join(json.dumps(record) for record in records)
    return f"[\n{lines}\n]\n"


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    version = importlib.metadata.version("cookiecutter")
    if version != "2.7.1":
        sys.exit(f"needs cookiecutter 2.7.1, this is {version}")
    if "--stamp" in sys.argv:
        os.umask(0o022)
        template, output = sys.argv[-2:]
        try:
            cookiecutter.main.cookiecutter(
                template, no_input=True, output_dir=output, default_config=True, accept_hooks=False
            )
        finally:
            shutil.rmtree(home, ignore_errors=True)
        sys.exit()
    try:
        cases = collect()
    finally:
        shutil.rmtree(home, ignore_errors=True)
    made = {"cases.json": cases, "samples.json": detected()}
    if "--check" not in sys.argv:
        for file, records in made.items():
            (FOLDER / file).write_text(text(records))
            print(f"{file}: {len(records)}")
        sys.exit()
    differs = False
    for file, records in made.items():
        kept = json.loads((FOLDER / file).read_text())
        for old, new in itertools.zip_longest(kept, json.loads(text(records))):
            if old != new:
                differs = True
                print(f"{file}: {(new or old).get('name', 'a sample')} differs from what cookiecutter makes")
    sys.exit(1 if differs else 0)
