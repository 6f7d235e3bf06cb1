#if PostgreSQL
  import ActiveRecordCore
  import CPostgreSQL

  /// The values that are bound to a statement, as libpq takes them.
  struct ParameterList {
    /// Where each value stands among the bytes; -1 for `NULL`.
    private var starts: ContiguousArray<Int> = []
    private var lengths: ContiguousArray<Int32> = []
    private var formats: ContiguousArray<Int32> = []
    private var types: ContiguousArray<Oid> = []
    private var bytes: ContiguousArray<UInt8> = []
    private var pointers: ContiguousArray<UnsafePointer<CChar>?> = []
    /// Whether a value has a type of its own, instead of the one that the server expects there.
    private(set) var hasOwnTypes = false
    /// Values that the expected type cannot hold, by their number.
    private var misfits: [Int32] = []

    var count: Int { starts.count }

    mutating func clear() {
      starts.removeAll(keepingCapacity: true)
      lengths.removeAll(keepingCapacity: true)
      formats.removeAll(keepingCapacity: true)
      types.removeAll(keepingCapacity: true)
      bytes.removeAll(keepingCapacity: bytes.count <= 65_536)
      hasOwnTypes = false
      if !misfits.isEmpty { misfits = [] }
    }

    /// Adds a value for the placeholder with this number; the bytes are what `write` appends.
    @inline(__always)
    mutating func set(_ index: Int32, _ type: Oid, isBinary: Bool, _ write: (inout ContiguousArray<UInt8>) -> Void) {
      let position = place(index)
      let start = bytes.count
      write(&bytes)
      starts[position] = start
      lengths[position] = Int32(truncatingIfNeeded: bytes.count - start)
      formats[position] = isBinary ? 1 : 0
      types[position] = type
      // libpq takes text up to a zero byte.
      if !isBinary { bytes.append(0) }
    }

    mutating func setNull(_ index: Int32, _ type: Oid) {
      let position = place(index)
      starts[position] = -1
      types[position] = type
    }

    /// Notes that a value did not fit the type that was expected, and is sent with its own.
    mutating func noteMisfit(_ index: Int32) {
      hasOwnTypes = true
      misfits.append(index)
    }

    /// How many values the protocol can count.
    private static let most = 65_535

    /// - Throws: ``DatabaseError`` where values are missing, or there are more than placeholders, or than can be sent.
    func check(expected: Int?, _ sql: String) throws {
      if count > Self.most { throw DatabaseError.tooManyValues(Self.most, sql: sql) }
      guard let expected, expected != count else { return }
      throw DatabaseError(.misuse, "\(count) values are bound; the statement has \(expected) placeholders", sql: sql)
    }

    /// An error about a value, with the number of the placeholder where it is known.
    func explain(_ failure: DatabaseError) -> DatabaseError {
      guard failure.code == .valueOutOfRange, let index = misfits.first ?? culprit(failure.message) else { return failure }
      var failure = failure
      failure.message += " (the value for $\(index))"
      failure.parameter = Int(index)
      return failure
    }

    /// The one value that an error can be about: `value too long for type character varying(3)`, `numeric field overflow`.
    private func culprit(_ message: String) -> Int32? {
      var found: [Int] = []
      if message.hasPrefix("value too long for type character"),
        let limit = message.split(separator: "(").last.flatMap({ Int($0.dropLast()) })
      {
        found = starts.indices.filter { isCharacters($0) && text($0).unicodeScalars.count > limit }
      } else if message.hasPrefix("numeric field overflow") {
        found = starts.indices.filter { types[$0] == TypeNumber.numeric && starts[$0] >= 0 }
      }
      return found.count == 1 ? Int32(found[0] + 1) : nil
    }

    private func isCharacters(_ position: Int) -> Bool {
      starts[position] >= 0 && (types[position] == TypeNumber.varchar || types[position] == TypeNumber.bpchar)
    }

    private func text(_ position: Int) -> String {
      String(decoding: bytes[starts[position]..<starts[position] + Int(lengths[position])], as: UTF8.self)
    }

    mutating func send(
      _ body: (
        Int32, UnsafePointer<Oid>?, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?
      ) -> Int32
    ) -> Int32 {
      pointers.removeAll(keepingCapacity: true)
      return bytes.withUnsafeBufferPointer { bytes in
        let base = UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self)
        for start in starts { pointers.append(start < 0 ? nil : base.map { $0 + start }) }
        return pointers.withUnsafeBufferPointer { pointers in
          types.withUnsafeBufferPointer { types in
            lengths.withUnsafeBufferPointer { lengths in
              formats.withUnsafeBufferPointer { formats in
                body(Int32(pointers.count), types.baseAddress, pointers.baseAddress, lengths.baseAddress, formats.baseAddress)
              }
            }
          }
        }
      }
    }

    private mutating func place(_ index: Int32) -> Int {
      let position = Int(index) - 1
      while starts.count <= position {
        starts.append(-1)
        lengths.append(0)
        formats.append(0)
        types.append(0)
      }
      return position
    }
  }
#endif
