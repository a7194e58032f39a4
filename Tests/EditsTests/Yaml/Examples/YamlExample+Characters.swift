extension YamlExample {
  /// The examples of characters (chapter 5).
  static let characters: [YamlExample] = [
    YamlExample(
      "Example 5.3",
      """
      sequence:
      - one
      - two
      mapping:
        ? sky
        : blue
        sea : green

      """,
      data: [
        #"{"sequence": ["one", "two"], "mapping": {"sky": "blue", "sea": "green"}}"#
      ]),
    YamlExample(
      "Example 5.4",
      """
      sequence: [ one, two, ]
      mapping: { sky: blue, sea: green }

      """,
      data: [
        #"{"sequence": ["one", "two"], "mapping": {"sky": "blue", "sea": "green"}}"#
      ]),
    YamlExample(
      "Example 5.5",
      """
      # Comment only.

      """,
      data: [
        "null"
      ]),
    YamlExample(
      "Example 5.6",
      """
      anchored: !local &anchor value
      alias: *anchor

      """,
      data: [
        #"{"anchored": <!local value>, "alias": <*anchor>}"#
      ]),
    YamlExample(
      "Example 5.7",
      """
      literal: |
        some
        text
      folded: >
        some
        text

      """,
      data: [
        #"{"literal": "some\ntext\n", "folded": "some text\n"}"#
      ]),
    YamlExample(
      "Example 5.8",
      """
      single: 'text'
      double: "text"

      """,
      data: [
        #"{"single": "text", "double": "text"}"#
      ]),
    YamlExample(
      "Example 5.9",
      """
      %YAML 1.2
      --- text

      """,
      data: [
        #""text""#
      ]),
    YamlExample(
      "Example 5.11",
      """
      |
        Line break (no glyph)
        Line break (glyphed)

      """,
      data: [
        #""Line break (no glyph)\nLine break (glyphed)\n""#
      ]),
    YamlExample(
      "Example 5.12",
      """
      # Tabs and spaces
      quoted: "Quoted \t"
      block:\t|
        void main() {
        \tprintf("Hello, world!\\n");
        }

      """,
      data: [
        #"{"quoted": "Quoted \t", "block": "void main() {\n\tprintf(\"Hello, world!\\n\");\n}\n"}"#
      ]),
    YamlExample(
      "Example 5.13",
      """
      - "Fun with \\\\"
      - "\\" \\a \\b \\e \\f"
      - "\\n \\r \\t \\v \\0"
      - "\\  \\_ \\N \\L \\P \\
        \\x41 \\u0041 \\U00000041"

      """,
      data: [
        """
        ["Fun with \\\\", "\\" \\u0007 \\b \\u001b \\f", "\\n \\r \\t \\u000b \\u0000", \
        "  \\u00a0 \\u0085 \\u2028 \\u2029 A A A"]
        """
      ]),
  ]
}
