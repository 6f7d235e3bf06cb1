import ActiveRecord

/// A tree in one table: inverse, deep build, deep preload and joins.
enum Scenario03: Twin {
  static let topic = "03-tree-self-join"
  static let schema: [SQL] = [
    "CREATE TABLE folders (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR, parent_id INTEGER)"
  ]

  @Model class Folder: Record {
    var name: String?
    @BelongsTo var parent: Folder?
    @HasMany var children: Many<Folder> = .has(foreignKey: \.parentID)
    @HasMany var grandchildren: Many<Folder> = .through(\.children, source: \.children)
    @HasOne var grandparent: Folder? = .through(\.parent, source: \.parent)

    static func rules(_ folder: Rules<Folder>) {
      folder.beforeSave { trace("save \($0.name ?? "")") }
    }
  }

  static func run(_ t: Scenario) async throws {
    t.section("a deep graph is saved from the top")
    let root = Folder(name: "root")
    let a = root.children.build { $0.name = "a" }
    let a1 = a.children.build { $0.name = "a1" }
    let b = root.children.build { $0.name = "b" }
    await t.show("parent of a built child") { t.list(try await a.parent, try await a1.parent, a.parentID) }
    await t.show("save") { try await root.saveIfValid() }
    await t.show("keys") { [root, a, a1, b].map { [$0.id, $0.parentID] } }
    await t.show("saving the root again does nothing") { try await root.saveIfValid() }
    t.section("a leaf pulls its unsaved parents")
    await t.show("leaf") {
      let x = Folder(name: "x", parent: Folder(name: "y", parent: Folder(name: "z")))
      try await x.save()
      return [x.id, x.parentID, try await x.parent?.parentID]
    }
    try await queries(t)
    try await moving(t, root, a, a1, b)
  }

  private static func queries(_ t: Scenario) async throws {
    t.section("queries")
    await t.show("children of children") { try await Folder.find(1).grandchildren.map(\.name) }
    await t.show("grandparent") { try await Folder.findBy { $0.name == "a1" }?.grandparent?.name }
    await t.show("preload") {
      var lines: [TraceValue] = []
      for folder in try await Folder.where({ $0.parentID == nil }).preload(\.children.children).load() {
        var children: [TraceValue] = []
        for child in try await folder.children.load() { children.append(t.list(child.name, try await child.children.map(\.name))) }
        lines.append(t.list(folder.name, children))
      }
      return lines
    }
    await t.show("joins two down") { try Folder.joins(\.children.children).toSQL() }
    await t.show("joins down and up") { try Folder.joins(\.children, \.parent).toSQL() }
    await t.show("eager_load two down") {
      var lines: [[String?]] = []
      for folder in try await Folder.eagerLoad(\.children.children).where({ $0.name == "root" }).load() {
        var names: [String?] = []
        for child in try await folder.children.load() { names += try await child.children.map(\.name) }
        lines.append(names)
      }
      return lines
    }
    await t.show("where on the alias") { try await Folder.joins(\.children).where { $0.children.name == "a" }.pluck(\.name) }
  }

  private static func moving(_ t: Scenario, _ root: Folder, _ a: Folder, _ a1: Folder, _ b: Folder) async throws {
    t.section("moving a subtree")
    await t.show("reparent") {
      try await a1.update { $0.$parent.set(b) }
      return t.list(try await a.children.reload().count, try await b.children.reload().map(\.name))
    }
    await t.show("a parent of itself is not refused") { try await root.updateIfValid { $0.$parent.set(root) } }
    await t.show("its own child") { try await root.reload().children.contains(root) }
  }
}
