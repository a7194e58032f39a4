import Edits
import Testing

@Suite struct PythonSetTests {
  static let path: [PathStep] = ["DATABASES", "default", "OPTIONS", "timeout"]

  @Test(arguments: [
    EditCase.set(
      "DATABASES = {'default': {'OPTIONS': {'timeout': 30}}}\n", path, 60,
      "DATABASES = {'default': {'OPTIONS': {'timeout': 60}}}\n"),
    .set(
      "DATABASES: dict = {\n    \"default\": {\n        \"OPTIONS\": {\"timeout\": 5 * 60},  # five\n    },\n}\n", path,
      60,
      "DATABASES: dict = {\n    \"default\": {\n        \"OPTIONS\": {\"timeout\": 60},  # five\n    },\n}\n"),
    .set("A = {'x': int(os.environ.get('T', 10))}", ["A", "x"], 5, "A = {'x': 5}"),
    .set("A = B = {'x': 1}", ["B", "x"], 1, "A = B = {'x': 1}"),
    .set("A = dict(x=1, y=dict(z=2))", ["A", "y", "z"], 3, "A = dict(x=1, y=dict(z=3))"),
    .set("A = env.int('X', default=10)", ["A", "default"], 3, "A = env.int('X', default=3)"),
    .set("A = env.int('X', 10)", ["A", 1], 3, "A = env.int('X', 3)"),
    .set("A = [1, (2, 3), {4}]", ["A", 1, -1], 5, "A = [1, (2, 5), {4}]"),
    .set("A = {'a' 'b': 1, u'c': 2, r'd\\\\': 3}", ["A", "ab"], 9, "A = {'a' 'b': 9, u'c': 2, r'd\\\\': 3}"),
    .set("A = {1: 'x', True: 'y'}", ["A", 1], "z", "A = {1: 'z', True: 'y'}"),
    .set("A = {1: 'x', True: 'y'}", ["A", "True"], "z", "A = {1: 'x', True: 'z'}"),
    .set("A = (\n  # why\n  5\n)\n", ["A"], 6, "A = (\n  # why\n  6\n)\n"),
    .set("A = \\\n  5\n", ["A"], 6, "A = \\\n  6\n"),
    .set("A = 'it'\n", ["A"], "it's \\ \n é", "A = 'it\\'s \\\\ \\n é'\n"),
    .set("A = u\"x\"\n", ["A"], "y", "A = u\"y\"\n"),
    .set("A = r'x'\n", ["A"], "y\\d", "A = r'y\\d'\n"),
    .set("A = r'x'\n", ["A"], "y\\", "A = 'y\\\\'\n"),
    .set("A = '''x\ny'''\n", ["A"], "1\n2'", "A = '''1\n2\\''''\n"),
    .set("A = ('a'\n     'b')\n", ["A"], "c", "A = ('c')\n"),
    .set("A = f'{x}'\n", ["A"], "y", "A = 'y'\n"),
    .set("B = 'q'\nA = 1\n", ["A"], "y", "B = 'q'\nA = 'y'\n"),
    .set("A = 1\n", ["A"], .code("60 * 5"), "A = 60 * 5\n"),
    .set("A = 1\n", ["A"], nil, "A = None\n"),
    .set("A = (1,)\n", ["A"], ["x"], "A = (\"x\",)\n"),
    .set("A = {'b': [1, 2]}\n", ["A", "b"], ["c": true, "d": [nil]], "A = {'b': {'c': True, 'd': [None]}}\n"),
    .set(
      "\u{FEFF}# timeout: 1\r\nA = {\r\n\t'timeout': 1,  # timeout\r\n}", ["A", "timeout"], 2,
      "\u{FEFF}# timeout: 1\r\nA = {\r\n\t'timeout': 2,  # timeout\r\n}"),
    .set("\u{C}\nA = 1; B = 2\n", ["B"], 3, "\u{C}\nA = 1; B = 3\n"),
    .set("if x: A = 1\nelse: C = lambda a, b: {a: b}\n", ["A"], 2, "if x: A = 2\nelse: C = lambda a, b: {a: b}\n"),
    .set(
      "try:\n    A = {'x': f\"{d[\"k\"]:'>{w}}\"}\nexcept E:\n    pass\n", ["A", "x"], 1,
      "try:\n    A = {'x': 1}\nexcept E:\n    pass\n"),
    .set("A = {}\nA['b']['c'] = {'d': 1}\n", ["A", "b", "c", "d"], 2, "A = {}\nA['b']['c'] = {'d': 2}\n"),
    .set("from .base import *\nA[\"b\"] = 1\n", ["A", "b"], 2, "from .base import *\nA[\"b\"] = 2\n"),
    .set(
      "A = {'x': 1}\nA['y'] = 3\nA.update({'z': 1})\nA['w'].update(t=1)\n", ["A", "x"], 2,
      "A = {'x': 2}\nA['y'] = 3\nA.update({'z': 1})\nA['w'].update(t=1)\n"),
    .set(
      "A = {'b': {'x': 1}}\nA['b'].update({'y': 1}, z=2)\nprint(A.get('b'), A['b'].copy())\n", ["A", "b", "x"], 2,
      "A = {'b': {'x': 2}}\nA['b'].update({'y': 1}, z=2)\nprint(A.get('b'), A['b'].copy())\n"),
    .set("A = {**B, 'x': 1}\n", ["A", "x"], 2, "A = {**B, 'x': 2}\n"),
    .set("def f():\n    A = 1\n    return A\nA = 2\n", ["A"], 3, "def f():\n    A = 1\n    return A\nA = 3\n"),
    .set("A = {'x': 1}\ndef f():\n    A['y'] = 2\n", ["A", "x"], 3, "A = {'x': 3}\ndef f():\n    A['y'] = 2\n"),
    .set(
      "A = {'x': 1}\ndef f():\n    A = {}\n    A['x'] = 2\n    def g():\n        A.clear()\n", ["A", "x"], 3,
      "A = {'x': 3}\ndef f():\n    A = {}\n    A['x'] = 2\n    def g():\n        A.clear()\n"),
    .set(
      "A = {'x': 1}\nasync def f(b: A, *A, **c): A.clear()\n", ["A", "x"], 3,
      "A = {'x': 3}\nasync def f(b: A, *A, **c): A.clear()\n"),
    .set(
      "A = {'x': 1}\ndef f(b, A=None):\n    A['x'] = 2\n", ["A", "x"], 3,
      "A = {'x': 3}\ndef f(b, A=None):\n    A['x'] = 2\n"),
    .set(
      "A = {'x': 1}\ndef f():\n    for A in b:\n        A['x'] = 2\n", ["A", "x"], 3,
      "A = {'x': 3}\ndef f():\n    for A in b:\n        A['x'] = 2\n"),
    .set(
      "A = {'x': 1}\nclass B:\n    A = {}\n    A['x'] = 2\n    A |= c\n", ["A", "x"], 3,
      "A = {'x': 3}\nclass B:\n    A = {}\n    A['x'] = 2\n    A |= c\n"),
    .set(
      "A = {'x': 1}\ndef f():\n    settings.A['x'] = 2\n    A += 1\n    del b\n", ["A", "x"], 3,
      "A = {'x': 3}\ndef f():\n    settings.A['x'] = 2\n    A += 1\n    del b\n"),
    .set("match = 1\ncase = {'x': 1}\n", ["case", "x"], 2, "match = 1\ncase = {'x': 2}\n"),
    .set("match a:\n    case [1, *_]:\n        A = 1\n", ["A"], 2, "match a:\n    case [1, *_]:\n        A = 2\n"),
  ])
  func setChangesTheValueAndNothingElse(edit: EditCase) {
    edit.check(as: .python)
  }

