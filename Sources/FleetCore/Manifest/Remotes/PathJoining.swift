/// Joins a path to an absolute folder and takes out `.`, `..` and doubled slashes by the text alone; an absolute path
/// stands for itself. No `..` leads above the root.
func joinedPath(_ folder: String, _ path: String) -> String {
  // Bytes: a slash with a combining mark behind it is one Character, and still a slash to every program.
  let slash = UInt8(ascii: "/")
  let whole = path.utf8.first == slash ? Array(path.utf8) : Array(folder.utf8) + [slash] + Array(path.utf8)
  var parts: [ArraySlice<UInt8>] = []
  for part in whole.split(separator: slash) where !part.elementsEqual(".".utf8) {
    if part.elementsEqual("..".utf8) { _ = parts.popLast() } else { parts.append(part) }
  }
  return "/" + String(decoding: Array(parts.joined(separator: [slash])), as: UTF8.self)
}

/// Returns the folder of an absolute path, and the root's folder is the root.
func parentFolder(of path: String) -> String {
  joinedPath(path, "..")
}

/// Returns the parts of a path between its slashes; empty ones are left out.
func pathParts(_ path: String) -> [String] {
  Array(path.utf8).split(separator: UInt8(ascii: "/")).map { String(decoding: $0, as: UTF8.self) }
}
