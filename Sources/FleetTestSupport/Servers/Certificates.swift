import Foundation

/// A certificate authority of a test's own, and certificates by it.
public struct Certificates: Sendable {
  /// A certificate with its key, both in files.
  public struct Pair: Sendable {
    public let certificate: String
    public let key: String
  }

  private let folder: TemporaryFolder
  private let authority: Pair

  /// The authority's own certificate, which clients are told to trust.
  public var caFile: String { authority.certificate }

  public init(in folder: TemporaryFolder) throws {
    self.folder = folder
    let base = "\(folder.path)/ca-\(UUID().uuidString)"
    authority = Pair(certificate: "\(base).pem", key: "\(base).key")
    try run(
      ["req", "-x509", "-subj", "/CN=Test CA", "-days", "2", "-out", authority.certificate, "-keyout", authority.key]
        + Certificates.newKey)
  }

  private static let newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]

  /// Makes a certificate for names such as `DNS:localhost` and `IP:127.0.0.1`; one that is `expired` was good for a day
  /// until yesterday.
  public func pair(names: [String], isExpired: Bool = false) throws -> Pair {
    let base = "\(folder.path)/cert-\(UUID().uuidString)"
    try run(["req", "-subj", "/CN=Test", "-out", "\(base).csr", "-keyout", "\(base).key"] + Certificates.newKey)
    let database = "\(folder.path)/db-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: database, withIntermediateDirectories: true)
    try Data().write(to: URL(fileURLWithPath: "\(database)/index.txt"))
    let configuration = "\(database)/openssl.cnf"
    let text = """
      [ca]
      default_ca = test
      [test]
      database = \(database)/index.txt
      new_certs_dir = \(database)
      rand_serial = yes
      default_md = sha256
      policy = policy
      x509_extensions = extensions
      [policy]
      commonName = supplied
      [extensions]
      subjectAltName = \(names.joined(separator: ","))

      """
    try Data(text.utf8).write(to: URL(fileURLWithPath: configuration))
    let dates = isExpired ? ["-startdate", "20200101000000Z", "-enddate", "20200102000000Z"] : ["-days", "2"]
    try run(
      [
        "ca", "-batch", "-notext", "-config", configuration, "-cert", authority.certificate, "-keyfile", authority.key,
        "-in", "\(base).csr", "-out", "\(base).pem",
      ] + dates)
    return Pair(certificate: "\(base).pem", key: "\(base).key")
  }

  private func run(_ arguments: [String]) throws {
    let openssl = try RequiredProgram.path("openssl", package: "openssl")
    let result = try TestProgram.run(
      openssl, arguments, environment: HermeticEnvironment.variables(home: folder.path))
    guard result.status == 0 else { throw TestSupportError("openssl \(arguments[0]): \(result.stderr)") }
  }
}
