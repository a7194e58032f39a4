import Jinja

/// Why a project template couldn't be read, filled in or rendered.
public struct ProjectTemplateError: Error, Sendable {
  public enum Kind: String, Sendable {
    /// Not a template, or its files can't be read.
    case source
    /// `cookiecutter.json`, a user configuration or a replay file is wrong.
    case configuration
    /// An answer isn't one that the template takes.
    case answer
    /// A template of Jinja2 can't be parsed, or names what it may not: an extension, a filter.
    case syntax
    /// A value that isn't there was used.
    case undefined
    /// Anything else that goes wrong while rendering.
    case rendering
    /// A template would write where it must not, or read outside itself.
    case unsafe
    /// More was used up than a template may.
    case limit
    /// A hook failed.
    case hook
  }

  public let kind: Kind
  /// What the error is about: a file of the template as its author knows it, a variable, or nothing.
  public let subject: String?
  /// One line: what was found and what was expected.
  public let message: String
  public let hint: String?
  /// Where, if it is a place in one of the template's files.
  public let place: TemplateError.Place?

  public init(
    _ kind: Kind, _ subject: String? = nil, _ message: String, hint: String? = nil,
    place: TemplateError.Place? = nil
  ) {
    self.kind = kind
    self.subject = subject
    self.message = message
    self.hint = hint
    self.place = place
  }

  /// Makes the error of a template of Jinja2.
  ///
  /// - Parameter subject: the file, name or variable that was being rendered.
  init(_ error: TemplateError, in subject: String?) {
    let kind: Kind
    switch error.kind {
    case .syntax, .missing: kind = .syntax
    case .undefined: kind = .undefined
    case .runtime: kind = error.isLimit ? .limit : .rendering
    }
    self.init(kind, subject, error.message, hint: error.hint, place: error.place)
  }
}

extension ProjectTemplateError: CustomStringConvertible {
  /// One line: the place or the subject, and the message.
  public var description: String {
    guard let place else { return [subject, message].compactMap { $0 }.joined(separator: ": ") }
    let file = place.template ?? subject ?? "<template>"
    let about = subject.flatMap { $0 == file ? nil : "\($0): " } ?? ""
    return "\(file):\(place.line):\(place.column): \(about)\(message)"
  }
}
