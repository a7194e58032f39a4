/// Returns what is wrong with a branch's or tag's short name, or nil (git-check-ref-format(1)); with `allowsGlob`
/// the signs of a glob may be in it.
func branchNameProblem(_ name: String, allowsGlob: Bool = false) -> String? {
  let bytes = Array(name.utf8)
  if bytes.isEmpty { return "must not be empty" }
  if name == "HEAD" || name == "@" { return "\"\(name)\" can't be a branch" }
  if bytes.first == UInt8(ascii: "-") { return "must not begin with \"-\"" }
  if bytes.starts(with: "refs/".utf8) { return "must be the short name, without \"refs/…/\"" }
  if bytes.contains(where: { $0 <= 0x20 || $0 == 0x7F }) { return "must not hold spaces or control characters" }
  let forbidden = allowsGlob ? "~^:\\" : "~^:\\?[*"
  if let bad = bytes.first(where: { forbidden.utf8.contains($0) }) {
    return "must not hold \"\(Unicode.Scalar(bad))\""
  }
  for part in bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
    if part.isEmpty { return "must not have an empty part between slashes" }
    if part.first == UInt8(ascii: ".") { return "no part may begin with \".\"" }
    if part.suffix(5).elementsEqual(".lock".utf8) { return "no part may end with \".lock\"" }
  }
  if bytes.last == UInt8(ascii: ".") { return "must not end with \".\"" }
  let text = String(decoding: bytes, as: UTF8.self)
  return ["..", "@{"].first { text.contains($0) }.map { "must not hold \"\($0)\"" }
}
