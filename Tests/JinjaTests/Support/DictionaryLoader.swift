import Jinja

/// Templates in memory.
struct DictionaryLoader: Loader {
  private let sources: [[UInt8]: [UInt8]]

  init(_ sources: [String: String]) {
    self.sources = Dictionary(
      sources.map { (Array($0.key.utf8), Array($0.value.utf8)) }, uniquingKeysWith: { first, _ in first })
  }

  func source(of name: String) -> [UInt8]? {
    sources[Array(name.utf8)]
  }
}