  @Test(arguments: [
    RefusalCase("A = 1\nA = 2\n", ["A"], .ambiguous, "A is bound 2 times, in the lines 1 and 2"),
    RefusalCase("if x:\n    A = 1\nelse:\n    A = 2\n", ["A"], .ambiguous),
    RefusalCase("A = {'b': 1}\nA['b'] = 2\n", ["A", "b"], .ambiguous),
    RefusalCase("A = {'b': {}}\nA['b']['c'] = 2\n", ["A", "b"], .ambiguous),
    RefusalCase("A = {'b': 1}\nA.update(c)\n", ["A", "b"], .ambiguous, ".update(…)"),
    RefusalCase("A = {'b': 1}\nA.update({'b': 2})\n", ["A", "b"], .ambiguous),
    RefusalCase("A = {'b': 1}\nA['b'].get('x').update(c)\n", ["A", "b"], .ambiguous, ".update(…)"),
    RefusalCase("A = {'b': 1}\nC = [A.pop('b')]\n", ["A", "b"], .ambiguous, ".pop(…)"),
    RefusalCase("A = {}\nA.setdefault('b', {})['c'] = 1\n", ["A", "b", "c"], .ambiguous, ".setdefault(…)"),
    RefusalCase("A = {'b': {}}\nA.get('b')['c'] = 1\n", ["A", "b"], .ambiguous, "behind a call"),
    RefusalCase("A = env.db('X')\n", ["A", "b"], .type, "can't be looked into"),
    RefusalCase("A = {'b': 1}\nA |= c\n", ["A", "b"], .ambiguous, "|="),
    RefusalCase("A = {'b': 1}\nA[k] = 2\n", ["A", "b"], .ambiguous),
    RefusalCase("A = {'b': 1}\nfor k in A:\n    A[k] = 2\n", ["A", "b"], .ambiguous),
    RefusalCase("A = {'b': 1}\ndel A['b']\n", ["A", "b"], .ambiguous, "del"),
    RefusalCase("A, B = 1, 2\n", ["A"], .ambiguous, "several targets"),
    RefusalCase("A = 1\nfrom x import A\n", ["A"], .ambiguous, "import"),
    RefusalCase("A = 1\ndef f():\n    global A\n    A = 2\n", ["A"], .ambiguous),
    RefusalCase(
      "A = {'b': {'c': 1}}\ndef patch():\n    A['b'] = {'c': 5}\npatch()\n", ["A", "b", "c"], .ambiguous,
      "an assignment in a function or class in line 3"),
    RefusalCase("A = {'b': 1}\nclass X: A['b'] = 7\n", ["A", "b"], .ambiguous, "in line 2"),
    RefusalCase("A = {'b': 1}\nclass X:\n    A |= c\n", ["A", "b"], .ambiguous, "|="),
    RefusalCase("A = {'b': 1}\nclass X:\n    if c:\n        A = {}\n    A['b'] = 2\n", ["A", "b"], .ambiguous),
    RefusalCase(
      "A = {'b': 1}\nclass X:\n    A = {}\n    def f(self):\n        A['b'] = 2\n", ["A", "b"], .ambiguous),
    RefusalCase("def f():\n    A.clear()\n", ["A", "b"], .noMatch, "binds no name A"),
    RefusalCase("A = {}\ndef f():\n    A['b'] = 2\n", ["A", "b"], .ambiguous),
    RefusalCase("A = {'b': 1}\ndef f(c=A, d=2*A, e=(A)): A.update(c)\n", ["A", "b"], .ambiguous, ".update(…)"),
    RefusalCase("A = {'b': 1}\ndef f():\n    if c:\n        del A['b']\n", ["A", "b"], .ambiguous, "del"),
    RefusalCase("from .base import *\ndef f():\n    A['b'] = 2\n", ["A", "b"], .ambiguous),
    RefusalCase("A = {'x': 1, **B}\n", ["A", "x"], .ambiguous, "may come from **B"),
    RefusalCase("A = {**B}\n", ["A", "x"], .ambiguous),
    RefusalCase("A = {K: 1}\n", ["A", "x"], .ambiguous),
    RefusalCase("A = {'x': 1, 'x': 2}\n", ["A", "x"], .ambiguous, "2 times"),
    RefusalCase("A = [*B, 1]\n", ["A", 1], .ambiguous),
    RefusalCase("DEBUG = False\n", ["A", "x"], .noMatch, "binds no name A"),
    RefusalCase(
      "D = {'default': {'ENGINE': 1, 'NAME': 2}}\n", ["D", "default", "OPTIONS"], .noMatch,
      "D.default has no key OPTIONS; it has ENGINE, NAME"),
    RefusalCase("A = load()\n", ["A", "x"], .set(1, missing: .create), .type),
    RefusalCase("A = base['x']\n", ["A", "x"], .type, "can't be looked into"),
    RefusalCase("A = {k: 1 for k in x}\n", ["A", "x"], .type),
    RefusalCase("from b import *\n", ["A", "x"], .set(1, missing: .create), .ambiguous),
    RefusalCase("A = {\n", ["A"], .parse, "isn't closed"),
    RefusalCase("A = 'x\n", ["A"], .parse),
    RefusalCase("if x:\nA = 1\n", ["A"], .parse),
    RefusalCase("A = 1\n  B = 2\n", ["A"], .parse),
    RefusalCase("A = " + String(repeating: "[", count: 1000), ["A"], .parse, "deeper"),
    RefusalCase("A = 1\n", ["A"], .set(.code("1, 2"), missing: .fail), .type),
    RefusalCase("A = 1\n", ["A"], .set(.code("2 # x"), missing: .fail), .type),
    RefusalCase("A = 1\n", ["A"], .set(.code("import x"), missing: .fail), .type),
    RefusalCase("A = 1\n", ["A"], .set(.code("1\nB = 2"), missing: .fail), .type),
    RefusalCase("A = 1\n", ["A"], .set(.code(")("), missing: .fail), .type),
    RefusalCase("# coding: utf-16\nA = 1\n", ["A"], .encoding),
  ])
  func whatIsNotCertainIsRefused(refusal: RefusalCase) {
    refusal.check(as: .python)
  }

