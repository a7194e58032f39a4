import Changes

/// Something in a snapshot's submodules or their declarations that a person should know.
public struct SubmoduleFinding: Sendable, Equatable {
  public let code: Code
  /// Whether what it is about is refused: shown, but never acted on.
  public let isRefusal: Bool
  /// The place in `.gitmodules`, or the path that it is about.
  public let place: Refusal.Place
  /// One line, lower case, no final period: what was found and what was expected.
  public let message: String

  public init(code: Code, isRefusal: Bool, place: Refusal.Place, message: String) {
    self.code = code
    self.isRefusal = isRefusal
    self.place = place
    self.message = message
  }

  /// The kinds of findings, in words for programs.
  public enum Code: String, Sendable, Hashable, CaseIterable {
    // The file.
    /// git's parser refuses the line, and git reads nothing behind it.
    case syntax
    /// `[include]` or `[includeIf]`, which is never followed.
    case include
    /// A section or key that isn't about a submodule.
    case notAboutSubmodule = "not-about-submodule"
    case tooLarge = "too-large"
    /// `.gitmodules` is a link, a folder or a submodule.
    case notAFile = "not-a-file"
    /// A name that some file systems take for `.gitmodules`.
    case misspelledFile = "misspelled-file"
    /// More was found than is listed.
    case more

    // One entry.
    case name
    case path
    case url
    /// `update = !command`: a program to run.
    case command
    case controlCharacter = "control-character"
    /// A tab inside an unquoted value, which git's versions read differently.
    case doubtfulSpace = "doubtful-space"
    case missingPath = "missing-path"
    case missingURL = "missing-url"
    /// A value that git doesn't understand.
    case value

    // Entries together.
    case duplicateName = "duplicate-name"
    case duplicateKey = "duplicate-key"
    case duplicatePath = "duplicate-path"
    case caseCollision = "case-collision"
    /// One name or path is inside another.
    case nested

    // Entries and the tree.
    /// A gitlink without an entry.
    case undeclared
    /// An entry without a gitlink.
    case noGitlink = "no-gitlink"
    /// A gitlink whose path or commit can't be used.
    case gitlink
    /// A link that some file systems take for a folder above a submodule (CVE-2024-32002).
    case linkAbove = "link-above"
  }
}

extension SubmoduleFinding: CustomStringConvertible {
  /// One line: the place in `.gitmodules` if it is about one, and the message, which names what it is about.
  public var description: String {
    place.line == nil ? message : "\(place): \(message)"
  }
}
