import SwiftSyntax
import SwiftSyntaxMacros

/// Writes all members that `@Model` adds to a class.
///
/// The parts are in extensions: columns, associations, facts, row access and the initialiser.
struct ModelEmitter {
  let model: ModelDeclaration
  /// The types that the class is nested in, the innermost first.
  let namespaces: [String]
  let members: [ModelDeclaration.Member]
  let layout: ColumnLayout
  let refusedOptions: Set<String>
  /// Where a node stands in the user's source.
  let place: (Syntax) -> AbstractSourceLocation?

  private init(
    _ model: ModelDeclaration, _ namespaces: [String], refusedOptions: Set<String>,
    place: @escaping (Syntax) -> AbstractSourceLocation?
  ) {
    self.model = model
    self.namespaces = namespaces
    self.refusedOptions = refusedOptions
    self.place = place
    members = model.members
    layout = ColumnLayout(members)
  }

  /// The members for `model`, in the order in which people read classes: facts, properties, overrides, initialiser.
  static func members(
    of model: ModelDeclaration, in namespaces: [String], refusedOptions: Set<String>,
    place: @escaping (Syntax) -> AbstractSourceLocation?
  ) -> [DeclSyntax] {
    let emitter = ModelEmitter(model, namespaces, refusedOptions: refusedOptions, place: place)
    let code =
      emitter.facts + emitter.key + emitter.columns + emitter.associations + emitter.rowAccess + emitter.rules + emitter.initializer
    return code.isEmpty ? [] : [.verbatim(code.joined(separator: "\n"))]
  }

  var className: String { model.name }
  /// The word in front of what must be seen wherever the class is.
  var access: String { model.access.memberPrefix }
  /// Whether the indexes of columns are known here: those of other classes depend on the classes above them.
  var hasFixedIndexes: Bool { model.isRoot }

  /// The type of the key, and finders for it.
  var key: [String] {
    guard let key = layout.columns.first, key.isKey else {
      return model.isRoot ? ["\(access)typealias ID = Swift.Int"] : []
    }
    let keys = layout.keys
    return keys.count == 1 ? ["\(access)typealias ID = \(key.baseType)"] + finders(key.baseType) : finders(keys)
  }

  /// `find` for keys of several columns. An `id` among them is what foreign keys of one column hold.
  private func finders(_ keys: [ColumnDeclaration]) -> [String] {
    let id = keys.first { $0.name == "id" }
    let type = "(\(keys.map(\.baseType).joined(separator: ", ")))"
    let values = { (name: String) in keys.indices.map { "\(name).\($0).databaseValue" }.joined(separator: ", ") }
    let find = "\(access)nonisolated(nonsending) static func find"
    let list = keys.map(\.name).joined(separator: ", ")
    let refusal = "@available(*, unavailable, message: \"the key of '\(className)' has several columns: \(list)\") \(access)"
    return [
      "\(access)typealias ID = \(id?.baseType ?? "ActiveRecord.CompositeKey")",
      "\(find)(_ key: \(type)) async throws -> Self { try await _find(key: [\(values("key"))]) }",
      "\(find)(_ keys: [\(type)]) async throws -> [\(className)] { try await _find(keys: keys.map { [\(values("$0"))] }) }",
    ]
      + (id == nil
        ? ["\(refusal)var id: Swift.Int? { nil }", "\(refusal)static var id: ActiveRecord.Column<Swift.Int> { .init(__facts, 0) }"] : [])
  }

  /// `find` for keys that the library's own does not take; an integer is told apart where the key cannot be one.
  private func finders(_ type: String) -> [String] {
    if ["Int", "Swift.Int"].contains(type) { return [] }
    let find = "\(access)nonisolated(nonsending) static func find(_ key:"
    let body = "async throws -> Self { try await _find(key: key) }"
    let own = "\(find) \(type)) \(body)"
    if ColumnDeclaration.integers.contains(type) || type.hasSuffix(".ID") { return [own] }
    return [own, "@available(*, deprecated, message: \"the key of '\(className)' is a \(type)\") \(find) Swift.Int) \(body)"]
  }

  /// Calls the class's own `rules`, wherever in the module it stands, or the one of the library that declares nothing: the macro does not
  /// see extensions.
  var rules: [String] {
    [
      """
      \(access)override class func _declareRules(_ book: Swift.AnyObject) { \
      super._declareRules(book); rules(ActiveRecord.Rules<\(className)>(book)) }
      """
    ]
  }
}

extension DeclSyntax {
  /// Code that is handed to the compiler as it is: parsing it here as well took four tenths of the plugin's time.
  static func verbatim(_ code: String) -> DeclSyntax {
    DeclSyntax(MissingDeclSyntax(attributes: [], modifiers: [], placeholder: .identifier(code)))
  }
}
