#if MySQL
  import CMySQL

  /// Where the library puts the columns of a row.
  struct ResultBuffers: ~Copyable {
    /// In what form a column is fetched.
    enum Form: UInt8 {
      case integer, unsigned, double
      /// Text that is a number.
      case decimal
      case text, json, bytes
      /// A day with a time, or a day alone.
      case moment, day
      /// A time without a day.
      case time
    }

    /// One column of the current row.
    struct Cell {
      /// The number, or the time.
      var value = MYSQL_TIME()
      var length: UInt = 0
      var isNull: CChar = 0
      var isCut: CChar = 0
      var form = Form.text
      /// The library's name for the column's type, to see whether it changed.
      var type = MYSQL_TYPE_NULL
      /// Room for text and bytes.
      var bytes: UnsafeMutableRawPointer?
      var capacity = 0
    }

    private(set) var count = 0
    private(set) var cells = UnsafeMutablePointer<Cell>.allocate(capacity: 0)
    private(set) var binds = UnsafeMutablePointer<MYSQL_BIND>.allocate(capacity: 0)
    /// Whether the library has to be told anew where the columns go.
    private var isStale = false
    private static let usualRoom = 256
    private static let largestKept = 65_536

    /// Makes room for the columns of a result.
    ///
    /// - Returns: Whether the library has to be told of it: the columns are others than before.
    mutating func prepare(_ fields: UnsafeMutablePointer<MYSQL_FIELD>, _ count: Int) -> Bool {
      if count == self.count, !isStale {
        var isSame = true
        for index in 0..<count where cells[index].type != fields[index].type || cells[index].form != Self.form(fields[index]) {
          isSame = false
        }
        if isSame { return false }
      }
      isStale = false
      resize(count)
      for index in 0..<count {
        cells[index].type = fields[index].type
        cells[index].form = Self.form(fields[index])
        bind(index, wanted: Int(clamping: fields[index].length))
      }
      return true
    }

    private mutating func resize(_ count: Int) {
      if count == self.count { return }
      free()
      self.count = count
      cells = .allocate(capacity: count)
      cells.initialize(repeating: Cell(), count: count)
      binds = .allocate(capacity: count)
      binds.initialize(repeating: MYSQL_BIND(), count: count)
    }

    private func bind(_ index: Int, wanted: Int) {
      let cell = cells + index
      var bind = MYSQL_BIND()
      bind.length = UnsafeMutableRawPointer(cell).advanced(by: Self.lengthOffset).assumingMemoryBound(to: UInt.self)
      bind.is_null = UnsafeMutableRawPointer(cell).advanced(by: Self.nullOffset).assumingMemoryBound(to: CChar.self)
      bind.error = UnsafeMutableRawPointer(cell).advanced(by: Self.cutOffset).assumingMemoryBound(to: CChar.self)
      bind.buffer = UnsafeMutableRawPointer(cell)
      switch cell.pointee.form {
      case .integer: bind.buffer_type = MYSQL_TYPE_LONGLONG
      case .unsigned:
        bind.buffer_type = MYSQL_TYPE_LONGLONG
        bind.is_unsigned = 1
      case .double: bind.buffer_type = MYSQL_TYPE_DOUBLE
      case .moment: bind.buffer_type = MYSQL_TYPE_DATETIME
      case .decimal, .text, .json, .bytes, .day, .time:
        if cell.pointee.bytes == nil { grow(index, to: min(max(wanted, 16), Self.usualRoom)) }
        bind.buffer_type = cell.pointee.form == .bytes ? MYSQL_TYPE_BLOB : MYSQL_TYPE_STRING
        bind.buffer = cell.pointee.bytes
        bind.buffer_length = UInt(cell.pointee.capacity)
      }
      binds[index] = bind
    }

    private func grow(_ index: Int, to capacity: Int) {
      cells[index].bytes?.deallocate()
      cells[index].bytes = .allocate(byteCount: capacity, alignment: 16)
      cells[index].capacity = capacity
    }

    /// Fetches the columns of the current row for which there was not enough room.
    ///
    /// - Returns: `false` where the library cannot.
    mutating func fetchLong(_ statement: UnsafeMutablePointer<MYSQL_STMT>) -> Bool {
      var grown = false
      for index in 0..<count where cells[index].bytes != nil && cells[index].isNull == 0 {
        let length = Int(clamping: cells[index].length)
        guard length > cells[index].capacity else { continue }
        grow(index, to: max(length, cells[index].capacity * 2))
        bind(index, wanted: 0)
        if mysql_stmt_fetch_column(statement, binds + index, UInt32(index), 0) != 0 { return false }
        grown = true
      }
      if !grown { return true }
      isStale = true
      return mysql_stmt_bind_result(statement, binds) == 0
    }

    /// The library has forgotten where the columns go.
    mutating func forget() { isStale = true }

    /// Gives back the room that unusually long values took.
    mutating func shrink() {
      guard isStale else { return }
      for index in 0..<count where cells[index].capacity > Self.largestKept {
        cells[index].bytes?.deallocate()
        cells[index].bytes = nil
        cells[index].capacity = 0
      }
    }

    private func free() {
      for index in 0..<count { cells[index].bytes?.deallocate() }
      cells.deallocate()
      binds.deallocate()
    }

    deinit { free() }

    private static let lengthOffset = MemoryLayout<Cell>.offset(of: \.length) ?? 0
    private static let nullOffset = MemoryLayout<Cell>.offset(of: \.isNull) ?? 0
    private static let cutOffset = MemoryLayout<Cell>.offset(of: \.isCut) ?? 0
    /// The number of the character set that means bytes.
    private static let binary: UInt32 = 63

    private static func form(_ field: MYSQL_FIELD) -> Form {
      switch field.type {
      case MYSQL_TYPE_TINY, MYSQL_TYPE_SHORT, MYSQL_TYPE_INT24, MYSQL_TYPE_LONG, MYSQL_TYPE_LONGLONG, MYSQL_TYPE_YEAR:
        field.flags & UInt32(UNSIGNED_FLAG) != 0 ? .unsigned : .integer
      case MYSQL_TYPE_FLOAT, MYSQL_TYPE_DOUBLE: .double
      case MYSQL_TYPE_DECIMAL, MYSQL_TYPE_NEWDECIMAL: .decimal
      case MYSQL_TYPE_DATETIME, MYSQL_TYPE_TIMESTAMP, MYSQL_TYPE_DATETIME2, MYSQL_TYPE_TIMESTAMP2: .moment
      case MYSQL_TYPE_DATE, MYSQL_TYPE_NEWDATE: .day
      case MYSQL_TYPE_TIME, MYSQL_TYPE_TIME2: .time
      case MYSQL_TYPE_JSON: .json
      case MYSQL_TYPE_BIT, MYSQL_TYPE_GEOMETRY: .bytes
      default: field.charsetnr == binary ? .bytes : .text
      }
    }
  }
#endif
