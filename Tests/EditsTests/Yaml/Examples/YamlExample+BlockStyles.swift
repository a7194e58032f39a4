extension YamlExample {
  /// The examples of block styles (chapter 8).
  static let blockStyles: [YamlExample] = [
    YamlExample(
      "Example 8.1",
      """
      - | # Empty header
       literal
      - >1 # Indentation indicator
        folded
      - |+ # Chomping indicator
       keep

      - >1- # Both indicators
        strip

      """,
      data: [
        #"["literal\n", " folded\n", "keep\n\n", " strip"]"#
      ]),
    YamlExample(
      "Example 8.2",
      """
      - |
       detected
      - >
      \u{20}
       \u{20}
        # detected
      - |1
        explicit
      - >
       \t
       detected

      """,
      data: [
        #"["detected\n", "\n\n# detected\n", " explicit\n", "\t\ndetected\n"]"#
      ]),
    YamlExample(
      "Example 8.4",
      """
      strip: |-
        text
      clip: |
        text
      keep: |+
        text

      """,
      data: [
        #"{"strip": "text", "clip": "text\n", "keep": "text\n"}"#
      ]),
    YamlExample(
      "Example 8.5",
      """
       # Strip
        # Comments:
      strip: |-
        # text
       \u{20}
       # Clip
        # comments:

      clip: |
        # text
      \u{20}
       # Keep
        # comments:

      keep: |+
        # text

       # Trail
        # comments.

      """,
      data: [
        """
        {"strip": "# text", "clip": "# text\\n", "keep": "# text\\n\\n"}
        """
      ]),
    YamlExample(
      "Example 8.6",
      """
      strip: >-

      clip: >

      keep: |+


      """,
      data: [
        #"{"strip": "", "clip": "", "keep": "\n"}"#
      ]),
    YamlExample(
      "Example 8.7",
      """
      |
       literal
       \ttext



      """,
      data: [
        #""literal\n\ttext\n""#
      ]),
    YamlExample(
      "Example 8.8",
      """
      |
      \u{20}
       \u{20}
        literal
        \u{20}
       \u{20}
        text

       # Comment

      """,
      data: [
        #""\n\nliteral\n \n\ntext\n""#
      ]),
    YamlExample(
      "Example 8.9",
      """
      >
       folded
       text



      """,
      data: [
        #""folded text\n""#
      ]),
    YamlExample(
      "Example 8.10",
      """
      >

       folded
       line

       next
       line
         * bullet

         * list
         * lines

       last
       line

      # Comment

      """,
      data: [
        #""\nfolded line\nnext line\n  * bullet\n\n  * list\n  * lines\n\nlast line\n""#
      ]),
    YamlExample(
      "Example 8.14",
      """
      block sequence:
        - one
        - two : three

      """,
      data: [
        #"{"block sequence": ["one", {"two": "three"}]}"#
      ]),
    YamlExample(
      "Example 8.15",
      """
      - # Empty
      - |
       block node
      - - one # Compact
        - two # sequence
      - one: two # Compact mapping

      """,
      data: [
        #"[null, "block node\n", ["one", "two"], {"one": "two"}]"#
      ]),
    YamlExample(
      "Example 8.16",
      """
      block mapping:
       key: value

      """,
      data: [
        #"{"block mapping": {"key": "value"}}"#
      ]),
    YamlExample(
      "Example 8.17",
      """
      ? explicit key # Empty value
      ? |
        block key
      : - one # Explicit compact
        - two # block value

      """,
      data: [
        #"{"explicit key": null, "block key\n": ["one", "two"]}"#
      ]),
    YamlExample(
      "Example 8.18",
      """
      plain key: in-line value
      : # Both empty
      "quoted key":
      - entry

      """,
      data: [
        #"{"plain key": "in-line value", "": null, "quoted key": ["entry"]}"#
      ]),
    YamlExample(
      "Example 8.19",
      """
      - sun: yellow
      - ? earth: blue
        : moon: white

      """,
      data: [
        #"[{"sun": "yellow"}, {"? earth: blue": {"moon": "white"}}]"#
      ]),
    YamlExample(
      "Example 8.20",
      """
      -
        "flow in block"
      - >
       Block scalar
      - !!map # Block collection
        foo : bar

      """,
      data: [
        #"["flow in block", "Block scalar\n", {"foo": "bar"}]"#
      ]),
    YamlExample(
      "Example 8.21",
      """
      literal: |2
        value
      folded:
         !foo
        >1
       value

      """,
      data: [
        #"{"literal": "value\n", "folded": <!foo >1\n value>}"#
      ]),
    YamlExample(
      "Example 8.22",
      """
      sequence: !!seq
      - entry
      - !!seq
       - nested
      mapping: !!map
       foo: bar

      """,
      data: [
        #"{"sequence": ["entry", ["nested"]], "mapping": {"foo": "bar"}}"#
      ]),
  ]
}
