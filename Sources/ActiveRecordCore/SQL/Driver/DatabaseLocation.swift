/// Where a database is and how to talk to it: `.sqlite("blog.db")`.
///
/// Drivers add their own: an extension with a static function that returns a location.
public struct DatabaseLocation: Sendable {
  /// Makes the driver.
  public let makeDriver: @Sendable () throws -> any Driver

  /// A location that is talked to by the driver that `makeDriver` returns.
  public init(_ makeDriver: @escaping @Sendable () throws -> any Driver) {
    self.makeDriver = makeDriver
  }
}
