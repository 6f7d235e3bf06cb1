import ActiveRecord
import Synchronization

/// Steps that are queries of their own, dependents that are left to jobs, and deprecated associations.
enum Scenario33: Twin {
  static let topic = "33-other-options"
  static let schema: [SQL] = [
    "CREATE TABLE hubs (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR, gone BOOLEAN DEFAULT 0)",
    "CREATE TABLE nodes (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR, hub_id INTEGER)",
    "CREATE TABLE twigs (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR, node_id INTEGER, rank INTEGER)",
    "CREATE TABLE logs (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, hub_id INTEGER)",
  ]
  static var models: [Record.Type] { [Hub.self, Node.self, Twig.self, Log.self] }

  @Model class Hub: Record {
    var name: String?
    var gone = false
    @HasMany var nodes: Many<Node>
    @HasMany var twigs: Many<Twig> = .through(\.nodes)
    @HasMany var farTwigs: Many<Twig> = .through(\.nodes, source: \.twigs, disableJoins: true)
    @HasMany var ranked: Many<Twig> = .through(\.nodes, source: \.twigs, disableJoins: true) { $0.order(\.rank).limit(2) }
    @HasOne var firstNode: Node? = .has { $0.order(\.id) }
    @HasOne var farTwig: Twig? = .through(\.firstNode, source: \.oneTwig, disableJoins: true)
    @HasMany var logs: Many<Log> = .has(dependent: .destroyAsync)
    @HasMany var oldNodes: Many<Node> = .has(deprecated: true)

    static func rules(_ hub: Rules<Hub>) { hub.ensuringOwnerWas(for: \.logs) { $0.gone } }
  }
  @Model class Node: Record {
    var name: String?
    @BelongsTo var hub: Hub?
    @HasMany var twigs: Many<Twig>
    @HasOne var oneTwig: Twig?
  }
  @Model class Twig: Record {
    var name: String?
    var rank: Int?
    @BelongsTo var node: Node?
  }
  @Model class Log: Record {
    @BelongsTo var hub: Hub?
    static func rules(_ log: Rules<Log>) { log.beforeDestroy { _ in trace("never") } }
  }
  /// Says when its nodes' owner counts as gone, although no job asks.
  @Model(table: "hubs") class OddHub: Record {
    @HasMany var odd: Many<Node> = .has(foreignKey: \.hubID, dependent: .destroy, hasInverse: false)
    static func rules(_ hub: Rules<OddHub>) { hub.ensuringOwnerWas(for: \.odd) { _ in true } }
  }

  /// Says what it was given when the transaction is over. The reference's job also names the key's column and the method that is asked.
  private final class LaterJob: JobQueue {
    private let waiting = Mutex<[String]>([])
    func enqueue(_ job: DestroyJob) async throws {
      let keys = job.keys.joined(separator: ",")
      let line = "[\"\(job.owner)\",\(job.ownerKey),\"\(job.model)\",[\(keys)],\"\(Log._facts.primaryKeyName)\",\"gone?\"]"
      waiting.withLock { $0.append(line) }
    }
    func wake() {
      let lines = waiting.withLock { lines in
        defer { lines = [] }
        return lines
      }
      for line in lines { trace("enqueued \(line)") }
    }
  }

  static func configure(_ configuration: inout DatabaseConfiguration) { configuration.jobs = LaterJob() }

  static func run(_ t: Scenario) async throws {
    let hub = try await t.quiet {
      let made = try await Hub.create { $0.name = "H" }
      for i in 0..<2 {
        let node = try await made.nodes.create { $0.name = "n\(i)" }
        for j in 0..<2 {
          try await node.twigs.create {
            $0.name = "l\(i)\(j)"; $0.rank = 10 - 3 * i - j
          }
        }
      }
      return try await Hub.find(made.id ?? 0)
    }
    await steps(t, hub)
    try await jobs(t, hub)
    try await deprecated(t)
  }

  private static func steps(_ t: Scenario, _ hub: Hub) async {
    t.section("disable_joins: one query a hop")
    await t.show("with joins") { try await hub.twigs.map(\.name) }
    await t.show("without") { try await hub.farTwigs.map(\.name) }
    await t.show("count, size, exists?") {
      t.list(try await hub.farTwigs.count(), try await hub.farTwigs.size(), try await Hub.first()?.farTwigs.exists())
    }
    await t.show("where and order") {
      try await hub.farTwigs.where { $0.rank <= 9 }.order { $0.rank.desc }.load().map(\.name)
    }
    await t.show("order and limit of the scope") { try await hub.ranked.map(\.name) }
    await t.show("has_one") { try await hub.farTwig?.name }
    await t.show("ids and pluck") {
      let ranks = try await hub.farTwigs.pluck(\.rank)
      return t.list(try await hub.farTwig?.id, TraceValue.array(ranks.map(\.traceValue)))
    }
    await t.show("preload") {
      var names: [[String?]] = []
      for hub in try await Hub.preload(\.farTwigs).load() { names.append(try await hub.farTwigs.load().map(\.name)) }
      return names
    }
    await t.show("nothing on the way") { try await Hub.create { $0.name = "E" }.farTwigs.load().map(\.name) }
  }

  private static func jobs(_ t: Scenario, _ hub: Hub) async throws {
    t.section("destroy_async")
    try await t.quiet { for _ in 0..<3 { try await hub.logs.create() } }
    await t.show("destroy: a job after the commit, the rows stay till then") {
      hub.gone = true
      try await hub.save()
      try await hub.destroy()
      return try await Log.count()
    }
    await t.show("no members, no job") {
      let other = try await Hub.create {
        $0.name = "x"; $0.gone = true
      }
      try await other.destroy()
      return other.isDestroyed
    }
    await t.show("rolled back: no job") {
      let last = try await t.quiet {
        let last = Hub(name: "y")
        try await last.logs.replace(with: [Log()])
        try await last.save()
        return last
      }
      do {
        try await t.database.transaction {
          try await last.destroy()
          throw CancellationError()
        }
      } catch is CancellationError {}
      return try await Hub.exists(last.id ?? 0)
    }
    await t.raises("ensuring_owner_was without destroy_async") { try ModelGraph.check([OddHub.self]) }
  }

  private static func deprecated(_ t: Scenario) async throws {
    t.section("deprecated")
    let hub = try await t.quiet { try await Hub.create { $0.name = "z" } }
    await DeprecatedAssociations.raise.during {
      await t.raises("read") { _ = try await hub.oldNodes.load() }
      await t.raises("write") { try await hub.oldNodes.replace(with: []) }
      // What cannot throw is told when the owner is saved.
      await t.raises("build") {
        let other = Hub()
        other.oldNodes.build()
        try await other.save()
      }
      await t.raises("preload") { _ = try await Hub.preload(\.oldNodes).load() }
      await t.raises("joins") { _ = try await Hub.joins(\.oldNodes).load() }
      await t.show("others are free") { try await hub.nodes.load().map(\.name) }
    }
  }
}
