// What a required property of a type of one's own holds until it is set; the standard types say it themselves.

extension ColumnValue where Self: BitwiseCopyable {
  /// What a new record holds until it is set: the first case of an enum, zeros in a structure.
  ///
  /// The compiler gives `BitwiseCopyable` to enums without payload and to structures of numbers; public ones say it, or are `@frozen`.
  /// All bits 0 are a value of such a type: the cases of an enum are numbered from 0 in the order of their declaration.
  @_disfavoredOverload @inlinable public static var _unset: Self {
    withUnsafeTemporaryAllocation(byteCount: Swift.max(1, MemoryLayout<Self>.size), alignment: MemoryLayout<Self>.alignment) { bytes in
      bytes.initializeMemory(as: UInt8.self, repeating: 0)
      return bytes.load(as: Self.self)
    }
  }
}

extension ColumnValue where Self: OptionSet {
  /// What a new record holds until it is set: no member.
  @inlinable public static var _unset: Self { [] }
}

extension ColumnValue {
  /// Types with texts, arrays or objects inside have no value that could be made up. The message is all there is: the compiler refuses
  /// every use.
  @available(
    *, unavailable,
    message:
      "a new record has no value of this type to show. Give the property a default ('= …') or an optional type; a public enum may say ': BitwiseCopyable' instead"
  )
  @_disfavoredOverload public static var _unset: Self { Swift.fatalError("unavailable") }
}
