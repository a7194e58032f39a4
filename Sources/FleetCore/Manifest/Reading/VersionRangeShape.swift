/// Whether text looks like a range of versions: `^1.4`, `~1.2.3`, `>=1.2 <2`, `1.x`, `1.2 - 1.9`, `^1 || ^2`.
///
/// Only the shape: what the range means is decided where tags are compared with it.
func isVersionRange(_ text: String) -> Bool {
  let bytes = Array(text.utf8)
  var alternatives: [[UInt8]] = [[]]
  var offset = 0
  while offset < bytes.count {
    if bytes[offset...].starts(with: "||".utf8) {
      alternatives.append([])
      offset += 2
    } else {
      alternatives[alternatives.count - 1].append(bytes[offset])
      offset += 1
    }
  }
  return alternatives.allSatisfy(isComparatorList)
}

/// Comparators are separated by spaces or commas; an operator may stand apart from its version.
private func isComparatorList(_ bytes: [UInt8]) -> Bool {
  let words = bytes.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: ",") }
  var isWaiting = false
  var count = 0
  for word in words {
    // The hyphen of `1.2 - 1.9` joins two versions.
    if word.elementsEqual("-".utf8) {
      guard count > 0, !isWaiting else { return false }
      isWaiting = true
      continue
    }
    let operators = word.prefix { "^~<>=!".utf8.contains($0) }
    let known = ["", "^", "~", "~>", "~=", "<", "<=", ">", ">=", "=", "==", "!="]
    guard known.contains(where: { operators.elementsEqual($0.utf8) }) else { return false }
    let version = word.dropFirst(operators.count)
    if version.isEmpty {
      guard !isWaiting else { return false }
      isWaiting = true
      continue
    }
    guard isPartialVersion(version), operators.isEmpty || !isWaiting else { return false }
    isWaiting = false
    count += 1
  }
  return count > 0 && !isWaiting
}

/// One to three parts, each a number or a wildcard, then a pre-release and build data (Semantic Versioning 2.0.0).
private func isPartialVersion(_ bytes: ArraySlice<UInt8>) -> Bool {
  let unprefixed = bytes.first == UInt8(ascii: "v") ? bytes.dropFirst() : bytes
  let core = unprefixed.prefix { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "+") }
  let parts = core.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
  let isCore =
    parts.count <= 3
    && parts.allSatisfy { part in
      part.count == 1 && "xX*".utf8.contains(part[part.startIndex])
        || !part.isEmpty && part.allSatisfy { ("0"..."9").contains(Unicode.Scalar($0)) }
    }
  let rest = unprefixed.dropFirst(core.count)
  return isCore && rest.count != 1
    && rest.allSatisfy { isNameScalar(Unicode.Scalar($0)) && $0 != UInt8(ascii: "_") || $0 == UInt8(ascii: "+") }
}
