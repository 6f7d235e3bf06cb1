/// Refuses lazy loads where they are not wanted.
enum StrictLoading {
  static func check(_ owner: Record, _ reflection: AssociationReflection) throws {
    guard owner._flags.contains(.strict) || reflection.options.strictLoading else { return }
    throw reflection.error(
      .strictLoading, "strict loading is on, and it is not loaded. Load it with the records: .includes(\\.\(reflection.name))")
  }
}
