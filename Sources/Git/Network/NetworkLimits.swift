/// How long one network operation may take, in three ways; whichever passes first ends it.
public struct NetworkLimits: Sendable, Equatable {
  /// From the start of a connection until it can carry a request: name, TCP, proxy and TLS.
  public var connect: Duration
  /// How long the server may let nothing come and take nothing.
  public var idle: Duration
  /// The whole operation, with all of its requests and the work between them: ends a server that drips.
  public var total: Duration

  public init(connect: Duration = .seconds(30), idle: Duration = .seconds(60), total: Duration = .seconds(3600)) {
    self.connect = connect
    self.idle = idle
    self.total = total
  }

  /// Makes limits for one operation of at most `total`: the other two are their defaults where those are shorter.
  public init(total: Duration) {
    let usual = NetworkLimits()
    self.init(connect: min(usual.connect, total), idle: min(usual.idle, total), total: total)
  }
}
