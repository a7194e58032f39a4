extension YamlExample {
  /// The examples of scalars, tags and full files in the specification's preview (2.3 to 2.5).
  static let preview: [YamlExample] = [
    YamlExample(
      "Example 2.13",
      """
      # ASCII Art
      --- |
        \\//||\\/||
        // ||  ||__

      """,
      data: [
        #""\\//||\\/||\n// ||  ||__\n""#
      ]),
    YamlExample(
      "Example 2.14",
      """
      --- >
        Mark McGwire's
        year was crippled
        by a knee injury.

      """,
      data: [
        #""Mark McGwire's year was crippled by a knee injury.\n""#
      ]),
    YamlExample(
      "Example 2.15",
      """
      --- >
       Sammy Sosa completed another
       fine season with great stats.

         63 Home Runs
         0.288 Batting Average

       What a year!

      """,
      data: [
        """
        "Sammy Sosa completed another fine season with great stats.\\n\\n  63 Home Runs\\n  0.288 Batting Average\\n\\nWhat a year!\\n"
        """
      ]),
    YamlExample(
      "Example 2.16",
      """
      name: Mark McGwire
      accomplishment: >
        Mark set a major league
        home run record in 1998.
      stats: |
        65 Home Runs
        0.278 Batting Average

      """,
      data: [
        """
        {"name": "Mark McGwire", "accomplishment": "Mark set a major league home run record in 1998.\\n", \
        "stats": "65 Home Runs\\n0.278 Batting Average\\n"}
        """
      ]),
    YamlExample(
      "Example 2.17",
      """
      unicode: "Sosa did fine.\\u263A"
      control: "\\b1998\\t1999\\t2000\\n"
      hex esc: "\\x0d\\x0a is \\r\\n"

      single: '"Howdy!" he cried.'
      quoted: ' # Not a ''comment''.'
      tie-fighter: '|\\-*-/|'

      """,
      data: [
        """
        {"unicode": "Sosa did fine.☺", "control": "\\b1998\\t1999\\t2000\\n", \
        "hex esc": "\\r\\n is \\r\\n", "single": "\\"Howdy!\\" he cried.", "quoted": " # Not a 'comment'.", \
        "tie-fighter": "|\\\\-*-/|"}
        """
      ]),
    YamlExample(
      "Example 2.18",
      """
      plain:
        This unquoted scalar
        spans many lines.

      quoted: "So does this
        quoted scalar.\\n"

      """,
      data: [
        #"{"plain": "This unquoted scalar spans many lines.", "quoted": "So does this quoted scalar.\n"}"#
      ]),
    YamlExample(
      "Example 2.19",
      """
      canonical: 12345
      decimal: +12,345
      octal: 0o14
      hexadecimal: 0xC

      """,
      data: [
        #"{"canonical": 12345, "decimal": "+12,345", "octal": 12, "hexadecimal": 12}"#
      ]),
    YamlExample(
      "Example 2.20",
      """
      canonical: 1.23015e+3
      exponential: 12.3015e+02
      fixed: 1230.15
      negative infinity: -.inf
      not a number: .nan

      """,
      data: [
        """
        {"canonical": 1.23015e+3, "exponential": 12.3015e+02, "fixed": 1230.15, "negative infinity": -.inf, \
        "not a number": .nan}
        """
      ]),
    YamlExample(
      "Example 2.21",
      """
      null:
      booleans: [ true, false ]
      string: '012345'

      """,
      data: [
        #"{"null": null, "booleans": [true, false], "string": "012345"}"#
      ]),
    YamlExample(
      "Example 2.23",
      """
      ---
      not-date: !!str 2002-04-28

      picture: !!binary |
       R0lGODlhDAAMAIQAAP//9/X17unp5WZmZgAAAOfn515eXv
       Pz7Y6OjuDg4J+fn5OTk6enp56enmlpaWNjY6Ojo4SEhP/++f

      application specific tag: !something |
       The semantics of the tag
       above may be different for
       different documents.

      """,
      data: [
        """
        {"not-date": "2002-04-28", \
        "picture": <!!binary |\\n R0lGODlhDAAMAIQAAP//9/X17unp5WZmZgAAAOfn515eXv\\n Pz7Y6OjuDg4J+fn5OTk6enp56enmlpaWNjY6Ojo4SEhP/++f>, \
        "application specific tag": <!something |\\n The semantics of the tag\\n above may be different for\\n different documents.>}
        """
      ]),
    YamlExample(
      "Example 2.24",
      """
      %TAG ! tag:clarkevans.com,2002:
      --- !shape
        # Use the ! handle for presenting
        # tag:clarkevans.com,2002:circle
      - !circle
        center: &ORIGIN {x: 73, y: 129}
        radius: 7
      - !line
        start: *ORIGIN
        finish: { x: 89, y: 102 }
      - !label
        start: *ORIGIN
        color: 0xFFEEBB
        text: Pretty vector drawing.

      """,
      data: [
        """
        [{"center": {"x": 73, "y": 129}, "radius": 7}, {"start": <*ORIGIN>, "finish": {"x": 89, "y": 102}}, \
        {"start": <*ORIGIN>, "color": 16772795, "text": "Pretty vector drawing."}]
        """
      ]),
    YamlExample(
      "Example 2.25",
      """
      # Sets are represented as a
      # Mapping where each key is
      # associated with a null value
      --- !!set
      ? Mark McGwire
      ? Sammy Sosa
      ? Ken Griffey

      """,
      data: [
        #"{"Mark McGwire": null, "Sammy Sosa": null, "Ken Griffey": null}"#
      ]),
    YamlExample(
      "Example 2.26",
      """
      --- !!omap
      - Mark McGwire: 65
      - Sammy Sosa: 63
      - Ken Griffey: 58

      """,
      data: [
        #"[{"Mark McGwire": 65}, {"Sammy Sosa": 63}, {"Ken Griffey": 58}]"#
      ]),
    YamlExample(
      "Example 2.27",
      """
      --- !<tag:clarkevans.com,2002:invoice>
      invoice: 34843
      date   : 2001-01-23
      bill-to: &id001
        given  : Chris
        address:
          lines: |
            458 Walkman Dr.
            Suite #292
          postal  : 48046
      ship-to: *id001
      product:
      - sku         : BL394D
        price       : 450.00
      - sku         : BL4438H
        price       : 2392.00
      tax  : 251.42
      comments:
        Late afternoon is best.
        Backup contact is Nancy
        Billsmer @ 338-4338.

      """,
      data: [
        """
        {"invoice": 34843, "date": "2001-01-23", "bill-to": {"given": "Chris", \
        "address": {"lines": "458 Walkman Dr.\\nSuite #292\\n", "postal": 48046}}, "ship-to": <*id001>, \
        "product": [{"sku": "BL394D", "price": 450.00}, {"sku": "BL4438H", "price": 2392.00}], \
        "tax": 251.42, "comments": "Late afternoon is best. Backup contact is Nancy Billsmer @ 338-4338."}
        """
      ]),
    YamlExample(
      "Example 2.28",
      """
      ---
      Time: 2001-11-23 15:01:42 -5
      User: ed
      Warning:
        This is an error message
        for the log file
      ---
      Date: 2001-11-23 15:03:17 -5
      Fatal:
        Unknown variable "bar"
      Stack:
      - file: TopClass.py
        line: 23
        code: |
          x = MoreObject("345\\n")
      - file: MoreClass.py
        line: 58
        code: |-
          foo = bar

      """,
      data: [
        """
        {"Time": "2001-11-23 15:01:42 -5", "User": "ed", \
        "Warning": "This is an error message for the log file"}
        """,
        """
        {"Date": "2001-11-23 15:03:17 -5", "Fatal": "Unknown variable \\"bar\\"", \
        "Stack": [{"file": "TopClass.py", "line": 23, "code": "x = MoreObject(\\"345\\\\n\\")\\n"}, \
        {"file": "MoreClass.py", "line": 58, "code": "foo = bar"}]}
        """,
      ]),
  ]
}
