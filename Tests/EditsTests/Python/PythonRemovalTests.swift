import Edits
import Testing

@Suite struct PythonRemovalTests {
  @Test(arguments: [
    EditCase.delete("A = {'a': 1, 'b': 2}\n", ["A", "a"], "A = {'b': 2}\n"),
    .delete("A = {'a': 1, 'b': (2)}\n", ["A", "b"], "A = {'a': 1}\n"),
    .delete(
      "A = {\n    'a': 1,  # one\n    # two\n    'b': 2,\n}\n", ["A", "a"], "A = {\n    # two\n    'b': 2,\n}\n"),
    .delete("A = {\n    'a': 1,\n    'b': 2,  # two\n}\n", ["A", "b"], "A = {\n    'a': 1,\n}\n"),
    .delete("A = {\n    'a': 1,\n    'b': 2  # two\n}\n", ["A", "b"], "A = {\n    'a': 1\n}\n"),
    .delete("A = {'a': 1,\n     'b': 2}\n", ["A", "b"], "A = {'a': 1}\n"),
    .delete("A = {'a': 1,  # one\n     'b': 2}\n", ["A", "b"], "A = {'a': 1  # one\n     }\n"),
    .delete("A = dict(a=1, b=2)\n", ["A", "b"], "A = dict(a=1)\n"),
    .delete("A = f(1, b=2)\n", ["A", 0], "A = f(b=2)\n"),
    .delete("A = (1, 2)\n", ["A", 1], "A = (1,)\n"),
    .delete("A = (1, 2)\n", ["A", 0], "A = (2,)\n"),
    .delete("A = (1,)\n", ["A", 0], "A = ()\n"),
    .delete("A = (\n    1,\n    2\n)\n", ["A", 1], "A = (\n    1,\n)\n"),
    .delete("A = {1, 2}\n", ["A", 1], "A = {1}\n"),
    .delete("A = 1  # a\nB = 2\n", ["A"], "B = 2\n"),
    .delete("A = 1\nB = {\n    'x': 1,\n}  # b", ["B"], "A = 1"),
    .delete("A = 1\r\n\r\nB = 2", ["B"], "A = 1\r\n"),
    .delete("A = 1", ["A"], ""),
    .delete("A = {}\nA['b'] = 1\nC = 1\n", ["A", "b"], "A = {}\nC = 1\n"),
    .delete("if x:\n    A = 1\n    B = 2\n", ["A"], "if x:\n    B = 2\n"),
  ])
  func deleteTakesTheElementWithItsCommaAndComment(edit: EditCase) {
    edit.check(as: .python)
  }

  @Test(arguments: [
    EditCase.rename("A = {'a': 1}\n", ["A", "a"], "b'", "A = {'b\\'': 1}\n"),
    .rename("A = {u\"a\": 1}\n", ["A", "a"], "b", "A = {u\"b\": 1}\n"),
    .rename("A = dict(a=1)\n", ["A", "a"], "b", "A = dict(b=1)\n"),
    .rename("A: int = 1\n", ["A"], "B", "B: int = 1\n"),
    .rename("A = {}\nA['b']['c'] = 1\n", ["A", "b", "c"], "d", "A = {}\nA['b']['d'] = 1\n"),
    .append("A = ['x']\n", ["A"], "y", "A = ['x', 'y']\n"),
    .append("A = ('x',)\n", ["A"], "y", "A = ('x', 'y')\n"),
    .append("A = ()\n", ["A"], "y", "A = (\"y\",)\n"),
    .append("A = [\n    'x',\n    # 'z',\n]\n", ["A"], "y", "A = [\n    'x',\n    'y',\n    # 'z',\n]\n"),
    .append("A = [\n    'x'\n]\n", ["A"], "x", "A = [\n    'x'\n]\n"),
    .append("A = []\n", ["A"], .code("os.path.join('a', \"b\")"), "A = [os.path.join('a', \"b\")]\n"),
    .append("A = [1, 2,\n     3]\n", ["A"], 4, "A = [1, 2,\n     3,\n     4]\n"),
    .append("A = {'b': {}}\n", ["A", "b", "c"], 1, "A = {'b': {'c': [1]}}\n", missing: .create),
    .append("X = 1\n", ["A"], "x", "X = 1\nA = [\"x\"]\n", missing: .create),
  ])
  func renameAndAppendKeepTheStyle(edit: EditCase) {
    edit.check(as: .python)
  }

  @Test(arguments: [
    RefusalCase("A = B = 1\n", ["A"], .delete(missing: .fail), .ambiguous, "several names"),
    RefusalCase("A = B = 1\n", ["B"], .ambiguous, "several names"),
    RefusalCase("A = B = {'x': [1]}\n", ["B", "x", 0], .ambiguous, "several names"),
    RefusalCase("A = 1; B = 2\n", ["A"], .delete(missing: .fail), .ambiguous, "shares its line"),
    RefusalCase("if x: A = 1\n", ["A"], .delete(missing: .fail), .ambiguous),
    RefusalCase("if x:\n    A = 1\n", ["A"], .delete(missing: .fail), .verification),
    RefusalCase("A = {1}\n", ["A", 0], .delete(missing: .fail), .verification),
    RefusalCase("A = 1\nB = A\n", ["A"], .rename(to: "C", missing: .fail), .ambiguous, "used elsewhere"),
    RefusalCase("A = 1\nB = 1\n", ["A"], .rename(to: "B", missing: .fail), .exists),
    RefusalCase("A = {'a': 1, 'b': 1}\n", ["A", "a"], .rename(to: "b", missing: .fail), .exists),
    RefusalCase("A = {'b': 1}\nA['a'] = 1\n", ["A", "a"], .rename(to: "b", missing: .fail), .exists),
    RefusalCase("A = dict(a=1)\n", ["A", "a"], .rename(to: "b-c", missing: .fail), .type),
    RefusalCase("A = [1]\nA += [2]\n", ["A"], .append(3, missing: .fail), .ambiguous, "+="),
    RefusalCase("A = x()\n", ["A"], .append(3, missing: .fail), .type, "A is a call, not a list"),
  ])
  func whatWouldBreakTheModuleIsRefused(refusal: RefusalCase) {
    refusal.check(as: .python)
  }
}
