/// What a name, attribute or item that isn't there gives: Jinja2's four classes of `Undefined`.
public final class Undefined {
  let behaviour: Settings.UndefinedBehaviour
  /// The whole message, where it isn't made from owner and name.
  let hintMessage: String?
  /// What was asked for the attribute; nil for a variable.
  let owner: Value?
  let name: Value

  init(_ behaviour: Settings.UndefinedBehaviour, message: String? = nil, owner: Value? = nil, name: Value = .none) {
    self.behaviour = behaviour
    hintMessage = message
    self.owner = owner
    self.name = name
  }

  /// What isn't there, in Jinja2's words.
  var message: String {
    if let hintMessage { return hintMessage }
    guard let owner else { return "\(shownName) is undefined" }
    guard case .string = name else { return "\(owner.typeDescription) has no element \(shownName)" }
    return "\(Text(owner.typeDescription).quoted) has no attribute \(shownName)"
  }

  private var shownName: String {
    if case .string(let text) = name { return text.quoted }
    return (try? name.repr()) ?? "?"
  }

  var failure: TemplateError {
    TemplateError(.undefinedError, message)
  }

  /// What it prints as.
  func printed() throws(TemplateError) -> Text {
    switch behaviour {
    case .lenient, .chainable: return .empty
    case .strict: throw failure
    case .debug:
      if let hintMessage { return Text("{{ undefined value printed: \(hintMessage) }}") }
      guard let owner else { return Text("{{ \(name.text?.string ?? "None") }}") }
      return Text("{{ no such element: \(owner.typeDescription)[\(shownName)] }}")
    }
  }

  /// Throws for what a strict undefined value doesn't allow, such as being tested or iterated.
  func checkLenient() throws(TemplateError) {
    if behaviour == .strict { throw failure }
  }
}
