/// A tag of an extension that prints what a function returns, such as `{% now 'utc', '%Y' %}`.
public struct TagExtension: Sendable {
  /// One of the expressions between the tag's name and its end; a sum or a difference comes in its two parts.
  public struct Argument {
    public let left: Value
    /// What is added to or taken from `left`.
    public let right: Value?
    /// Whether `right` is taken away.
    public let isDifference: Bool
  }

  public let name: String
  let function: @Sendable ([Argument], CallContext) throws(TemplateError) -> Value

  /// Makes a tag whose expressions are separated by commas.
  public init(
    name: String, _ function: @escaping @Sendable ([Argument], CallContext) throws(TemplateError) -> Value
  ) {
    self.name = name
    self.function = function
  }
}
