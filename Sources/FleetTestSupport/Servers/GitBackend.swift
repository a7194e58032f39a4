import Foundation

/// Git's own answers to http requests: runs `git http-backend` for each (git-http-backend(1)).
public struct GitBackend: Sendable {
  private let remote: Remote
  private let program: String

  public init(_ remote: Remote) throws {
    self.remote = remote
    program = try RequiredProgram.gitBackend()
  }

  /// Answers a request for the remote, whatever stands before its name in the path.
  public func answer(_ request: HttpServer.Request) throws -> HttpServer.Answer {
    let parts = request.target.split(separator: "?", maxSplits: 1).map(String.init)
    guard let name = parts[0].range(of: remote.name) else { return HttpServer.Answer(404) }
    var environment = remote.git.environment
    environment["GIT_PROJECT_ROOT"] = remote.folder.path
    environment["GIT_HTTP_EXPORT_ALL"] = "1"
    environment["REMOTE_USER"] = "tester"
    environment["PATH_INFO"] = "/" + parts[0][name.lowerBound...]
    environment["QUERY_STRING"] = parts.count > 1 ? parts[1] : ""
    environment["REQUEST_METHOD"] = request.method
    environment["CONTENT_TYPE"] = request.header("content-type")
    environment["CONTENT_LENGTH"] = String(request.body.count)
    environment["HTTP_CONTENT_ENCODING"] = request.header("content-encoding")
    let result = try TestProgram.run(program, [], environment: environment, input: request.body)
    guard let end = result.stdout.firstRange(of: Array("\r\n\r\n".utf8)) else {
      throw TestSupportError("git http-backend: \(result.stderr)")
    }
    var answer = HttpServer.Answer(200, body: Array(result.stdout[end.upperBound...]))
    for line in String(decoding: result.stdout[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n") {
      let pair = line.components(separatedBy: ": ")
      guard pair.count == 2 else { continue }
      if pair[0] == "Status" {
        answer.status = Int(pair[1].prefix(3)) ?? 500
      } else {
        answer.headers.append((pair[0], pair[1]))
      }
    }
    return answer
  }
}
