import ArgumentParser
import FleetCore

/// Where tests and scripts run.
struct SandboxOptions: ParsableArguments {
  @Flag(
    name: .customLong("sandbox"), inversion: .prefixedNo,
    help: "Run tests and scripts where they see only their checkout and the system, without a network.")
  var isOn: Bool?

  @Flag(
    name: .customLong("sandbox-network"), inversion: .prefixedNo,
    help: "Let tests and scripts in the sandbox use the network.")
  var allowsNetwork: Bool?

  func validate() throws {
    if isOn == false && allowsNetwork == true {
      throw ValidationError("--no-sandbox and --sandbox-network exclude each other")
    }
  }

  /// Returns what the options say, and what they leave open by the manifest.
  ///
  /// - Throws: wrong usage, where a network is asked for in no sandbox.
  func mode(for manifest: Manifest) throws -> SandboxMode {
    let usual = manifest.defaults.sandbox
    guard isOn ?? (usual != .none) else {
      guard allowsNetwork != true else {
        throw CommandError(message: "--sandbox-network is for a sandbox, and there is none", hint: "add --sandbox")
      }
      return .none
    }
    return allowsNetwork ?? (usual == .network) ? .network : .offline
  }
}
