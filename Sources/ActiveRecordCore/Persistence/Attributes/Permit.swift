/// What input from outside may set: a list of columns and associations, written down once.
///
/// ```swift
/// let form = Permit<Author>(\.name, \.email).nested(\.posts, Permit(\.title, \.published))
/// try await ada.update(form.decode(json: body))
/// ```
///
/// Whatever else the input holds is left out. Keys may be spelled like the property (`authorID`) or the column (`author_id`);
/// members carry their key as `id`, and `_destroy` where they are to go.
public struct Permit<Model: Record>: Sendable {
  var list = PermitList()

  /// Lets columns be set.
  public init<each V: ColumnValue>(_ columns: repeat KeyPath<Model.Type, Column<each V>>) {
    for column in repeat each columns { list.columns.append(PermittedColumn(Model.self[keyPath: column])) }
  }

  /// Lets members of a collection be made, changed and, where the rules allow it, destroyed.
  public func nested<Element: Record>(_ association: KeyPath<Model.Type, ToMany<Element>>, _ permit: Permit<Element>) -> Self {
    adding(Model.self[keyPath: association].names, permit.list, isMany: true)
  }

  /// Lets the target of an association be made, changed and, where the rules allow it, destroyed.
  public func nested<Target: Record>(_ association: KeyPath<Model.Type, ToOne<Target>>, _ permit: Permit<Target>) -> Self {
    adding(Model.self[keyPath: association].names, permit.list, isMany: false)
  }

  /// The list that throws ``InputError`` for keys that are not on it, instead of leaving them out.
  public var refusingOthers: Self {
    var copy = self
    copy.list.refuseOthers()
    return copy
  }

  private func adding(_ names: [String], _ other: PermitList, isMany: Bool) -> Self {
    var copy = self
    copy.list.nested.append((names.last ?? "", nil, other, isMany))
    return copy
  }

  /// The attributes in a JSON object.
  ///
  /// - Throws: ``InputError`` where the text is no JSON object, or a value does not fit its column.
  public func decode(json: some Sequence<UInt8>) throws -> Attributes<Model> {
    Attributes(try list.changes(from: InputValue(json: json), at: Model._facts.name))
  }

  /// The attributes in a JSON object.
  public func decode(json: String) throws -> Attributes<Model> { try decode(json: json.utf8) }

  /// The attributes in the body of a form: `name=Ada&posts[0][title]=Hello`.
  ///
  /// - Throws: ``InputError`` where a value does not fit its column.
  public func decode(form: String) throws -> Attributes<Model> {
    Attributes(try list.changes(from: try InputValue(form: form), at: Model._facts.name))
  }
}

/// Input from outside that cannot be taken: it says where, and never the value.
public struct InputError: Error, Sendable, CustomStringConvertible {
  /// Where in the input: `Author.posts[0].views`.
  public let path: String
  /// What is wrong.
  public let message: String

  /// `Author.posts[0].views: text does not fit Int`
  public var description: String { "\(path): \(message)" }
}

/// A column that may be set, without its type.
struct PermittedColumn: Sendable {
  let property: String
  let name: String
  let index: Int
  private let isText: Bool
  private let isOptional: Bool
  private let convert: @Sendable (DatabaseValue) throws -> DatabaseValue

  init<V: ColumnValue>(_ column: Column<V>) {
    property = column.facts.property
    name = column.name
    index = column.index
    isText = column.facts.kind == .text
    isOptional = column.facts.isOptional
    convert = { try V(databaseValue: $0).databaseValue }
  }

  /// The value as the column holds it; an empty field of a form is `NULL` where the column is no text.
  func value(_ input: InputValue, _ path: String) throws -> DatabaseValue {
    guard let given = input.databaseValue else { throw InputError(path: path, message: "a list or an object does not fit a column") }
    if case .text(let text) = given, !isText, isOptional, text.allSatisfy(\.isWhitespace) { return .null }
    do { return try convert(given) } catch let error as ValueError { throw InputError(path: path, message: error.description) }
  }
}

