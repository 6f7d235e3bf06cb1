#if MySQL
  import ActiveRecordCore
  import CMySQL

  /// The values that are bound to a statement, in the form in which the library sends them.
  ///
  /// The library reads texts and bytes in place, so they stay in blocks of memory until the statement is reset.
  struct StatementParameters: ~Copyable {
    private static let usualCapacity = 512
    private static let largestKept = 65_536
    let count: Int
    /// What the library reads: a type, an address and a length for each value.
    let binds: UnsafeMutablePointer<MYSQL_BIND>
    /// Room for each value that is no text.
    private let values: UnsafeMutablePointer<MYSQL_TIME>
    private var block: UnsafeMutableRawPointer?
    private var capacity = 0
    private var used = 0
    /// Blocks that are full and still read from.
    private var full: [UnsafeMutableRawPointer] = []
    private var bound = 0

    init(count: Int) {
      self.count = count
      binds = .allocate(capacity: max(count, 1))
      binds.initialize(repeating: MYSQL_BIND(), count: max(count, 1))
      values = .allocate(capacity: max(count, 1))
      values.initialize(repeating: MYSQL_TIME(), count: max(count, 1))
    }

    /// Binds `NULL`.
    mutating func bindNull(at index: Int) {
      binds[index].buffer_type = MYSQL_TYPE_NULL
      binds[index].buffer = nil
      bound += 1
    }

    /// Binds a number of 8 bytes.
    @inline(__always) mutating func bind<Value: BitwiseCopyable>(_ value: Value, _ type: enum_field_types, at index: Int) {
      let room = UnsafeMutableRawPointer(values + index)
      room.storeBytes(of: value, as: Value.self)
      binds[index].buffer_type = type
      binds[index].buffer = room
      bound += 1
    }

    /// Room for `length` bytes of a text, or of bytes.
    mutating func reserve(_ length: Int, _ type: enum_field_types, at index: Int) -> UnsafeMutableRawPointer {
      let room = room(length)
      binds[index].buffer_type = type
      binds[index].buffer = room
      binds[index].buffer_length = UInt(length)
      bound += 1
      return room
    }

    private mutating func room(_ length: Int) -> UnsafeMutableRawPointer {
      if let block, length <= capacity - used {
        defer { used += length }
        return block + used
      }
      if let block { full.append(block) }
      capacity = max(capacity * 2, length, Self.usualCapacity)
      let block = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 16)
      self.block = block
      used = length
      return block
    }

    /// Sees that every placeholder has a value.
    func check(_ sql: String) throws {
      guard bound < count else { return }
      throw DatabaseError(.misuse, "the statement has \(count) placeholders, and \(bound) of them were given a value", sql: sql)
    }

    /// Forgets every value.
    mutating func clear() {
      used = 0
      bound = 0
      if full.isEmpty { return }
      for block in full { block.deallocate() }
      full = []
      guard capacity > Self.largestKept else { return }
      block?.deallocate()
      block = nil
      capacity = 0
    }

    deinit {
      for block in full { block.deallocate() }
      block?.deallocate()
      binds.deallocate()
      values.deallocate()
    }
  }
#endif
