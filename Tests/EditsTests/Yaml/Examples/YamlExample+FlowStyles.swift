extension YamlExample {
  /// The examples of flow styles (chapter 7).
  static let flowStyles: [YamlExample] = [
    YamlExample(
      "Example 7.1",
      """
      First occurrence: &anchor Foo
      Second occurrence: *anchor
      Override anchor: &anchor Bar
      Reuse anchor: *anchor

      """,
      data: [
        """
        {"First occurrence": "Foo", "Second occurrence": <*anchor>, "Override anchor": "Bar", \
        "Reuse anchor": <*anchor>}
        """
      ]),
    YamlExample(
      "Example 7.2",
      """
      {
        foo : !!str,
        !!str : bar,
      }

      """,
      data: [
        #"{"foo": "", "": "bar"}"#
      ]),
    YamlExample(
      "Example 7.3",
      """
      {
        ? foo :,
        : bar,
      }

      """,
      data: [
        #"{"foo": null, "": "bar"}"#
      ]),
    YamlExample(
      "Example 7.4",
      """
      'implicit block key' : [
        'implicit flow key' : value,
       ]

      """,
      data: [
        #"{"implicit block key": [{"implicit flow key": "value"}]}"#
      ]),
    YamlExample(
      "Example 7.5",
      """
      "folded\u{20}
      to a space,\t
      \u{20}
      to a line feed, or \t\\
       \\ \tnon-content"

      """,
      data: [
        #""folded to a space,\nto a line feed, or \t \tnon-content""#
      ]),
    YamlExample(
      "Example 7.6",
      """
      " 1st non-empty

       2nd non-empty\u{20}
      \t3rd non-empty "

      """,
      data: [
        #"" 1st non-empty\n2nd non-empty 3rd non-empty ""#
      ]),
    YamlExample(
      "Example 7.7",
      """
       'here''s to "quotes"'

      """,
      data: [
        #""here's to \"quotes\"""#
      ]),
    YamlExample(
      "Example 7.9",
      """
      ' 1st non-empty

       2nd non-empty\u{20}
      \t3rd non-empty '

      """,
      data: [
        #"" 1st non-empty\n2nd non-empty 3rd non-empty ""#
      ]),
    YamlExample(
      "Example 7.10",
      """
      # Outside flow collection:
      - ::vector
      - ": - ()"
      - Up, up, and away!
      - -123
      - https://example.com/foo#bar
      # Inside flow collection:
      - [ ::vector,
        ": - ()",
        "Up, up and away!",
        -123,
        https://example.com/foo#bar ]

      """,
      data: [
        """
        ["::vector", ": - ()", "Up, up, and away!", -123, "https://example.com/foo#bar", ["::vector", \
        ": - ()", "Up, up and away!", -123, "https://example.com/foo#bar"]]
        """
      ]),
    YamlExample(
      "Example 7.11",
      """
      implicit block key : [
        implicit flow key : value,
       ]

      """,
      data: [
        #"{"implicit block key": [{"implicit flow key": "value"}]}"#
      ]),
    YamlExample(
      "Example 7.12",
      """
      1st non-empty

       2nd non-empty\u{20}
      \t3rd non-empty

      """,
      data: [
        #""1st non-empty\n2nd non-empty 3rd non-empty""#
      ]),
    YamlExample(
      "Example 7.13",
      """
      - [ one, two, ]
      - [three ,four]

      """,
      data: [
        #"[["one", "two"], ["three", "four"]]"#
      ]),
    YamlExample(
      "Example 7.14",
      """
      [
      "double
       quoted", 'single
                 quoted',
      plain
       text, [ nested ],
      single: pair,
      ]

      """,
      data: [
        #"["double quoted", "single quoted", "plain text", ["nested"], {"single": "pair"}]"#
      ]),
    YamlExample(
      "Example 7.15",
      """
      - { one : two , three: four , }
      - {five: six,seven : eight}

      """,
      data: [
        #"[{"one": "two", "three": "four"}, {"five": "six", "seven": "eight"}]"#
      ]),
    YamlExample(
      "Example 7.16",
      """
      {
      ? explicit: entry,
      implicit: entry,
      ?
      }

      """,
      data: [
        #"{"explicit": "entry", "implicit": "entry", "": null}"#
      ]),
    YamlExample(
      "Example 7.17",
      """
      {
      unquoted : "separate",
      https://foo.com,
      omitted value:,
      : omitted key,
      }

      """,
      data: [
        #"{"unquoted": "separate", "https://foo.com": null, "omitted value": null, "": "omitted key"}"#
      ]),
    YamlExample(
      "Example 7.18",
      """
      {
      "adjacent":value,
      "readable": value,
      "empty":
      }

      """,
      data: [
        #"{"adjacent": "value", "readable": "value", "empty": null}"#
      ]),
    YamlExample(
      "Example 7.19",
      """
      [
      foo: bar
      ]

      """,
      data: [
        #"[{"foo": "bar"}]"#
      ]),
    YamlExample(
      "Example 7.20",
      """
      [
      ? foo
       bar : baz
      ]

      """,
      data: [
        #"[{"foo bar": "baz"}]"#
      ]),
    YamlExample(
      "Example 7.21",
      """
      - [ YAML : separate ]
      - [ : empty key entry ]
      - [ {JSON: like}:adjacent ]

      """,
      data: [
        #"[[{"YAML": "separate"}], [{"": "empty key entry"}], [{"? {JSON: like}": "adjacent"}]]"#
      ]),
    YamlExample(
      "Example 7.23",
      """
      - [ a, b ]
      - { a: b }
      - "a"
      - 'b'
      - c

      """,
      data: [
        #"[["a", "b"], {"a": "b"}, "a", "b", "c"]"#
      ]),
    YamlExample(
      "Example 7.24",
      """
      - !!str "a"
      - 'b'
      - &anchor "c"
      - *anchor
      - !!str

      """,
      data: [
        #"["a", "b", "c", <*anchor>, ""]"#
      ]),
  ]
}
