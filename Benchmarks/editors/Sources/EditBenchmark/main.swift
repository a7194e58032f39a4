import Edits
import Foundation

// EditBenchmark FORMAT FILE VALUE KEY...: sets a number and prints the processor's seconds of the fastest of three times.

/// Seconds of the processor that the process has had.
func processorTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

func fail(_ message: String) -> Never {
  FileHandle.standardError.write(Data("\(message)\n".utf8))
  exit(1)
}

let arguments = CommandLine.arguments
guard arguments.count > 2, let data = FileManager.default.contents(atPath: arguments[2]) else {
  fail("FORMAT FILE VALUE KEY...")
}
let bytes = [UInt8](data)

/// Makes one edit, or reads a file of lines; returns how many places it found.
func work() throws -> Int {
  switch arguments[1] {
  case "requirements": return RequirementsFile.requirements(in: bytes).count
  case "dockerfile": return Dockerfile(bytes).images.count
  default:
    guard let format = FileFormat(rawValue: arguments[1]), arguments.count > 4 else { fail("no such format") }
    let request = EditRequest(
      path: arguments.dropFirst(4).map { .key($0) }, operation: .set(.number(arguments[3]), missing: .fail))
    return applying(try FileEditor.edit(bytes, as: format, request).splices, to: bytes) == bytes ? 0 : 1
  }
}

var best = Double.infinity
for _ in 0..<3 {
  let start = processorTime()
  if try work() == 0 { fail("nothing was found") }
  best = min(best, processorTime() - start)
}
print(best)
