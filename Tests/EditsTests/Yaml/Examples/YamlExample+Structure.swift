extension YamlExample {
  /// The examples of white space, comments, directives and properties (chapter 6).
  static let structure: [YamlExample] = [
    YamlExample(
      "Example 6.1",
      """
        # Leading comment line spaces are
        # neither content nor indentation.

      Not indented:
       By one space: |
          By four
            spaces
       Flow style: [    # Leading spaces
         By two,        # in flow style
        Also by two,    # are neither
        \tStill by two   # content nor
          ]             # indentation.

      """,
      data: [
        """
        {"Not indented": {"By one space": "By four\\n  spaces\\n", "Flow style": ["By two", "Also by two", \
        "Still by two"]}}
        """
      ]),
    YamlExample(
      "Example 6.2",
      """
      ? a
      : -\tb
        -  -\tc
           - d

      """,
      data: [
        #"{"a": ["b", ["c", "d"]]}"#
      ]),
    YamlExample(
      "Example 6.3",
      """
      - foo:\t bar
      - - baz
        -\tbaz

      """,
      data: [
        #"[{"foo": "bar"}, ["baz", "baz"]]"#
      ]),
    YamlExample(
      "Example 6.4",
      """
      plain: text
        lines
      quoted: "text
        \tlines"
      block: |
        text
         \tlines

      """,
      data: [
        #"{"plain": "text lines", "quoted": "text lines", "block": "text\n \tlines\n"}"#
      ]),
    YamlExample(
      "Example 6.5",
      """
      Folding:
        "Empty line
         \t
        as a line feed"
      Clipped empty lines: |
        a line feed
      \u{20}

      """,
      data: [
        #"{"Folding": "Empty line\nas a line feed", "Clipped empty lines": "a line feed\n"}"#
      ]),
    YamlExample(
      "Example 6.6",
      """
      >-
        trimmed
       \u{20}
      \u{20}

        as
        space

      """,
      data: [
        #""trimmed\n\n\nas space""#
      ]),
    YamlExample(
      "Example 6.7",
      """
      >
        foo\u{20}
      \u{20}
        \t bar

        baz

      """,
      data: [
        #""foo \n\n\t bar\n\nbaz\n""#
      ]),
    YamlExample(
      "Example 6.8",
      """
      "
        foo\u{20}
      \u{20}
        \t bar

        baz
      "

      """,
      data: [
        #"" foo\nbar\nbaz ""#
      ]),
    YamlExample(
      "Example 6.9",
      """
      key:    # Comment
        value

      """,
      data: [
        #"{"key": "value"}"#
      ]),
    YamlExample(
      "Example 6.10",
      """
        # Comment
        \u{20}


      """,
      data: [
        "null"
      ]),
    YamlExample(
      "Example 6.11",
      """
      key:    # Comment
              # lines
        value



      """,
      data: [
        #"{"key": "value"}"#
      ]),
    YamlExample(
      "Example 6.12",
      """
      { first: Sammy, last: Sosa }:
      # Statistics:
        hr:  # Home runs
           65
        avg: # Average
         0.278

      """,
      data: [
        #"{"? { first: Sammy, last: Sosa }": {"hr": 65, "avg": 0.278}}"#
      ]),
    YamlExample(
      "Example 6.13",
      """
      %FOO  bar baz # Should be ignored
                    # with a warning.
      --- "foo"

      """,
      data: [
        #""foo""#
      ]),
    YamlExample(
      "Example 6.14",
      """
      %YAML 1.3 # Attempt parsing
                # with a warning
      ---
      "foo"

      """,
      data: [
        #""foo""#
      ]),
    YamlExample(
      "Example 6.16",
      """
      %TAG !yaml! tag:yaml.org,2002:
      ---
      !yaml!str "foo"

      """,
      data: [
        #""foo""#
      ]),
    YamlExample(
      "Example 6.18",
      """
      !foo "bar"
      ...
      # Global
      %TAG ! tag:example.com,2000:app/
      ---
      !foo "bar"

      """,
      data: [
        #"<!foo \"bar\">"#,
        #"<!foo \"bar\">"#,
      ]),
    YamlExample(
      "Example 6.19",
      """
      %TAG !! tag:example.com,2000:app/
      ---
      !!int 1 - 3 # Interval, not integer

      """,
      data: [
        "<!!int 1 - 3>"
      ]),
    YamlExample(
      "Example 6.20",
      """
      %TAG !e! tag:example.com,2000:app/
      ---
      !e!foo "bar"

      """,
      data: [
        #"<!e!foo \"bar\">"#
      ]),
    YamlExample(
      "Example 6.23",
      """
      !!str &a1 "foo":
        !!str bar
      &a2 baz : *a1

      """,
      data: [
        #"{"foo": "bar", "baz": <*a1>}"#
      ]),
    YamlExample(
      "Example 6.24",
      """
      !<tag:yaml.org,2002:str> foo :
        !<!bar> baz

      """,
      data: [
        #"{"foo": <!<!bar> baz>}"#
      ]),
    YamlExample(
      "Example 6.26",
      """
      %TAG !e! tag:example.com,2000:app/
      ---
      - !local foo
      - !!str bar
      - !e!tag%21 baz

      """,
      data: [
        #"[<!local foo>, "bar", <!e!tag%21 baz>]"#
      ]),
    YamlExample(
      "Example 6.28",
      """
      # Assuming conventional resolution:
      - "12"
      - 12
      - ! 12

      """,
      data: [
        #"["12", 12, "12"]"#
      ]),
    YamlExample(
      "Example 6.29",
      """
      First occurrence: &anchor Value
      Second occurrence: *anchor

      """,
      data: [
        #"{"First occurrence": "Value", "Second occurrence": <*anchor>}"#
      ]),
  ]
}
