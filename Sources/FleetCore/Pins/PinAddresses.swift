import Git
import Submodules

/// Where the URLs of submodules lead and which libraries those are: each text is read once, since a fleet declares the same
/// few over and over.
struct PinAddresses {
  struct Address {
    /// The URL as git resolves it, without user and password; nil where `problem` says why it may not be asked.
    let shown: String?
    let problem: String?
    /// The library that has it; nil also where only a name could tell.
    let match: LibraryIndex.Match?
  }

  let index: LibraryIndex
  /// By resolved URL.
  private var known: [String: Address] = [:]

  init(_ index: LibraryIndex) {
    self.index = index
  }

  /// - Parameter base: the URL of the service that declares it, against which a relative one is resolved.
  mutating func address(of url: String, against base: String) -> Address {
    do throws(SubmoduleError) {
      let resolved = try SubmoduleURL.resolve(url, against: base)
      if let address = known[resolved] { return address }
      let address = Address(shown: RemoteURL.redacted(resolved), problem: nil, match: index.match(url: resolved))
      known[resolved] = address
      return address
    } catch {
      return Address(shown: nil, problem: error.description, match: nil)
    }
  }
}
