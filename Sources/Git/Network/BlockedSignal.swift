import Foundation

/// A signal that is kept from this thread between the making of the value and `unblock`.
struct BlockedSignal {
  private let number: Int32
  private var mask = sigset_t()
  private var previous = sigset_t()
  private let wasPending: Bool

  init(_ number: Int32) {
    self.number = number
    wasPending = BlockedSignal.isPending(number)
    sigemptyset(&mask)
    sigaddset(&mask, number)
    pthread_sigmask(SIG_BLOCK, &mask, &previous)
  }

  /// Takes the signal away if it came meanwhile, then lets it through again if it was let through before.
  func unblock() {
    var mask = mask
    var previous = previous
    if !wasPending && BlockedSignal.isPending(number) {
      var received: Int32 = 0
      sigwait(&mask, &received)
    }
    pthread_sigmask(SIG_SETMASK, &previous, nil)
  }

  private static func isPending(_ number: Int32) -> Bool {
    var pending = sigset_t()
    sigemptyset(&pending)
    sigpending(&pending)
    return sigismember(&pending, number) == 1
  }
}
