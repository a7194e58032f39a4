extension YamlExample {
  /// Texts that aren't YAML, each with the reason.
  static let broken: [YamlExample] = [
    YamlExample(
      "Example 5.10a",
      """
      commercial-at: @text

      """, data: []),
    YamlExample(
      "Example 5.10b",
      """
      grave-accent: `text

      """, data: []),
    YamlExample(
      "Example 5.14a",
      """
      Bad escapes:
        "\\c"

      """, data: []),
    YamlExample(
      "Example 5.14b",
      """
      Bad escapes:
        "\\xq-"

      """, data: []),
    YamlExample(
      "Example 6.15",
      """
      %YAML 1.2
      %YAML 1.1
      foo

      """, data: []),
    YamlExample(
      "Example 6.17",
      """
      %TAG ! !foo
      %TAG ! !foo
      bar

      """, data: []),
    YamlExample(
      "Example 6.27b",
      """
      - !h!bar baz

      """, data: []),
    YamlExample(
      "Example 7.22",
      """
      [ foo
       bar: invalid,
       "foo...>1K characters...bar": invalid ]

      """, data: []),
    YamlExample(
      "Example 8.3a",
      """
      - |
       \u{20}
       text

      """, data: []),
    YamlExample(
      "Example 8.3b",
      """
      - >
        text
       text

      """, data: []),
    YamlExample(
      "Example 8.3c",
      """
      - |2
       text

      """, data: []),
    YamlExample(
      "tab indent",
      """
      a:
      \tb: 1

      """, data: []),
    YamlExample(
      "tab indent 2",
      """
      a:
        b: 1
      \tc: 2

      """, data: []),
    YamlExample(
      "tab seq",
      """
      -\t- a

      """, data: []),
    YamlExample(
      "tab map after dash",
      """
      -\ta: b

      """, data: []),
    YamlExample(
      "space tab map",
      """
      foo:
       \tbar: baz

      """, data: []),
    YamlExample(
      "wrong flow indent",
      """
      ---
      flow: [a,
      b,
      c]

      """, data: []),
    YamlExample(
      "quoted indent",
      """
      ---
      quoted: "a
      b
      c"

      """, data: []),
    YamlExample(
      "map on marker",
      """
      --- key1: value1
          key2: value2

      """, data: []),
    YamlExample(
      "seq on key line",
      """
      key: - a
           - b

      """, data: []),
    YamlExample(
      "nested map one line",
      """
      a: b: c: d

      """, data: []),
    YamlExample(
      "quoted nested",
      """
      a: 'b': c

      """, data: []),
    YamlExample(
      "trailing text after seq",
      """
      - item
      invalid: x

      """, data: []),
    YamlExample(
      "bad dedent",
      """
      key:
         - ok
        - wrong

      """, data: []),
    YamlExample(
      "deeper",
      """
      a: 1
        b: 2

      """, data: []),
    YamlExample(
      "missing colon",
      """
      top1:
        key1: val1
      top2

      """, data: []),
    YamlExample(
      "unclosed",
      """
      ---
      [ [ a, b, c ]

      """, data: []),
    YamlExample(
      "extra close",
      """
      ---
      [ a, b, c ] ]

      """, data: []),
    YamlExample(
      "double comma",
      """
      [ a, , b ]

      """, data: []),
    YamlExample(
      "leading comma",
      """
      [ , a, b ]

      """, data: []),
    YamlExample(
      "comment no space",
      """
      key: "value"# invalid comment

      """, data: []),
    YamlExample(
      "comment no space 2",
      """
      [ a, b]#x

      """, data: []),
    YamlExample(
      "comment in plain",
      """
      word1  # comment
      word2

      """, data: []),
    YamlExample(
      "undefined alias",
      """
      a: *x

      """, data: []),
    YamlExample(
      "alias with anchor",
      """
      key1: &a value
      key2: &b *a

      """, data: []),
    YamlExample(
      "two anchors",
      """
      a: &b &c d

      """, data: []),
    YamlExample(
      "anchor before seq",
      """
      &anchor - item

      """, data: []),
    YamlExample(
      "marker in flow",
      """
      [
      a,
      --- ,
      b
      ]

      """, data: []),
    YamlExample(
      "marker in quotes",
      """
      "a
      ---\u{20}
      b"

      """, data: []),
    YamlExample(
      "dash in flow",
      """
      [-]

      """, data: []),
    YamlExample(
      "text after doc end",
      """
      ---
      key: value
      ... invalid

      """, data: []),
    YamlExample(
      "directive no doc",
      """
      %YAML 1.2

      """, data: []),
    YamlExample(
      "directive in doc",
      """
      key: v
      %YAML 1.2
      ---
      x

      """, data: []),
    YamlExample(
      "yaml 1.2 extra",
      """
      %YAML 1.2 foo
      ---

      """, data: []),
    YamlExample(
      "multi-line key",
      """
      a
      b: c

      """, data: []),
    YamlExample(
      "multi-line quoted key",
      """
      "a
       b": c

      """, data: []),
    YamlExample(
      "block scalar text on line",
      """
      a: > b
        c

      """, data: []),
    YamlExample(
      "block scalar bad hdr",
      """
      a: |a
        c

      """, data: []),
    YamlExample(
      "block scalar comment",
      """
      a: |#c
        c

      """, data: []),
    YamlExample(
      "indent 0",
      """
      a: |0
        c

      """, data: []),
    YamlExample(
      "anchor over map same line",
      """
      a: &x b: c

      """, data: []),
  ]
}
