extension YamlExample {
  /// The examples of documents and schemas (chapters 9 and 10).
  static let documents: [YamlExample] = [
    YamlExample(
      "Example 9.1",
      """
      \u{FEFF}# Comment
      # lines
      Document

      """,
      data: [
        #""Document""#
      ]),
    YamlExample(
      "Example 9.2",
      """
      %YAML 1.2
      ---
      Document
      ... # Suffix

      """,
      data: [
        #""Document""#
      ]),
    YamlExample(
      "Example 9.3",
      """
      Bare
      document
      ...
      # No document
      ...
      |
      %!PS-Adobe-2.0 # Not the first line

      """,
      data: [
        #""Bare document""#,
        #""%!PS-Adobe-2.0 # Not the first line\n""#,
      ]),
    YamlExample(
      "Example 9.4",
      """
      ---
      { matches
      % : 20 }
      ...
      ---
      # Empty
      ...

      """,
      data: [
        #"{"matches %": 20}"#,
        "null",
      ]),
    YamlExample(
      "Example 9.5",
      """
      %YAML 1.2
      --- |
      %!PS-Adobe-2.0
      ...
      ---
      # Empty
      ...

      """,
      data: [
        #""%!PS-Adobe-2.0\n""#,
        "null",
      ]),
    YamlExample(
      "Example 9.6",
      """
      Document
      ---
      # Empty
      ...
      %YAML 1.2
      ---
      matches %: 20

      """,
      data: [
        #""Document""#,
        "null",
        #"{"matches %": 20}"#,
      ]),
    YamlExample(
      "Example 10.1",
      """
      Block style: !!map
        Clark : Evans
        Ingy  : döt Net
        Oren  : Ben-Kiki

      Flow style: !!map { Clark: Evans, Ingy: döt Net, Oren: Ben-Kiki }

      """,
      data: [
        """
        {"Block style": {"Clark": "Evans", "Ingy": "döt Net", "Oren": "Ben-Kiki"}, \
        "Flow style": {"Clark": "Evans", "Ingy": "döt Net", "Oren": "Ben-Kiki"}}
        """
      ]),
    YamlExample(
      "Example 10.8",
      """
      A null: null
      Booleans: [ true, false ]
      Integers: [ 0, -0, 3, -19 ]
      Floats: [ 0.0, -0.0, 12e03, -2E+05 ]

      """,
      data: [
        """
        {"A null": null, "Booleans": [true, false], "Integers": [0, -0, 3, -19], "Floats": [0.0, -0.0, \
        12e03, -2E+05]}
        """
      ]),
    YamlExample(
      "Example 10.9",
      """
      A null: null
      Also a null: # Empty
      Not a null: ""
      Booleans: [ true, True, false, FALSE ]
      Integers: [ 0, 0o7, 0x3A, -19 ]
      Floats: [
        0., -0.0, .5, +12e03, -2E+05 ]
      Also floats: [
        .inf, -.Inf, +.INF, .NAN ]

      """,
      data: [
        """
        {"A null": null, "Also a null": null, "Not a null": "", "Booleans": [true, true, false, false], \
        "Integers": [0, 7, 58, -19], "Floats": [0., -0.0, .5, +12e03, -2E+05], "Also floats": [.inf, -.Inf, \
        +.INF, .NAN]}
        """
      ]),
  ]
}
