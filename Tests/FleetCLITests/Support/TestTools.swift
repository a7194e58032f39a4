import FleetTestSupport
import Foundation

/// Programs that only tests need, which `scripts/install-packages test` puts below `.build`.
enum TestTools {
  /// The folder for `PATH` that holds `ast-grep`.
  static func folder() throws -> String {
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../..").standardizedFileURL.path
    let folder = "\(package)/.build/test-tools/bin"
    guard FileManager.default.isExecutableFile(atPath: folder + "/ast-grep") else {
      throw TestSupportError("there is no ast-grep in \(folder); run scripts/install-packages test")
    }
    return folder
  }
}