  @Test(arguments: [
    ("A = 0x3C\n", EditValue.number("60")), ("A = 6_0\n", 60), ("A = ('a' \"b\")\n", "ab"),
    ("A = (1, 2)\n", [1, 2] as EditValue),
    ("A = dict(b=1)\n", ["b": 1] as EditValue), ("A = 60*5\n", .code("(60 * 5)")), ("A = '\\x61\\n\\\n'\n", "a\n"),
  ])
  func aValueThatIsThereAlreadyIsNoEdit(text: String, value: EditValue) throws {
    let result = try FileEditor.edit(
      Array(text.utf8), as: .python, EditRequest(path: ["A"], operation: .set(value, missing: .fail)))
    #expect(result == EditResult(splices: [], matchCount: 1))
  }

  @Test func bytesOfAnotherEncodingStay() throws {
    let cookie = Array("# -*- coding: latin-1 -*-\nN = '".utf8)
    let bytes = cookie + [0xE9] + Array("'\nA = 'x'\n".utf8)
    let result = try FileEditor.edit(bytes, as: .python, EditRequest(path: ["A"], operation: .set("ü", missing: .fail)))
    #expect(
      applying(result.splices, to: bytes) == cookie + [0xE9] + Array("'\nA = '".utf8) + [0xFC] + Array("'\n".utf8))
    let euro = EditRequest(path: ["A"], operation: .set("€", missing: .fail))
    #expect { try FileEditor.edit(bytes, as: .python, euro) } throws: { ($0 as? EditRefusal)?.kind == .encoding }
    #expect(try FileEditor.values(in: bytes, as: .python, path: ["N"]) == ["é"])
  }
}
