import Changes
import Git
import Submodules

/// A row while it is made: what the service alone says, and which library has to be asked.
struct PinDraft {
  var row: PinRow
  /// The library to ask about the pin, by its place in the manifest.
  private(set) var libraryIndex: Int?

  /// Makes the rows of one service.
  ///
  /// - Parameter comparesURLs: whether a URL for the right repository that is written otherwise is a finding.
  static func drafts(
    of service: Service, _ recorded: RecordedPins, libraries: [Library], addresses: inout PinAddresses,
    comparesURLs: Bool
  ) -> [PinDraft] {
    func message(at path: TreePath, _ codes: SubmoduleFinding.Code...) -> String? {
      recorded.findings.first { $0.place.path == path && codes.contains($0.code) }?.message
    }
    var drafts: [PinDraft] = []
    for pin in recorded.pins {
      var draft = PinDraft(row: PinRow(service: service.name, path: pin.path))
      draft.row.pin = pin.commit
      if pin.url == nil {
        let words = message(at: pin.path, .undeclared, .gitlink, .linkAbove) ?? "its entry in .gitmodules has no URL"
        draft.add(.undeclared, words)
      }
      draft.recognise(
        url: pin.url, name: pin.name, of: service, libraries: libraries, &addresses, comparesURLs: comparesURLs)
      drafts.append(draft)
    }
    for entry in recorded.entriesWithoutGitlink {
      guard let path = entry.path else { continue }
      var draft = PinDraft(row: PinRow(service: service.name, path: path))
      draft.add(.noGitlink, message(at: path, .noGitlink) ?? "it has no gitlink")
      draft.recognise(
        url: entry.url?.string, name: entry.name, of: service, libraries: libraries, &addresses, comparesURLs: false)
      drafts.append(draft)
    }
    return drafts
  }

  private init(row: PinRow) {
    self.row = row
  }

  private mutating func add(_ state: PinState, _ message: String) {
    row.states.append(state)
    row.messages.append(message)
  }

  private mutating func recognise(
    url: String?, name: ConfigText?, of service: Service, libraries: [Library], _ addresses: inout PinAddresses,
    comparesURLs: Bool
  ) {
    let address = url.map { addresses.address(of: $0, against: service.url) }
    row.url = address?.shown
    let match =
      address?.match ?? addresses.index.match(name: name?.string, path: row.path?.description ?? "")
    // Without a URL or a commit there is nothing to ask, and a name alone proves little.
    if url != nil, row.pin != nil { libraryIndex = match?.index }
    guard let match else {
      if let problem = address?.problem {
        add(.urlDrift, problem)
      } else if url != nil {
        add(.noPolicy, "the manifest names no library at \(row.url ?? "")")
      }
      return
    }
    let library = libraries[match.index]
    row.library = library.name
    row.follow = library.follow
    row.isHeld = library.hold.contains(service.name)
    if let problem = address?.problem {
      add(.urlDrift, problem)
    } else if let shown = row.url, match.likeness == .nameOnly || comparesURLs && match.likeness != .written {
      add(.urlDrift, "the URL is \(shown), not \(library.remote)")
    }
  }
}
