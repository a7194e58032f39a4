#!/usr/bin/env python3
"""Makes cases.json: runs every template of cases/*.py through the real Jinja2 3.1.6 and records what comes out.

    python3 -m venv venv && venv/bin/pip install jinja2==3.1.6 && venv/bin/python generate.py

A case's expectation is its output, or the kind of its error with Jinja2's message and line. Where our message or line
says more on purpose, the case says so with `message=False` or `line=False`.
"""

import copy
import json
import pathlib
import sys

import jinja2

FOLDER = pathlib.Path(__file__).parent
UNDEFINED = {
    "Undefined": jinja2.Undefined,
    "StrictUndefined": jinja2.StrictUndefined,
    "ChainableUndefined": jinja2.ChainableUndefined,
    "DebugUndefined": jinja2.DebugUndefined,
}


def place(error):
    """The template line that the traceback ends in."""
    line = None
    traceback = error.__traceback__
    while traceback:
        if traceback.tb_frame.f_globals.get("__jinja_template__") is not None:
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line


def failure(kind, message, line):
    return {"error": {"kind": kind, "message": message.split("\n")[0], "line": line}}


def expectation(case):
    case = copy.deepcopy(case)
    options = dict(case.get("env", {}))
    if "undefined" in options:
        options["undefined"] = UNDEFINED[options["undefined"]]
    templates = dict(case.get("templates", {}), main=case["source"])
    try:
        environment = jinja2.Environment(loader=jinja2.DictLoader(templates), **options)
        return {"output": environment.get_template("main").render(case.get("context", {}))}
    except jinja2.TemplateSyntaxError as error:
        return failure("syntax", error.message, error.lineno)
    except jinja2.TemplateNotFound as error:
        return failure("missing", str(error), place(error))
    except jinja2.UndefinedError as error:
        return failure("undefined", str(error), place(error))
    except SyntaxError:
        # The Python that Jinja2 made of the template is wrong, such as `break` outside a loop.
        return {"error": {"kind": "syntax"}}
    except Exception as error:
        return failure("runtime", str(error), place(error))


class Collection:
    """What the case files call."""

    def __init__(self):
        self.cases = []
        self.topic = ""

    def case(self, name, source, message=True, line=True, **rest):
        """A template with its context, templates and env."""
        case = {"name": f"{self.topic}: {name}", "source": source, **rest}
        result = expectation(case)
        if "error" in result:
            if not message:
                result["error"].pop("message", None)
            if not line or result["error"].get("line") is None:
                result["error"].pop("line", None)
        self.cases.append({**case, **result})

    def expressions(self, name, text, **rest):
        """One case for each line that isn't empty: an expression that is printed."""
        for expression in filter(None, map(str.strip, text.strip().split("\n"))):
            self.case(f"{name}: {expression}", "{{ " + expression + " }}", **rest)

    def lines(self, name, text, **rest):
        """One case for each line that isn't empty: a template of one line."""
        for source in filter(None, text.strip().split("\n")):
            self.case(f"{name}: {source}", source, **rest)


def collect():
    collection = Collection()
    for path in sorted((FOLDER / "cases").glob("*.py")):
        collection.topic = path.stem
        names = {
            "case": collection.case,
            "expressions": collection.expressions,
            "templates": collection.lines,
        }
        exec(compile(path.read_text(), str(path), "exec"), names)
    return collection.cases


if __name__ == "__main__":
    if jinja2.__version__ != "3.1.6":
        sys.exit(f"needs Jinja2 3.1.6, this is {jinja2.__version__}")
    cases = collect()
    lines = ",\n".join(json.dumps(case) for case in cases)
    (FOLDER / "cases.json").write_text(f"[\n{lines}\n]\n")
    print(f"{len(cases)} cases")
