extension YamlExample {
  /// The examples of collections and structures in the specification's preview (2.1, 2.2).
  static let collections: [YamlExample] = [
    YamlExample(
      "Example 2.1",
      """
      - Mark McGwire
      - Sammy Sosa
      - Ken Griffey

      """,
      data: [
        #"["Mark McGwire", "Sammy Sosa", "Ken Griffey"]"#
      ]),
    YamlExample(
      "Example 2.2",
      """
      hr:  65    # Home runs
      avg: 0.278 # Batting average
      rbi: 147   # Runs Batted In

      """,
      data: [
        #"{"hr": 65, "avg": 0.278, "rbi": 147}"#
      ]),
    YamlExample(
      "Example 2.3",
      """
      american:
      - Boston Red Sox
      - Detroit Tigers
      - New York Yankees
      national:
      - New York Mets
      - Chicago Cubs
      - Atlanta Braves

      """,
      data: [
        """
        {"american": ["Boston Red Sox", "Detroit Tigers", "New York Yankees"], \
        "national": ["New York Mets", "Chicago Cubs", "Atlanta Braves"]}
        """
      ]),
    YamlExample(
      "Example 2.4",
      """
      -
        name: Mark McGwire
        hr:   65
        avg:  0.278
      -
        name: Sammy Sosa
        hr:   63
        avg:  0.288

      """,
      data: [
        """
        [{"name": "Mark McGwire", "hr": 65, "avg": 0.278}, {"name": "Sammy Sosa", "hr": 63, "avg": 0.288}]
        """
      ]),
    YamlExample(
      "Example 2.5",
      """
      - [name        , hr, avg  ]
      - [Mark McGwire, 65, 0.278]
      - [Sammy Sosa  , 63, 0.288]

      """,
      data: [
        #"[["name", "hr", "avg"], ["Mark McGwire", 65, 0.278], ["Sammy Sosa", 63, 0.288]]"#
      ]),
    YamlExample(
      "Example 2.6",
      """
      Mark McGwire: {hr: 65, avg: 0.278}
      Sammy Sosa: {
          hr: 63,
          avg: 0.288,
       }

      """,
      data: [
        #"{"Mark McGwire": {"hr": 65, "avg": 0.278}, "Sammy Sosa": {"hr": 63, "avg": 0.288}}"#
      ]),
    YamlExample(
      "Example 2.7",
      """
      # Ranking of 1998 home runs
      ---
      - Mark McGwire
      - Sammy Sosa
      - Ken Griffey

      # Team ranking
      ---
      - Chicago Cubs
      - St Louis Cardinals

      """,
      data: [
        #"["Mark McGwire", "Sammy Sosa", "Ken Griffey"]"#,
        #"["Chicago Cubs", "St Louis Cardinals"]"#,
      ]),
    YamlExample(
      "Example 2.8",
      """
      ---
      time: 20:03:20
      player: Sammy Sosa
      action: strike (miss)
      ...
      ---
      time: 20:03:47
      player: Sammy Sosa
      action: grand slam
      ...

      """,
      data: [
        #"{"time": "20:03:20", "player": "Sammy Sosa", "action": "strike (miss)"}"#,
        #"{"time": "20:03:47", "player": "Sammy Sosa", "action": "grand slam"}"#,
      ]),
    YamlExample(
      "Example 2.9",
      """
      ---
      hr: # 1998 hr ranking
      - Mark McGwire
      - Sammy Sosa
      # 1998 rbi ranking
      rbi:
      - Sammy Sosa
      - Ken Griffey

      """,
      data: [
        #"{"hr": ["Mark McGwire", "Sammy Sosa"], "rbi": ["Sammy Sosa", "Ken Griffey"]}"#
      ]),
    YamlExample(
      "Example 2.10",
      """
      ---
      hr:
      - Mark McGwire
      # Following node labeled SS
      - &SS Sammy Sosa
      rbi:
      - *SS # Subsequent occurrence
      - Ken Griffey

      """,
      data: [
        #"{"hr": ["Mark McGwire", "Sammy Sosa"], "rbi": [<*SS>, "Ken Griffey"]}"#
      ]),
    YamlExample(
      "Example 2.11",
      """
      ? - Detroit Tigers
        - Chicago cubs
      : - 2001-07-23

      ? [ New York Yankees,
          Atlanta Braves ]
      : [ 2001-07-02, 2001-08-12,
          2001-08-14 ]

      """,
      data: [
        """
        {"? - Detroit Tigers\\n  - Chicago cubs": ["2001-07-23"], \
        "? [ New York Yankees,\\n    Atlanta Braves ]": ["2001-07-02", "2001-08-12", "2001-08-14"]}
        """
      ]),
    YamlExample(
      "Example 2.12",
      """
      ---
      # Products purchased
      - item    : Super Hoop
        quantity: 1
      - item    : Basketball
        quantity: 4
      - item    : Big Shoes
        quantity: 1

      """,
      data: [
        """
        [{"item": "Super Hoop", "quantity": 1}, {"item": "Basketball", "quantity": 4}, \
        {"item": "Big Shoes", "quantity": 1}]
        """
      ]),
  ]
}
