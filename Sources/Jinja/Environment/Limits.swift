/// What one render may use up: a template that goes on for ever ends with an error.
public struct Limits: Sendable, Equatable {
  /// Statements, loop rounds, calls and items taken from iterators; large values count by their size.
  public let stepCount: Int
  /// Bytes of everything that is written, captured text included.
  public let outputByteCount: Int
  /// Bytes of one string, and items of one list that an expression makes.
  public let valueSize: Int
  /// Bits of one integer.
  public let integerBitCount: Int
  /// Bytes of the thread's stack that nested calls, includes and expressions may take.
  ///
  /// The thread that renders needs about 256 KiB more than this.
  public let stackByteCount: Int

  public init(
    stepCount: Int = 10_000_000, outputByteCount: Int = 100_000_000, valueSize: Int = 50_000_000,
    integerBitCount: Int = 50_000, stackByteCount: Int = 1 << 20
  ) {
    self.stepCount = stepCount
    self.outputByteCount = outputByteCount
    self.valueSize = valueSize
    self.integerBitCount = integerBitCount
    self.stackByteCount = stackByteCount
  }

  public static let standard = Limits()
}
