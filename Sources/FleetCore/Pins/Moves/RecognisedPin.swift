import Changes
import Git
import Submodules

/// A pin of a service that is one of the manifest's libraries.
struct RecognisedPin: Sendable {
  let pin: Pin
  /// The library's place on the shelf.
  let library: Int
  /// Why nobody may move it: it isn't declared, or its URL leads to another repository.
  let breach: Refusal?

  /// Returns the pins that are of libraries of the shelf, sorted by path; what nobody knows is left out.
  ///
  /// - Parameter url: that of the service's remote, against which relative URLs are resolved.
  static func all(in recorded: RecordedPins, of url: String, on shelf: LibraryShelf) -> [RecognisedPin] {
    recorded.pins.compactMap { pin in
      var (resolved, problem) = (String?.none, String?.none)
      do throws(SubmoduleError) {
        resolved = try pin.resolvedURL(against: url)
      } catch {
        problem = error.description
      }
      guard let match = shelf.index.match(url: resolved, name: pin.name?.string, path: pin.path.description) else {
        return nil
      }
      let library = shelf.entries[match.index].library
      var breach: Refusal?
      if pin.url == nil {
        breach = .undeclared(pin.path)
      } else if let problem {
        breach = refusal("url-drift", pin, problem)
      } else if match.likeness == .nameOnly {
        let shown = RemoteURL.redacted(resolved ?? "")
        breach = refusal("url-drift", pin, "the URL is \(shown), not \(library.name)'s, \(library.remote)")
      }
      return RecognisedPin(pin: pin, library: match.index, breach: breach)
    }
  }

  private static func refusal(_ kind: String, _ pin: Pin, _ message: String) -> Refusal {
    Refusal(kind: kind, message: message, place: .init(path: pin.path))
  }
}
