/// A statement of a module that gives a name, or a part of its value, a new value.
struct PythonBinding: Sendable {
  /// What stands between square brackets behind the name.
  enum Subscript: Sendable, Equatable {
    case text(String)
    case index(Int)
    /// Only running the program would tell.
    case unknown
  }

  enum Effect: Sendable, Equatable {
    /// `name[…] = value` with a value that can be edited: the tokens of the value.
    case assignment(value: Range<Int>)
    /// Anything else: `import`, `for`, `+=`, `.update(…)`, `del`; the words are for messages.
    case other(String)
  }

  /// The subscripts behind the name; none where the name itself is bound.
  let subscripts: [Subscript]
  let effect: Effect
  /// The index of the statement.
  let statement: Int
  let offset: Int
}
