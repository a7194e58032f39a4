/// A git configuration file as it is written: its sections in order, and what is wrong with it.
struct ConfigDocument: Sendable {
  let bytes: [UInt8]
  /// In the file's order. The first one has no header and holds what stands before the first header.
  var sections: [ConfigSection]
  /// In the file's order; git reads nothing from the first one on.
  var problems: [ConfigProblem]
}

/// A place that git's parser refuses, with what was expected there.
struct ConfigProblem: Sendable, Equatable {
  let offset: Int
  let message: String
}

/// A header, and the variables up to the next one.
struct ConfigSection: Sendable {
  let header: ConfigHeader?
  var variables: [ConfigVariable]

  /// The name of the submodule that the section is about, or nil if it is about none.
  ///
  /// As git's `parse_config_key`: everything between the first dot and the key, so `[submodule.a "b"]` is about `a.b`.
  var submoduleName: [UInt8]? {
    guard let name = header?.name, name.starts(with: "submodule.".utf8) else { return nil }
    return Array(name.dropFirst("submodule.".utf8.count))
  }
}

/// A section's header, such as `[submodule "lib"]`.
struct ConfigHeader: Sendable {
  /// The section in lower case, a dot and the subsection if there is one: git's name of a variable without the key.
  let name: [UInt8]
  /// From the opening bracket to behind the closing one.
  let span: Range<Int>
  /// Whether git gets as far as this: nothing before it is wrong.
  let isRead: Bool
}

/// A line `key = value` or `key`.
struct ConfigVariable: Sendable {
  /// In lower case.
  let key: [UInt8]
  let keySpan: Range<Int>
  /// What the value means, without quotes, escapes and comment; nil where there is no `=`, which git reads as true.
  let value: [UInt8]?
  /// The value as written, with its quotes and continuation lines but without the white space and the comment around
  /// it; empty, right behind the `=`, where nothing is written.
  let valueSpan: Range<Int>?
  /// Behind the end of the last line.
  let end: Int
  /// Whether there is a tab inside the value and outside quotes, which git before 2.45 reads as a space, or a carriage
  /// return that ends no line.
  let hasDoubtfulSpace: Bool
  /// Whether git gets as far as this: nothing before it is wrong.
  let isRead: Bool
}
