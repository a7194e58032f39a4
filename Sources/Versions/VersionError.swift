/// A text isn't a version or a range of versions.
public struct VersionError: Error, Equatable {
  /// Where the text stops being one, in characters from 1; nil where the text as a whole isn't one.
  public var character: Int?

  /// The place as it follows a message.
  public var place: String { character.map { " (at character \($0))" } ?? "" }
}
