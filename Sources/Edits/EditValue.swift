/// A typed value that an edit writes or that an editor read, independent of the file's format.
public indirect enum EditValue: Sendable, Hashable {
  case null
  case boolean(Bool)
  /// A number by its text, such as `60`, `1.50` or `1e6`: digits are never re-printed.
  case number(String)
  case string(String)
  case array([EditValue])
  /// Members in the order in which they are written.
  case object([Member])
  /// An expression of the file's language, such as Python's `60 * 5`; read from YAML, an alias or a value with a tag of the
  /// application's.
  case code(String)

  public struct Member: Sendable, Hashable {
    public let key: String
    public let value: EditValue

    public init(key: String, value: EditValue) {
      self.key = key
      self.value = value
    }
  }
}
