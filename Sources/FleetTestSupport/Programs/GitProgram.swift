/// The `git` program in a hermetic environment.
public struct GitProgram: Sendable {
  public let environment: [String: String]

  /// `home` is a folder of the test.
  public init(home: String) {
    environment = HermeticEnvironment.variables(home: home)
  }

  /// Runs git in `folder` and returns its output without final newlines; a failure is an error with git's words.
  @discardableResult
  public func run(_ arguments: [String], in folder: String, input: [UInt8] = []) throws -> String {
    let result = try answer(arguments, in: folder, input: input)
    guard result.status == 0 else {
      throw TestSupportError("git \(arguments.joined(separator: " ")): exit \(result.status): \(result.stderr)")
    }
    var text = result.text
    while text.hasSuffix("\n") { text.removeLast() }
    return text
  }

  /// Runs git in `folder` and returns what it says, also where it fails.
  public func answer(_ arguments: [String], in folder: String, input: [UInt8] = []) throws -> TestProgram.Result {
    try TestProgram.run("git", arguments, environment: environment, folder: folder, input: input)
  }
}
