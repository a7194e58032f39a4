import Glibc

/// Returns the processor time that an operation takes on this thread: what other tests and programs do isn't in it.
public func processorTime(of operation: () throws -> Void) rethrows -> Duration {
  let start = threadTime()
  try operation()
  return threadTime() - start
}

private func threadTime() -> Duration {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
}
