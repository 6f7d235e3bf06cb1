// What programs ask: kinds instead of words.

extension ValidationErrors {
  /// The attributes with findings, each once, in the order of their first finding.
  public var attributes: [String] {
    entries.reduce(into: []) { names, entry in if !names.contains(entry.attribute) { names.append(entry.attribute) } }
  }

  /// The messages, by attribute.
  public var messages: [String: [String]] {
    Dictionary(grouping: entries, by: \.attribute).mapValues { $0.map(\.message) }
  }

  /// What was found, by attribute: the kinds with what they were about.
  ///
  /// ```swift
  /// member.errors.details["name"]?.first?.kind              // "too_short"
  /// member.errors.details["name"]?.first?.options["count"]  // "2"
  /// ```
  public var details: [String: [Entry]] { Dictionary(grouping: entries, by: \.attribute) }

  /// Whether a kind was found about an attribute.
  ///
  /// - Parameters:
  ///   - attribute: The attribute, or ``base``.
  ///   - kind: The kind: "blank", "too_short"; any where it is left out.
  ///   - options: What the rule must have been about; anything where it is left out.
  public func contains(_ attribute: String, kind: String? = nil, options: [String: String] = [:]) -> Bool {
    entries.contains { entry in
      entry.attribute == attribute && (kind == nil || entry.kind == kind) && options.allSatisfy { entry.options[$0.key] == $0.value }
    }
  }

  /// What was found about an attribute, all or only one kind of it.
  public func entries(for attribute: String, kind: String? = nil) -> [Entry] {
    entries.filter { $0.attribute == attribute && (kind == nil || $0.kind == kind) }
  }
}
