import Dispatch

extension Blueprint {
  /// Compiles names and texts on all processors, once: rendering, which goes file by file, then finds them compiled.
  ///
  /// What can't be compiled isn't told here: the render throws it again when it comes to it, if it does, so that the first
  /// error is that of the first file.
  ///
  /// - Parameter isCopied: whether a path is copied as it is, with all that is in it.
  func compileAhead(isCopied: (String) -> Bool) {
    let isFirst = isCompiledAhead.withLock { isDone in
      defer { isDone = true }
      return !isDone
    }
    guard isFirst else { return }
    var works: [AheadWork] = []
    collect(&works, in: 0, isCopied)
    let all = works
    DispatchQueue.concurrentPerform(iterations: all.count) { number in
      // An error is the render's to throw.
      switch all[number] {
      case .name(let name): _ = try? engine.template(of: name, name: nil)
      case .file(let path): _ = try? engine.environment.template(named: path)
      }
    }
  }

  private enum AheadWork {
    case name(String)
    case file(String)
  }

  private func collect(_ works: inout [AheadWork], in index: Int, _ isCopied: (String) -> Bool) {
    for child in folders[index].folders {
      if engine.mayHoldTemplate(child.path) { works.append(.name(child.path)) }
      if let index = child.index, !isCopied(child.path) { collect(&works, in: index, isCopied) }
    }
    for file in folders[index].files {
      if engine.mayHoldTemplate(file.path) { works.append(.name(file.path)) }
      if file.source != nil, !file.isBinary, !isCopied(file.path) { works.append(.file(file.path)) }
    }
  }
}
