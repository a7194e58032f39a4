/// Whether a plain word is a number in YAML 1.2's core schema (YAML 1.2.2, 10.3.2), such as `0o17`, `010`, `+1`, `.inf`.
///
/// Words that only YAML 1.1 took for numbers, such as `1_000` and `22:30`, aren't.
func isCoreSchemaNumber(_ word: ArraySlice<UInt8>) -> Bool {
  let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
  if word.starts(with: "0o".utf8) {
    return word.count > 2 && word.dropFirst(2).allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "7")).contains($0) }
  }
  if word.starts(with: "0x".utf8) {
    return word.count > 2 && word.dropFirst(2).allSatisfy { Unicode.Scalar($0).properties.isASCIIHexDigit }
  }
  if [".nan", ".NaN", ".NAN"].contains(where: { word.elementsEqual($0.utf8) }) { return true }
  var rest = word
  if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
  if [".inf", ".Inf", ".INF"].contains(where: { rest.elementsEqual($0.utf8) }) { return true }
  let whole = rest.prefix { digits.contains($0) }
  rest = rest.dropFirst(whole.count)
  var fractionCount = 0
  if rest.first == UInt8(ascii: ".") {
    let fraction = rest.dropFirst().prefix { digits.contains($0) }
    fractionCount = fraction.count
    rest = rest.dropFirst(1 + fractionCount)
  }
  guard whole.count + fractionCount > 0 else { return false }
  if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
    rest = rest.dropFirst()
    if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    return !rest.isEmpty && rest.allSatisfy { digits.contains($0) }
  }
  return rest.isEmpty
}