/// What input may set, without the type of its model.
struct PermitList: Sendable {
  var columns: [PermittedColumn] = []
  /// Associations, each with what may be set of its targets; those with several classes stand there once for each.
  var nested: [(name: String, model: ModelFacts?, list: PermitList, isMany: Bool)] = []
  private var refusesOthers = false

  mutating func refuseOthers() {
    refusesOthers = true
    for index in nested.indices { nested[index].list.refuseOthers() }
  }

  func changes(from input: InputValue, at path: String, isMember: Bool = false) throws -> AttributeChanges {
    guard case .object(let members) = input else { throw InputError(path: path, message: "an object is expected, not \(input.kindName)") }
    var changes = AttributeChanges()
    for (key, value) in members {
      if let column = columns.first(where: { $0.property == key || $0.name == key }) {
        changes[column.index] = try column.value(value, "\(path).\(column.property)")
      } else if let (name, model, list, isMany) = nested.first(where: { Self.names($0.name).contains(key) }) {
        let place = "\(path).\(name)"
        changes.set(try model == nil ? list.members(value, isMany, at: place) : typed(value, of: name, at: place), for: [name])
      } else if refusesOthers, !(isMember && (key == "id" || key == "_destroy")) {
        throw InputError(path: "\(path).\(key)", message: "it may not be set")
      }
    }
    return changes
  }

  /// The members in a list, in an object with numbers as keys (as forms send them), or in one object; an empty object is
  /// none of a collection's.
  private func members(_ input: InputValue, _ isMany: Bool, at path: String) throws -> [MemberChange] {
    switch input {
    case .list(let values):
      return try values.enumerated().map { try member($1, at: "\(path)[\($0)]") }
    case .object(let members):
      if isMany, members.isEmpty { return [] }
      let isNumbered = !members.isEmpty && members.allSatisfy { if case .object = $0.value { true } else { false } }
      let known = members.contains { key, _ in columns.contains { $0.property == key || $0.name == key } || key == "id" || key == "_destroy"
      }
      if !isNumbered || known { return [try member(input, at: path)] }
      return try members.map { try member($0.value, at: "\(path)[\($0.key)]") }
    case .null: return []
    default: throw InputError(path: path, message: "a list or an object is expected, not \(input.kindName)")
    }
  }

  private func member(_ input: InputValue, at path: String) throws -> MemberChange {
    var change = MemberChange(attributes: try changes(from: input, at: path, isMember: true))
    guard case .object(let members) = input else { return change }
    if let id = members.first(where: { $0.key == "id" })?.value.keyValue, !id.isBlank { change.key = id }
    change.destroys = members.first { $0.key == "_destroy" }?.value.isTrue ?? false
    return change
  }

  /// The target of an association with several classes, which the member `type` names.
  private func typed(_ input: InputValue, of name: String, at path: String) throws -> [MemberChange] {
    if case .null = input { return [] }
    guard case .object(var members) = input else {
      throw InputError(path: path, message: "an object is expected, not \(input.kindName)")
    }
    var fitting: (name: String, model: ModelFacts?, list: PermitList, isMany: Bool)?
    if case .text(let type)? = members.first(where: { $0.key == "type" })?.value.databaseValue {
      fitting = nested.first { $0.name == name && $0.model?.isStored(as: type) == true }
    }
    members.removeAll { $0.key == "type" }
    guard let fitting else { throw InputError(path: "\(path).type", message: "it names no class that may be set") }
    var change = try fitting.list.member(.object(members), at: path)
    change.model = fitting.model
    return [change]
  }

  /// `posts`, and as Rails spells it: `posts_attributes`.
  private static func names(_ name: String) -> [String] {
    let column = Inflector.underscored(name)
    return [name, column, "\(name)Attributes", "\(column)_attributes"]
  }
}
