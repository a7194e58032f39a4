import Documents

/// Reads turbolift's `repos.txt`. A line that begins with `#` is paused or a comment; whole URLs are taken as they are.
func readTurbolift(_ bytes: [UInt8], file: String, addresses: ImportAddresses) -> ImportList {
  var list = ImportList()
  for (index, line) in textLines(bytes).enumerated() {
    let place = "\(file):\(index + 1)"
    guard !line.isEmpty, line.first != "#" else { continue }
    if line.contains("://") || line.contains("@") {
      guard let location = try? RemoteLocation(line, relativeTo: "/") else {
        list.problems.append("\(place): this isn't an address of a repository")
        continue
      }
      list.services.append(ImportedService(name: location.repositoryName, url: line, source: place))
      continue
    }
    let parts = line.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let hostAndPort = parts.count > 2 ? parts[0].split(separator: ":").map(String.init) : Array(parts.prefix(1))
    guard parts.count >= 2, (hostAndPort + parts.dropFirst()).allSatisfy(isRepositoryPart) else {
      list.problems.append(
        "\(place): expected organisation/repository or host/organisation/repository, found \(quoted(line))")
      continue
    }
    // An organisation has no dot in its name, a host has one, or a port.
    let hasHost = parts.count > 2 && (parts[0].contains(".") || parts[0].contains(":") || parts[0] == "localhost")
    let path = parts.dropFirst(hasHost ? 1 : 0)
    let last = path.last ?? ""
    let name = last.hasSuffix(".git") ? String(last.dropLast(4)) : last
    let url = addresses.url(
      host: hasHost ? parts[0] : nil, path: (path.dropLast() + [name]).joined(separator: "/"))
    list.services.append(ImportedService(name: name, url: url, source: place))
  }
  return list
}

private func isRepositoryPart(_ part: String) -> Bool {
  !part.isEmpty && part != "." && part != ".." && part.unicodeScalars.first != "-"
    && part.unicodeScalars.allSatisfy { isNameScalar($0) || $0 == "~" }
}

/// Returns a text's lines without white space around them; bytes that aren't UTF-8 become U+FFFD, which no name has.
func textLines(_ bytes: [UInt8]) -> [String] {
  var text = String(decoding: bytes, as: UTF8.self).unicodeScalars
  if text.first == "\u{FEFF}" { text.removeFirst() }
  let isSpace: (Unicode.Scalar) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\r" }
  return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
    let start = line.drop(while: isSpace)
    return String(start.prefix(start.count - start.reversed().prefix(while: isSpace).count))
  }
}
