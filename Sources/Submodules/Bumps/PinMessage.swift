/// The message of a commit that moves pins: range, count and subjects of each library, in a bounded form.
///
/// Subjects come from other repositories: they are indented, so that none becomes a trailer, cut, freed of control
/// characters, and a `#12` in them gets the library's name in front, so that no forge takes it for the service's own issue.
public struct PinMessage: Sendable, Equatable {
  /// So many subjects are listed in all.
  static let subjectLimit = 40
  /// So many characters of a subject are shown.
  static let widthLimit = 72

  private let bumps: [PinBump]

  /// - Parameter bumps: at least one; they are listed by library.
  public init(_ bumps: [PinBump]) {
    self.bumps = bumps.sorted { $0.library.utf8.lexicographicallyPrecedes($1.library.utf8) }
  }

  /// The subject, a blank line and a paragraph a library; without trailers, ended by a line feed.
  public var text: String {
    var left = Self.subjectLimit
    let paragraphs = bumps.map { bump in
      let shown = bump.subjects.prefix(max(0, left))
      left -= shown.count
      return paragraph(of: bump, shown)
    }
    return ([subject + "\n"] + paragraphs).joined(separator: "\n")
  }

  private var subject: String {
    if bumps.count == 1, let bump = bumps.first {
      let verb = bump.gained == 0 && bump.lost > 0 ? "Take" : "Move"
      let suffix = verb == "Take" ? "back to" : "to"
      return "\(verb) \(bump.library) from \(bump.shownFrom) \(suffix) \(bump.shownTo)"
    }
    // A service may have one library at two paths.
    let libraries = bumps.map(\.library).reduce(into: [String]()) { if $0.last != $1 { $0.append($1) } }
    let names = libraries.joined(separator: ", ")
    return names.count > 60 ? "Move the pins of \(libraries.count) libraries" : "Move the pins of \(names)"
  }

  private func paragraph(of bump: PinBump, _ shown: ArraySlice<PinBump.Subject>) -> String {
    let gained = bump.gained == 1 ? "1 commit" : "\(bump.gained) commits"
    let lost = bump.lost == 0 ? "" : ", without \(bump.lost) that the old pin had"
    let lines = shown.map { "  \($0.commit.short) \(cleaned($0.text, of: bump.library))\n" }
    let restCount = bump.gained - shown.count
    let rest = restCount > 0 && !shown.isEmpty ? "  and \(restCount) more\n" : ""
    return "\(bump.library) \(bump.from.short)..\(bump.to.short): \(gained)\(lost)\n" + lines.joined() + rest
  }

  private func cleaned(_ subject: String, of library: String) -> String {
    let scalars = subject.unicodeScalars.map { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse: Unicode.Scalar(" ")
      default: scalar
      }
    }
    var line = ""
    for (index, scalar) in scalars.enumerated() {
      let isIssue = scalar == "#" && scalars.indices.contains(index + 1) && ("0"..."9").contains(scalars[index + 1])
      line += (isIssue ? library : "") + String(scalar)
    }
    return line.count > Self.widthLimit ? line.prefix(Self.widthLimit - 1) + "…" : line
  }
}
