import Cpcre2

/// The memory of one search at a time: PCRE2's offsets, its limits and the JIT's stack.
///
/// `@unchecked Sendable`: it goes from thread to thread, but only through `CompiledPattern.idle`'s lock, which gives it
/// to one search at a time.
@safe
final class SearchWorkspace: @unchecked Sendable {
  private let data: OpaquePointer?
  private let context: OpaquePointer?
  private let stack: OpaquePointer?

  init(for code: OpaquePointer, limits: Pattern.Limits) {
    unsafe data = pcre2_match_data_create_from_pattern_8(code, nil)
    unsafe context = pcre2_match_context_create_8(nil)
    // Small at first; patterns that nest deeper get up to a mebibyte.
    unsafe stack = pcre2_jit_stack_create_8(32 << 10, 1 << 20, nil)
    unsafe pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack))
    _ = unsafe pcre2_set_match_limit_8(context, limits.stepCount)
    _ = unsafe pcre2_set_depth_limit_8(context, limits.depth)
    _ = unsafe pcre2_set_heap_limit_8(context, limits.kibibyteCount)
  }

  deinit {
    unsafe pcre2_match_data_free_8(data)
    unsafe pcre2_match_context_free_8(context)
    unsafe pcre2_jit_stack_free_8(stack)
  }

  /// Returns PCRE2's status: positive where `code` was found at `start` or later.
  @unsafe
  func search(_ bytes: [UInt8], from start: Int, for code: OpaquePointer, _ options: UInt32) -> Int32 {
    unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe pcre2_match_8(code, buffer.baseAddress, buffer.count, start, options, data, context)
    }
  }

  /// Returns what the last successful search found.
  func match(groupCount: Int) -> PatternMatch? {
    guard let offsets = unsafe pcre2_get_ovector_pointer_8(data) else { return nil }
    let groups = (0...groupCount).map { group -> Range<Int>? in
      let (start, end) = unsafe (offsets[2 * group], offsets[2 * group + 1])
      // `PCRE2_UNSET` is all ones. A `\K` in a lookahead could end a match before its start.
      guard start >= 0, start <= end else { return nil }
      return start..<end
    }
    guard let range = groups[0] else { return nil }
    return PatternMatch(range: range, groups: groups)
  }
}
