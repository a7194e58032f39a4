import Edits
import Testing

/// A file whose values are all spelled in the way that an editor writes them, so that setting one back restores it.
struct Corpus: Sendable, CustomTestStringConvertible {
  let format: FileFormat
  let text: String
  /// Paths to values that hold everything else.
  let roots: [[PathStep]]

  var testDescription: String { format.rawValue }
  var bytes: [UInt8] { Array(text.utf8) }

  static let all = [json, jsonc, python, toml, ini, properties, env, xml]

  static let json = Corpus(
    format: .json,
    text: """
      {
        "name": "billing", "private": true, "é": "ü 😀",
        "version": 1.50, "big": 12345678901234567890, "none": null,
        "scripts": {"a.b": "x \\"y\\" \\\\ z", "empty": {}, "list": []},
        "services": [
          {"name": "web", "ports": [80, 443], "timeout": 30},
          {"name": "db", "ports": [], "timeout": -1e5}
        ]
      }

      """, roots: [[]])

  static let jsonc = Corpus(
    format: .jsonc,
    text:
      "\u{FEFF}// settings\r\n{\r\n\t\"a\": 1, // one\r\n\t/* \"b\": 2 */\r\n\t\"c\": {\r\n\t\t\"d\": [1, 2, /* three */ 3,],\r\n"
      + "\t\t\"e\": \"// no comment\",\r\n\t},\r\n\t\"f\": [\r\n\t\t// nothing\r\n\t],\r\n}", roots: [[]])

  static let python = Corpus(
    format: .python,
    text: """
      # -*- coding: utf-8 -*-
      \"\"\"Settings; DEBUG = True is not one.\"\"\"
      import os
      from .base import *

      DEBUG = False  # DEBUG = True
      if os.environ.get("X"):
          ALLOWED_HOSTS = ["a", 'b',]
      DATABASES = {
          'default': {
              'ENGINE': "django.db",  # 'NAME': 1
              'NAME': 'n\\'é',
              'OPTIONS': {'timeout': 30, "x": None, 'y': -1.5},
              # 'HOST': 'z',
          },
      }
      DATABASES["replica"] = {"NAME": 'r'}
      CACHES = dict(a=1, b=dict(c='d'))
      PORT = env.int("PORT", default=80)
      MIDDLEWARE = (
          'one',
          ('two', {3, 4}),
      )

      def f(a={'x': 1}, *b, **c) -> None:
          DEBUG = f"{a['x']:>{c}} {{}}"
          return lambda: {'a': 1}

      """,
    roots: [["DEBUG"], ["ALLOWED_HOSTS"], ["DATABASES", "default"], ["CACHES"], ["PORT", "default"], ["MIDDLEWARE"]])

  static let toml = Corpus(
    format: .toml,
    text: """
      # top
      title = "T" # a title
      [owner]
      dob = 1979-05-27T07:32:00-08:00
      "a b".'c' = 'lit\\x'
      hex = 0xFF
      [[products]]
      name = "Hammer"
      tags = [ "x", # first
        "y",
      ]
      [[products]]
      name = 'Nail'
      size = { w = 1.5, h = [1, 2] }
      [tool.poetry]
      version = "1"
      [tool.poetry.dependencies]
      python = "^3.8"

      """, roots: [[]])

  static let ini = Corpus(
    format: .ini,
    text:
      "root = true\r\n\r\n; about a\r\n[a]\r\nx = 1 ; one\r\ny: 2\r\n[remote \"o\"]\r\n\turl = \"q r\"\r\n\tlist =\r\n"
      + "\t\tone\r\n\t\ttwo\r\n[*.{js,py}] # globs\r\nindent=2", roots: [[]])

  static let properties = Corpus(
    format: .properties,
    text: "# ä a.b=0\na.b=1\n! c\nc : x y\nd e f\nlong = é\\\\ z\nempty=\n\n  indented = 5\n", roots: [[]])

  static let env = Corpus(
    format: .env, text: "# A=0\nA=1 # one\nexport B='x y'\nC=\"a \\\"b\\\" $A\"\nD = é\nE=a-b\n\nF=\n", roots: [[]])

  static let xml = Corpus(
    format: .xml,
    text: """
      <?xml version="1.0"?>
      <!-- <p><v>0</v></p> -->
      <p xmlns:m="u" id='1'>
        <v>1.0</v>
        <m:w a="b"> text &amp; more </m:w>
        <list><i>1</i><i>2</i></list>
        <c><![CDATA[<x>]]></c>
        <e/>
      </p>

      """, roots: [["p"]])
}

extension EditValue {
  /// Returns the scalars in a value with their paths.
  func leaves(at path: [PathStep]) -> [(path: [PathStep], value: EditValue)] {
    switch self {
    case .array(let items):
      items.enumerated().flatMap { $0.element.leaves(at: path + [.index($0.offset)]) }
    case .object(let members):
      members.flatMap { $0.value.leaves(at: path + [.key($0.key)]) }
    case .null, .boolean, .number, .string, .code: [(path, self)]
    }
  }
}

extension Corpus {
  /// Returns the scalars of a version of the file; none where it can't be read.
  func leaves(in bytes: [UInt8]) -> [(path: [PathStep], value: EditValue)] {
    roots.flatMap { root in
      let values = (try? FileEditor.values(in: bytes, as: format, path: root)) ?? []
      return values.flatMap { $0.leaves(at: root) }
    }
  }
}
