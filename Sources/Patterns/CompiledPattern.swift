import Cpcre2
import Synchronization

/// PCRE2's compiled code and the memory that searches with it use again.
///
/// `@unchecked Sendable`: nothing writes to the code once `init` has compiled it (pcre2api(3), "Multithreading"), and a
/// workspace belongs to one search at a time: `idle`'s lock hands it out.
@safe
final class CompiledPattern: @unchecked Sendable {
  enum Kind {
    case regularExpression(Pattern.Options)
    case literal(ignoringCase: Bool)
  }

  let groupCount: Int
  let groupNumbers: [String: [Int]]
  private let code: OpaquePointer
  private let limits: Pattern.Limits
  private let idle = Mutex<[SearchWorkspace]>([])

  init(_ text: String, kind: Kind, limits: Pattern.Limits) throws(PatternError) {
    var errorCode: Int32 = 0
    var errorOffset = 0
    let code = unsafe CompiledPattern.compile(Array(text.utf8), kind.flags, &errorCode, &errorOffset)
    guard let code = unsafe code else {
      throw PatternError(message: CompiledPattern.words(for: errorCode), offset: errorOffset, in: text)
    }
    // Where the system allows no JIT, the interpreter gives the same matches.
    _ = unsafe pcre2_jit_compile_8(code, PCRE2_JIT_COMPLETE)
    unsafe self.code = unsafe code
    self.limits = limits
    groupCount = unsafe CompiledPattern.groupCount(of: code)
    groupNumbers = unsafe CompiledPattern.groupNumbers(of: code)
  }

  deinit {
    unsafe pcre2_code_free_8(code)
  }

  /// Calls `visit` for every match from `offset` on until it returns false.
  func search(
    _ bytes: [UInt8], from offset: Int, _ visit: (PatternMatch) -> Bool
  ) throws(PatternFailure) {
    let workspace = unsafe idle.withLock { $0.popLast() } ?? SearchWorkspace(for: code, limits: limits)
    defer { idle.withLock { $0.append(workspace) } }
    var start = offset
    var options: UInt32 = 0
    while start <= bytes.count, let match = try find(in: bytes, from: start, options, workspace) {
      guard visit(match) else { return }
      start = match.range.upperBound
      // After an empty match the next one must not be the same; PCRE2 then goes on by whole characters.
      options = match.range.isEmpty ? PCRE2_NOTEMPTY_ATSTART : 0
    }
  }

  private func find(
    in bytes: [UInt8], from start: Int, _ options: UInt32, _ workspace: SearchWorkspace
  ) throws(PatternFailure) -> PatternMatch? {
    var status = unsafe workspace.search(bytes, from: start, for: code, options)
    // The interpreter keeps its state on the heap, so it can finish what was too deep for the JIT's stack.
    if status == PCRE2_ERROR_JIT_STACKLIMIT {
      status = unsafe workspace.search(bytes, from: start, for: code, options | PCRE2_NO_JIT)
    }
    switch status {
    case PCRE2_ERROR_NOMATCH: return nil
    case PCRE2_ERROR_MATCHLIMIT:
      throw PatternFailure(message: "the search took more than \(limits.stepCount) steps")
    case PCRE2_ERROR_DEPTHLIMIT:
      throw PatternFailure(message: "the search nested deeper than \(limits.depth)")
    case PCRE2_ERROR_HEAPLIMIT:
      throw PatternFailure(message: "the search took more than \(limits.kibibyteCount) KiB")
    case ..<0: throw PatternFailure(message: CompiledPattern.words(for: status))
    default: return workspace.match(groupCount: groupCount)
    }
  }
}

extension CompiledPattern.Kind {
  fileprivate var flags: UInt32 {
    let always = PCRE2_UTF | PCRE2_MATCH_INVALID_UTF
    switch self {
    case .literal(let ignoringCase): return always | PCRE2_LITERAL | (ignoringCase ? PCRE2_CASELESS : 0)
    case .regularExpression(let options):
      return always | PCRE2_NEVER_BACKSLASH_C
        | (options.contains(.ignoreCase) ? PCRE2_CASELESS : 0)
        | (options.contains(.multiline) ? PCRE2_MULTILINE : 0)
        | (options.contains(.dotAll) ? PCRE2_DOTALL : 0)
    }
  }
}

extension CompiledPattern {
  private static func compile(
    _ text: [UInt8], _ flags: UInt32, _ errorCode: inout Int32, _ errorOffset: inout Int
  ) -> OpaquePointer? {
    let context = unsafe pcre2_compile_context_create_8(nil)
    defer { unsafe pcre2_compile_context_free_8(context) }
    _ = unsafe pcre2_set_newline_8(context, UInt32(PCRE2_NEWLINE_ANYCRLF))
    return unsafe text.withUnsafeBufferPointer { buffer in
      unsafe pcre2_compile_8(buffer.baseAddress, buffer.count, flags, &errorCode, &errorOffset, context)
    }
  }

  private static func groupCount(of code: OpaquePointer) -> Int {
    var count: UInt32 = 0
    _ = unsafe pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_CAPTURECOUNT), &count)
    return Int(count)
  }

  /// Reads the table of names: entries of one size, each a number in two bytes and a name that ends in NUL.
  private static func groupNumbers(of code: OpaquePointer) -> [String: [Int]] {
    var count: UInt32 = 0
    var size: UInt32 = 0
    var table: UnsafePointer<UInt8>?
    _ = unsafe pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMECOUNT), &count)
    _ = unsafe pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMEENTRYSIZE), &size)
    _ = unsafe pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMETABLE), &table)
    var numbers: [String: [Int]] = [:]
    for index in 0..<Int(count) {
      guard let entry = unsafe table.map({ unsafe $0 + index * Int(size) }) else { break }
      let name = unsafe String(cString: entry + 2)
      numbers[name, default: []].append(unsafe Int(entry[0]) << 8 | Int(entry[1]))
    }
    return numbers
  }

  private static func words(for code: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 256)
    let length = unsafe pcre2_get_error_message_8(code, &buffer, buffer.count)
    return length < 0 ? "PCRE2's error \(code)" : String(decoding: buffer.prefix(Int(length)), as: UTF8.self)
  }
}
