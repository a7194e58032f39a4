extension YamlExample {
  /// Spellings that no example of the specification has.
  static let others: [YamlExample] = [
    YamlExample(
      "tab sep",
      """
      a:\tb

      """,
      data: [
        #"{"a": "b"}"#
      ]),
    YamlExample(
      "tab before comment",
      """
      a: b\t# c

      """,
      data: [
        #"{"a": "b"}"#
      ]),
    YamlExample(
      "tab blank line",
      """
      a: b
      \t
      c: d

      """,
      data: [
        #"{"a": "b", "c": "d"}"#
      ]),
    YamlExample(
      "space tab plain",
      """
      foo:
       \tbar

      """,
      data: [
        #"{"foo": "bar"}"#
      ]),
    YamlExample(
      "closing bracket at key",
      """
      flow: [
        a,
      ]

      """,
      data: [
        #"{"flow": ["a"]}"#
      ]),
    YamlExample(
      "percent in plain",
      """
      a: b
        %c

      """,
      data: [
        #"{"a": "b %c"}"#
      ]),
    YamlExample(
      "anchors everywhere",
      """
      a: &x
        b: 1
      c: &y [1]
      &k d: *x

      """,
      data: [
        #"{"a": {"b": 1}, "c": [1], "d": <*x>}"#
      ]),
    YamlExample(
      "anchor on sequence",
      """
      seq:
       &anchor
      - a
      - b

      """,
      data: [
        #"{"seq": ["a", "b"]}"#
      ]),
    YamlExample(
      "props own line",
      """
      a:
        &x
        !!map
        b: c

      """,
      data: [
        #"{"a": {"b": "c"}}"#
      ]),
    YamlExample(
      "empty docs",
      """
      ---
      ---

      """,
      data: [
        "null",
        "null",
      ]),
    YamlExample(
      "doc then end",
      """
      a
      ...
      ...
      ---
      b

      """,
      data: [
        #""a""#,
        #""b""#,
      ]),
    YamlExample(
      "crlf",
      """
      a: 1\r
      b:\r
        - x\r
        - |\r
          t1\r
          t2\r
      c: "x\r
        y"\r

      """,
      data: [
        #"{"a": 1, "b": ["x", "t1\nt2\n"], "c": "x y"}"#
      ]),
    YamlExample(
      "dq line start",
      """
      "a\\
         b"

      """,
      data: [
        #""ab""#
      ]),
    YamlExample(
      "plain url",
      """
      a: http://x:80/y?z=#q
      b: a:b
      c: a#b

      """,
      data: [
        #"{"a": "http://x:80/y?z=#q", "b": "a:b", "c": "a#b"}"#
      ]),
    YamlExample(
      "question words",
      """
      a: ?b
      ?c: d
      -e: f
      :g: h

      """,
      data: [
        #"{"a": "?b", "?c": "d", "-e": "f", ":g": "h"}"#
      ]),
    YamlExample(
      "flow in flow",
      """
      {a: [1, {b: c, d: [e]}], f: {}}

      """,
      data: [
        #"{"a": [1, {"b": "c", "d": ["e"]}], "f": {}}"#
      ]),
    YamlExample(
      "colon adjacent",
      """
      {"a":1,'b':[2],"c" :3,d:4}

      """,
      data: [
        #"{"a": 1, "b": [2], "c": 3, "d:4": null}"#
      ]),
    YamlExample(
      "json",
      """
      {
        "a": [1, 2.5, null, true, "x\\/y"],
        "b": {}
      }

      """,
      data: [
        #"{"a": [1, 2.5, null, true, "x/y"], "b": {}}"#
      ]),
    YamlExample(
      "merge",
      """
      base: &b
        x: 1
        y: 2
      d:
        <<: *b
        y: 3
      l:
        <<: [*b, {z: 1}]

      """,
      data: [
        #"{"base": {"x": 1, "y": 2}, "d": {"<<": <*b>, "y": 3}, "l": {"<<": [<*b>, {"z": 1}]}}"#
      ]),
    YamlExample(
      "bom inside",
      """
      \u{FEFF}a: 1

      """,
      data: [
        #"{"a": 1}"#
      ]),
    YamlExample(
      "nested compact",
      """
      - - - a
          - b
        - c
      - d:
        - e

      """,
      data: [
        #"[[["a", "b"], "c"], {"d": ["e"]}]"#
      ]),
    YamlExample(
      "complex",
      """
      ? {a: b}
      : c
      ? [d]
      : e

      """,
      data: [
        #"{"? {a: b}": "c", "? [d]": "e"}"#
      ]),
    YamlExample(
      "explicit no value",
      """
      ? a
      ? b
      : c

      """,
      data: [
        #"{"a": null, "b": "c"}"#
      ]),
    YamlExample(
      "explicit seq same indent",
      """
      ?
      - a
      - b
      :
      - c
      - d

      """,
      data: [
        #"{"? - a\n- b": ["c", "d"]}"#
      ]),
    YamlExample(
      "literal keep end",
      """
      a: |+
        x


      b: 1

      """,
      data: [
        #"{"a": "x\n\n\n", "b": 1}"#
      ]),
    YamlExample(
      "literal no newline",
      """
      a: |
        x
      """,
      data: [
        #"{"a": "x"}"#
      ]),
    YamlExample(
      "folded more",
      """
      a: >
        x
         y
        z


        w

      """,
      data: [
        #"{"a": "x\n y\nz\n\nw\n"}"#
      ]),
    YamlExample(
      "strip blank",
      """
      a: |-


        x


      b: |


      """,
      data: [
        #"{"a": "\n\nx", "b": ""}"#
      ]),
    YamlExample(
      "unicode keys",
      """
      é: ü
      日本: "語"

      """,
      data: [
        #"{"é": "ü", "日本": "語"}"#
      ]),
    YamlExample(
      "long plain",
      """
      a: one
        two

        three # c
      b: 1

      """,
      data: [
        #"{"a": "one two\nthree", "b": 1}"#
      ]),
    YamlExample(
      "dash plain",
      """
      - -a
      - --
      - -1

      """,
      data: [
        #"["-a", "--", -1]"#
      ]),
    YamlExample(
      "indicators in plain",
      """
      a: x,y[z]{w}
      b: a - b
      c: a ? b
      d: 50%
      e: a@b
      f: a&b*c!d|e>f'g"h

      """,
      data: [
        #"{"a": "x,y[z]{w}", "b": "a - b", "c": "a ? b", "d": "50%", "e": "a@b", "f": "a&b*c!d|e>f'g\"h"}"#
      ]),
  ]
}
