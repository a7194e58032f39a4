import ArgumentParser
import Documents

/// A length of time on the command line, such as `500ms`, `3s` or `2m`.
struct DurationArgument: ExpressibleByArgument {
  let duration: Duration

  init(_ duration: Duration) {
    self.duration = duration
  }

  init?(argument: String) {
    guard let duration = Duration(written: argument) else { return nil }
    self.duration = duration
  }

  var defaultValueDescription: String { duration.written }
}
