import Edits
import Testing

@Suite struct PythonCreateTests {
  @Test(arguments: [
    EditCase.create(
      "DATABASES = {'default': {'OPTIONS': {'timeout': 60}}}\n", ["DATABASES", "default", "CONN_MAX_AGE"], 600,
      "DATABASES = {'default': {'OPTIONS': {'timeout': 60}, 'CONN_MAX_AGE': 600}}\n"),
    .create(
      """
      DATABASES = {
          "default": {
              "ENGINE": "x",
              "NAME": "y",  # the name
              # "HOST": "z",
          },
      }

      """, ["DATABASES", "default", "OPTIONS", "timeout"], 60,
      """
      DATABASES = {
          "default": {
              "ENGINE": "x",
              "NAME": "y",  # the name
              "OPTIONS": {
                  "timeout": 60,
              },
              # "HOST": "z",
          },
      }

      """),
    .create(
      "A = {'x': 1,  # one\r\n     'y': {'b': 2}  # two\r\n     }\r\n", ["A", "z", "c"], 3,
      "A = {'x': 1,  # one\r\n     'y': {'b': 2},  # two\r\n     'z': {'c': 3}\r\n     }\r\n"),
    .create("A = {\n\t'x': 1\n}", ["A", "y"], "s", "A = {\n\t'x': 1,\n\t'y': 's'\n}"),
    .create("A = {}\n", ["A", "y"], "s", "A = {\"y\": \"s\"}\n"),
    .create("B = 'q'\nA = { }\n", ["A", "y"], 1, "B = 'q'\nA = {'y': 1}\n"),
    .create("A = {\n}\n", ["A", "y"], 1, "A = {\n    \"y\": 1,\n}\n"),
    .create("A = {\n    # nothing yet\n}\n", ["A", "y"], 1, "A = {\n    # nothing yet\n    \"y\": 1,\n}\n"),
    .create("A = dict(x=1)\n", ["A", "y"], 2, "A = dict(x=1, y=2)\n"),
    .create(
      "A = dict(\n    x=1,\n)\n", ["A", "y"], ["k": 1], "A = dict(\n    x=1,\n    y={\n        \"k\": 1,\n    },\n)\n"),
    .create("A = {'x': (1)}\n", ["A", "y"], 2, "A = {'x': (1), 'y': 2}\n"),
    .create("A = {'x': 1 if b else 2, }\n", ["A", "y"], 2, "A = {'x': 1 if b else 2, 'y': 2, }\n"),
    .create("A = 1\n", ["B"], 2, "A = 1\nB = 2\n"),
    .create("A = 1", ["B"], 2, "A = 1\nB = 2"),
    .create("", ["B", "c"], "x", "B = {\"c\": \"x\"}\n"),
    .create("def f():\r\n    pass\r\n", ["B"], [1, 2], "def f():\r\n    pass\r\n\r\nB = [1, 2]\r\n"),
    .create("from .base import *\n", ["DEBUG"], true, "from .base import *\nDEBUG = True\n"),
    .create("A = [1, 2]\n", ["A", 2], 3, "A = [1, 2, 3]\n"),
    .create("A = {}\nA['b'] = {'c': 1}\n", ["A", "b", "d"], 2, "A = {}\nA['b'] = {'c': 1, 'd': 2}\n"),
  ])
  func whatIsMissingIsMadeInTheStyleOfTheFile(edit: EditCase) {
    edit.check(as: .python)
  }

  @Test(arguments: [
    RefusalCase("A = env.db('X')\n", ["A", "y"], .set(1, missing: .create), .type, "A is env.db('X')"),
    RefusalCase("A = dict(x=1)\n", ["A", "a-b"], .set(1, missing: .create), .type),
    RefusalCase("A = 1\n", ["class"], .set(1, missing: .create), .type),
    RefusalCase("A = 1\n", ["A", "x"], .set(1, missing: .create), .type),
    RefusalCase("A = [1]\n", ["A", 2], .set(1, missing: .create), .noMatch),
    RefusalCase("A = ''\nif x:\n    pass\n    # end", ["B"], .set("\u{1F600}", missing: .fail), .noMatch),
  ])
  func whatCanNotBeMadeIsRefused(refusal: RefusalCase) {
    refusal.check(as: .python)
  }
}
