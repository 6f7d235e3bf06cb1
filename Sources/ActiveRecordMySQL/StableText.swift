#if MySQL
  /// Text for C that stays where it is as long as it is held, also while a task is suspended.
  final class StableText {
    let start: UnsafeMutablePointer<CChar>
    /// How many bytes there are, without the zero at the end.
    let count: Int

    init(_ text: String) {
      let bytes = text.utf8CString
      count = bytes.count - 1
      start = .allocate(capacity: bytes.count)
      for (index, byte) in bytes.enumerated() { start[index] = byte }
    }

    deinit { start.deallocate() }
  }
#endif
