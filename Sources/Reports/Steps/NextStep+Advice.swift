/// What a command carries to repositories, as far as advice depends on it.
enum ChangeMaker {
  case codemod, command, pins, template, undoing

  init(_ invocation: Invocation) {
    switch invocation.words.first {
    case "submodules": self = .pins
    case "template": self = .template
    case "undo": self = .undoing
    case "exec": self = .command
    default: self = .codemod
    }
  }
}

extension NextStep {
  /// What helps where a change was refused.
  static func advice(onRefused kind: String, _ maker: ChangeMaker) -> String {
    if let advice = pinAdvice[kind], maker != .codemod { return advice }
    return switch maker {
    case .codemod:
      "The change can't be made safely as these files are; nothing was touched. Widen the codemod, or leave them out."
    case .command: "What the command did can't be taken over; nothing was touched. Each one's message says why."
    case .pins, .template, .undoing:
      "The change can't be made safely; nothing was touched. Each one's message says what to mend, or leave them out."
    }
  }

  /// By the kinds that `docs/submodules.md` lists.
  private static let pinAdvice = [
    "unreachable": """
    A pin is on no branch and no tag of its library; nothing was touched. Push the library's commit to a branch first, or \
    move the pin off it with --allow-downgrade.
    """,
    "only-unprotected-ref": """
    Only a branch that isn't among the library's trustedRefs leads to a pin; nothing was touched. Merge that branch first.
    """,
    "downgrade": """
    A pin would move to a commit that isn't a descendant; nothing was touched. Where that is meant, --allow-downgrade does it.
    """,
    "undeclared": """
    A submodule has no usable entry in .gitmodules, so nobody can tell where its commit is; nothing was touched. Declare it \
    there, or take it away with fleet submodules remove PATH.
    """,
    "no-gitlink": """
    .gitmodules declares a submodule that isn't there; nothing was touched. Take the entry away with fleet submodules \
    remove, or add the submodule anew.
    """,
    "url-drift": """
    A submodule's URL isn't its library's; nothing was touched. After a rename fleet submodules set-url LIBRARY mends it.
    """,
    "not-asked": "A library could not be asked, so nobody knows whether its pins may be pushed; nothing was touched.",
    "no-target": "The library's policy in fleet.yaml leads to no commit; nothing was touched. Correct it, or pin one.",
    "no-policy": "fleet.yaml names no library for a submodule that would move; nothing was touched. Add it there.",
    "pin-moved": """
    Somebody has moved the pin since; it was left alone. Where it is to move all the same, fleet submodules pin does it.
    """,
  ]

  /// What helps where somebody else's work is in the way.
  static func adviceOnConflict(_ maker: ChangeMaker) -> String {
    switch maker {
    case .template:
      """
      The service and its template changed the same lines, or somebody else's work is on the branch; it was left alone. \
      Resolve it on a branch with conflict markers, or merge what is there first.
      """
    case .undoing:
      """
      What the campaign changed has changed since, or somebody else's commits are on its branch; it was left alone. Take it \
      back there by hand.
      """
    case .codemod, .command, .pins:
      "Somebody else's work is where the change would go, and it was left alone. Merge or move it, or use another branch."
    }
  }
}
