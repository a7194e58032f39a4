import Patterns
import Versions

/// What must hold for a codemod, a step, or a step without a match.
indirect enum Condition: Sendable {
  case exists(InterpolatedText)
  case contains(file: InterpolatedText, LateText<Pattern>)
  case value(file: InterpolatedText, path: [PathPiece], Comparison)
  case dependency(Ecosystem, name: InterpolatedText, LateText<VersionRange>?)
  case all([Condition])
  case any([Condition])
  case not(Condition)

  enum Comparison: Sendable {
    case equals(ValueTemplate)
    case below(ValueTemplate)
    case above(ValueTemplate)
  }
}
