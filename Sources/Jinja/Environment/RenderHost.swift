/// Who renders: gives what comes from outside of templates, and counts over several renders.
///
/// Stays on the thread that renders.
public protocol RenderHost: AnyObject {
  /// What `Limits.stepCount` is compared with: a render goes on counting from here and leaves its count here, so that one
  /// limit holds for many renders together.
  var stepCount: Int { get set }

  /// Chance for the filter `random`, the function `lipsum` and added functions.
  func nextRandomNumber() -> UInt64
}
