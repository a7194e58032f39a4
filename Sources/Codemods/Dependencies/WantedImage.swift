import Documents
import Edits
import Versions

/// An image with the tag that it should have.
struct WantedImage {
  /// As names are compared.
  let name: String
  let tag: String
  let digest: String?

  /// Why an image can't get the tag.
  struct Problem: Error, Equatable {
    let kind: RefusalKind
    let message: String
    let offset: Int?
  }

  /// What follows an image's name: the tag, and the digest if one is wanted.
  private var suffix: String { ":\(tag)" + (digest.map { "@\($0)" } ?? "") }

  /// Returns the splice that gives an image the tag, or nil where it has it.
  private func splice(for image: ImageReference, in bytes: [UInt8]) throws(Problem) -> Splice? {
    let start = (image.tag ?? image.digest).map { $0.lowerBound - 1 } ?? image.range.upperBound
    let old = String(decoding: bytes[start..<image.range.upperBound], as: UTF8.self)
    if image.digest != nil, digest == nil {
      if image.tag.map({ bytes[$0].elementsEqual(tag.utf8) }) ?? false { return nil }
      throw Problem(
        kind: .digest, message: "\(image.name) is pinned by digest, and the digest of \(tag) isn't known",
        offset: image.range.lowerBound)
    }
    if old.utf8.elementsEqual(suffix.utf8) { return nil }
    if old.contains("$") {
      throw Problem(
        kind: .ambiguous, message: "the tag of \(image.name) comes from a variable", offset: image.range.lowerBound)
    }
    return Splice(range: start..<image.range.upperBound, replacement: Array(suffix.utf8))
  }

  // MARK: Dockerfiles

  /// Returns a Dockerfile with the tag, and how often the image is named in it.
  func updatedDockerfile(_ bytes: [UInt8]) throws -> (bytes: [UInt8], count: Int) {
    let file = Dockerfile(bytes)
    var splices: [Int: Splice] = [:]
    var count = 0
    for image in file.images {
      guard let place = try self.place(of: image, in: file, bytes) else { continue }
      count += 1
      switch place {
      case .reference(let reference):
        if let splice = try splice(for: reference, in: bytes) { splices[splice.range.lowerBound] = splice }
      case .tagArgument(let range):
        if digest != nil {
          throw Problem(
            kind: .digest, message: "the tag of \(image.name) comes from an ARG, which has no place for a digest",
            offset: range.lowerBound)
        }
        if !bytes[range].elementsEqual(tag.utf8) {
          splices[range.lowerBound] = Splice(range: range, replacement: Array(tag.utf8))
        }
      }
    }
    let sorted = splices.values.sorted { $0.range.lowerBound < $1.range.lowerBound }
    return (applying(sorted, to: bytes), count)
  }

  /// Where the tag of an image in a Dockerfile is to be written.
  private enum Place {
    case reference(ImageReference)
    /// The default of the `ARG` that the tag comes from.
    case tagArgument(Range<Int>)
  }

  /// Returns where the tag stands, or nil if it is another image.
  private func place(of image: ImageReference, in file: Dockerfile, _ bytes: [UInt8]) throws(Problem) -> Place? {
    // The whole reference may be an ARG's default.
    if let variable = variable(in: bytes[image.range]) {
      guard let value = file.arguments[variable] else { return nil }
      let reference = ImageReference(bytes, in: value)
      return ImageReference.normalized(reference.name) == name ? .reference(reference) : nil
    }
    guard ImageReference.normalized(image.name) == name else { return nil }
    guard let tag = image.tag, image.digest == nil, let variable = variable(in: bytes[tag]) else {
      return .reference(image)
    }
    guard let value = file.arguments[variable] else {
      throw Problem(
        kind: .ambiguous, message: "the tag of \(image.name) comes from \(variable), which has no default",
        offset: tag.lowerBound)
    }
    let others = file.images.filter { other in
      ImageReference.normalized(other.name) != name && bytes[other.range].contains("$\(variable)", "${\(variable)")
    }
    if let other = others.first {
      throw Problem(
        kind: .ambiguous, message: "\(variable) is the tag of \(image.name) and of \(other.name)",
        offset: value.lowerBound)
    }
    return .tagArgument(value)
  }

  /// Returns the name in a text that is `$NAME` or `${NAME}` as a whole.
  private func variable(in text: ArraySlice<UInt8>) -> String? {
    guard text.first == UInt8(ascii: "$") else { return nil }
    var name = text.dropFirst()
    if name.first == UInt8(ascii: "{"), name.last == UInt8(ascii: "}") { name = name.dropFirst().dropLast() }
    let isName = name.allSatisfy {
      VersionScanner.isLetter($0) || VersionScanner.isDigit($0) || $0 == UInt8(ascii: "_")
    }
    return isName && !name.isEmpty ? String(decoding: name, as: UTF8.self) : nil
  }
}

extension WantedImage {
  /// Returns a YAML file in which every `image` with the name has the tag, and how often it is there.
  func updatedYAML(_ bytes: [UInt8]) throws -> (bytes: [UInt8], count: Int) {
    let documents = try FileEditor.values(in: bytes, as: .yaml, path: [])
    var result = bytes
    var count = 0
    for (index, document) in documents.enumerated() {
      for (path, text) in images(in: document, at: []) {
        count += 1
        let old = Array(text.utf8)
        guard let splice = try splice(for: ImageReference(text), in: old) else { continue }
        let new = String(decoding: applying([splice], to: old), as: UTF8.self)
        let request = EditRequest(
          path: path, operation: .set(.string(new), missing: .fail),
          documents: documents.count == 1 ? .only : .index(index))
        result = applying(try FileEditor.edit(result, as: .yaml, request).splices, to: result)
      }
    }
    return (result, count)
  }

  private func images(in value: EditValue, at path: [PathStep]) -> [(path: [PathStep], text: String)] {
    switch value {
    case .array(let items):
      return items.enumerated().flatMap { images(in: $1, at: path + [.index($0)]) }
    case .object(let members):
      return members.flatMap { member -> [(path: [PathStep], text: String)] in
        let place = path + [.key(member.key)]
        if member.key == "image", case .string(let text) = member.value {
          return ImageReference.normalized(ImageReference(text).name) == name ? [(place, text)] : []
        }
        return images(in: member.value, at: place)
      }
    default: return []
    }
  }

  /// A tag by the rules of the OCI distribution specification.
  static let checkedTag: LateText<String>.Compile = { text throws(LateTextProblem) in
    let isTag =
      text.utf8.count <= 128
      && text.utf8.enumerated().allSatisfy { index, byte in
        VersionScanner.isLetter(byte) || VersionScanner.isDigit(byte) || byte == UInt8(ascii: "_")
          || index > 0 && (byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-"))
      }
    if !isTag || text.isEmpty { throw LateTextProblem(message: "\(quoted(text)) is not an image's tag") }
    return text
  }

  static let checkedDigest: LateText<String>.Compile = { text throws(LateTextProblem) in
    let hexadecimal = text.utf8.dropFirst("sha256:".utf8.count)
    let isHexadecimal = hexadecimal.allSatisfy {
      VersionScanner.isDigit($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
    }
    guard text.hasPrefix("sha256:"), hexadecimal.count == 64, isHexadecimal else {
      throw LateTextProblem(message: "\(quoted(text)) is not a digest; it is \"sha256:\" and 64 hexadecimal digits")
    }
    return text
  }
}

extension ArraySlice<UInt8> {
  fileprivate func contains(_ words: String...) -> Bool {
    words.contains { word in
      indices.contains { self[$0...].starts(with: word.utf8) }
    }
  }
}
