#if MySQL
  import ActiveRecord
  import ActiveRecordMySQL
  import Foundation
  import Testing

  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Musl)
    import Musl
  #elseif canImport(Darwin)
    import Darwin
  #endif

  /// The nodes that `scripts/services up galera` started.
  struct Cluster: Sendable {
    /// A database on each node, the first one's first.
    let nodes: [Database]

    /// Runs `body` on the cluster, with empty tables.
    static func run(_ body: nonisolated(nonsending) (Cluster) async throws -> Void) async throws {
      var nodes: [Database] = []
      for number in 1...3 {
        let url = try #require(
          ProcessInfo.processInfo.environment["AR_GALERA_URL_\(number)"], "start the cluster: scripts/services up galera")
        if number == 1 {
          let server = try await Database.connect(.mysql(url: url))
          try await server.execute("CREATE DATABASE IF NOT EXISTS cluster_tests CHARACTER SET utf8mb4")
          await server.close()
        }
        var options = try MySQLOptions(url: url)
        options.database = "cluster_tests"
        nodes.append(try await Database.connect(.mysql(options)))
      }
      try await nodes[0].execute("DROP TABLE IF EXISTS accounts, deposits")
      try await nodes[0].execute("CREATE TABLE accounts (id BIGINT PRIMARY KEY AUTO_INCREMENT, balance BIGINT NOT NULL)")
      try await nodes[0].execute(
        "CREATE TABLE deposits (id BIGINT PRIMARY KEY AUTO_INCREMENT, writer INT NOT NULL, number INT NOT NULL, UNIQUE (writer, number))")
      try await body(Cluster(nodes: nodes))
      for node in nodes { await node.close() }
    }

    /// Kills a node's server, as a crash would.
    func kill(_ node: Int) async throws {
      let path = try await nodes[node].query("SELECT @@pid_file", as: String.self)[0]
      let text = try String(contentsOfFile: path, encoding: .utf8)
      let process = try #require(Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)))
      #expect(end(process) == 0)
    }
  }

  private func end(_ process: Int32) -> Int32 { kill(process, SIGKILL) }

  @Model(table: "accounts") class Account: Record {
    var balance = 0
  }

  /// A line for each time that something was added to the account, by who did it.
  @Model(table: "deposits") class Deposit: Record {
    var writer: Int
    var number: Int
  }
#endif
