import ActiveRecord
import Foundation

/// Records and columns that are not written, versions of rows, and locks.
enum Scenario46: Twin {
  static let topic = "46-readonly-and-locking"
  static let schema: [SQL] = [
    """
    CREATE TABLE vaults (
      id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR, serial VARCHAR, lock_version INTEGER DEFAULT 0,
      coins_count INTEGER DEFAULT 0, updated_at DATETIME)
    """,
    "CREATE TABLE coins (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR, vault_id INTEGER)",
  ]

  struct No: Error, CustomStringConvertible { var description: String { "no" } }

  @Model class Vault: Record {
    var name: String?
    var serial: String?
    var lockVersion = 0
    var coinsCount = 0
    var updatedAt: Date?
    @HasMany var coins: Many<Coin> = .has(dependent: .destroy)
    @HasMany var shown: Many<Coin> = .has { $0.readonly() }
    static func rules(_ vault: Rules<Vault>) { vault.readonly(\.serial) }
  }
  @Model class Coin: Record {
    var name: String?
    @BelongsTo var vault: Vault = .belongs(touch: true, counterCache: \.coinsCount)
  }

  private static func first() async throws -> Vault { try await Vault.order(\.id).first() ?? Vault() }
  private static func sealed() async throws -> Vault { try await Vault.readonly().order(\.id).first() ?? Vault() }

  static func run(_ t: Scenario) async throws {
    let vault = try await t.quiet {
      let vault = try await Vault.create {
        $0.name = "V"
        $0.serial = "S1"
      }
      try await vault.coins.create { $0.name = "c" }
      return vault
    }
    await readonlyRecords(t, vault)
    await readonlyColumns(t)
    await versions(t)
    await countedVersions(t)
    await locks(t)
  }

  private static func readonlyRecords(_ t: Scenario, _ vault: Vault) async {
    t.section("readonly records")
    await t.raises("save of a changed one") { try await sealed().update { $0.name = "W" } }
    await t.raises("save of an unchanged one") { try await sealed().save() }
    await t.raises("destroy") { try await sealed().destroy() }
    await t.raises("touch") { try await sealed().touch() }
    await t.raises("update_columns") { try await sealed().updateColumns { $0.name = "x" } }
    await t.show("readonly! and readonly?") {
      let vault = try await first()
      let before = vault.isReadonly
      vault.makeReadonly()
      return [before, vault.isReadonly, vault.isReadonly]
    }
    await t.show("members of a readonly owner are not") { try await sealed().coins.first()?.isReadonly }
    await t.raises("a member of a readonly scope") { try await vault.shown.first()?.update { $0.name = "x" } }
    await t.show("joins make nothing readonly") { try await Vault.joins(\.coins).first()?.isReadonly }
  }

  private static func readonlyColumns(_ t: Scenario) async {
    t.section("readonly attributes")
    await t.raises("assign") { try await first().update { $0.serial = "S2" } }
    await t.show("new records may") { Vault(serial: "S9").serial }
    await t.raises("update_column") { try await first().updateColumns { $0.serial = "S3" } }
  }

  private static func versions(_ t: Scenario) async {
    t.section("optimistic locking")
    await t.show("a stale update raises, nothing is written") {
      let (one, other) = (try await first(), try await first())
      try await one.update { $0.name = "first" }
      do { try await other.update { $0.name = "second" } } catch let error as StaleRecord {
        let name = other.changes["name"]
        return t.list(
          ("\(error)".split(separator: ". ").first ?? "") + ".", error.action, other.lockVersion, name.map { [$0.old, $0.new] })
      }
      return TraceValue.null
    }
    await t.show("after reload it works") {
      let vault = try await first()
      try await vault.update { $0.name = "third" }
      return vault.lockVersion
    }
    await t.raises("stale destroy") {
      let (one, other) = (try await first(), try await first())
      try await one.update { $0.name = "4" }
      try await other.destroy()
    }
    await t.show("no change: no new version") {
      let vault = try await first()
      let before = vault.lockVersion
      try await vault.save()
      return vault.lockVersion - before
    }
  }

  private static func countedVersions(_ t: Scenario) async {
    await t.show("a touch by a member counts up") {
      let before = try await first().lockVersion
      try await Coin.order(\.id).first()?.update { $0.name = "c2" }
      return try await first().lockVersion - before
    }
    await t.show("a counter by a member") {
      let vault = try await first()
      let before = vault.lockVersion
      try await Coin(name: "d", vault: vault).save()
      return [vault.lockVersion - before, try await first().lockVersion - before]
    }
    await t.show("and the owner can still be saved") {
      let vault = try await first()
      try await vault.coins.create { $0.name = "e" }
      vault.name = "5"
      return try await vault.saveIfValid()
    }
  }

  private static func locks(_ t: Scenario) async {
    t.section("pessimistic locking")
    await t.show("lock in a query") { try Vault.lock().toSQL() }
    await t.show("lock! reloads") {
      let vault = try await first()
      try await t.quiet { _ = try await Vault.updateAll { [$0.name.set("db")] } }
      return try await vault.lock().name
    }
    await t.raises("lock! of a changed record") {
      let vault = try await first()
      vault.name = "mine"
      try await vault.lock()
    }
    await t.show("with_lock: a transaction") {
      try await first().withLock {
        trace("inside")
        return 7
      }
    }
    await t.raises("with_lock passes errors on") { try await first().withLock { throw No() } }
  }
}
