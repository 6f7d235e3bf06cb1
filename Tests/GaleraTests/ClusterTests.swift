#if MySQL
  import ActiveRecord
  import Testing

  /// Writers on each of three nodes: what one confirmed is there, once.
  @Suite(.serialized) struct ClusterTests {
    private static let writers = 3, deposits = 200

    @Test func readsSeeWhatAnotherNodeWrote() async throws {
      try await Cluster.run { cluster async throws in
        let account = try await cluster.nodes[0].use { try await Account.create { $0.balance = 0 } }
        let id = try #require(account.id)
        for number in 1...100 {
          try await cluster.nodes[number % 3].use { _ = try await Account.where { $0.id == id }.updateAll { [$0.balance.set(number)] } }
          let seen = try await cluster.nodes[(number + 1) % 3].use { try await Account.find(id).balance }
          #expect(seen == number)
        }
      }
    }

    @Test func keysOfDifferentNodesNeverMeet() async throws {
      try await Cluster.run { cluster async throws in
        var ids: [Int] = []
        for number in 0..<30 {
          try await cluster.nodes[number % 3].use {
            let account = try await Account.create { $0.balance = number }
            ids.append(try #require(account.id))
            #expect(try await Account.find(try #require(account.id)).balance == number)
          }
        }
        #expect(Set(ids).count == 30)
        let all = try await cluster.nodes[0].use { try await Account.order { $0.balance.asc }.ids() }
        #expect(all == ids)
      }
    }

    @Test func incrementsOfThreeWritersAreNeitherLostNorDoubled() async throws {
      try await Cluster.run { cluster async throws in
        let account = try await cluster.nodes[0].use { try await Account.create { $0.balance = 0 } }
        let id = try #require(account.id)
        let began = ContinuousClock.now
        let runs = try await deposit(into: id, cluster) { _, _ in }
        let time = began.duration(to: .now)
        for node in cluster.nodes {
          try await node.use { () async throws in
            #expect(try await Account.find(id).balance == Self.writers * Self.deposits)
            #expect(try await Deposit.count() == Self.writers * Self.deposits)
          }
        }
        print("galera: \(Self.writers * Self.deposits) increments took \(runs) runs of their transactions, in \(time)")
      }
    }

    /// Stands last: a node is gone after it.
    @Test func aNodeThatIsKilledInTheMiddleLosesAndDoublesNothing() async throws {
      try await Cluster.run { cluster async throws in
        let account = try await cluster.nodes[0].use { try await Account.create { $0.balance = 0 } }
        let id = try #require(account.id)
        let began = ContinuousClock.now
        let runs = try await deposit(into: id, cluster) { writer, number in
          if writer == 2, number == Self.deposits / 2 { try await cluster.kill(2) }
        }
        let time = began.duration(to: .now)
        for node in cluster.nodes.prefix(2) {
          try await node.use { () async throws in
            #expect(try await Account.find(id).balance == Self.writers * Self.deposits)
            #expect(try await Deposit.count() == Self.writers * Self.deposits)
          }
        }
        print("galera: \(Self.writers * Self.deposits) increments, with a node killed in the middle, took \(runs) runs, in \(time)")
      }
    }

    /// Each writer adds 1 to the balance again and again, on a node of its own as long as that lives.
    ///
    /// - Returns: How often the transactions ran.
    private func deposit(
      into id: Int, _ cluster: Cluster, _ before: @escaping @Sendable (_ writer: Int, _ number: Int) async throws -> Void
    ) async throws -> Int {
      try await withThrowingTaskGroup(of: Int.self) { group in
        for writer in 0..<Self.writers {
          group.addTask {
            var node = writer, runs = 0
            for number in 1...Self.deposits {
              try await before(writer, number)
              while true {
                do {
                  runs += try await add(writer, number, to: id, on: cluster.nodes[node])
                  break
                } catch let error as DatabaseError where [.connectionLost, .cannotOpen, .busy].contains(error.code) {
                  // Nobody knows whether it was committed: the next node is asked first.
                  node = (node + 1) % Self.writers
                }
              }
            }
            return runs
          }
        }
        return try await group.reduce(0, +)
      }
    }

    /// - Returns: How often the transaction ran.
    private func add(_ writer: Int, _ number: Int, to id: Int, on node: Database) async throws -> Int {
      var runs = 0
      try await node.transaction(retrying: .serializationFailures(attempts: 1000)) {
        runs += 1
        if try await Deposit.where({ $0.writer == writer && $0.number == number }).exists() { return }
        let account = try await Account.lock().find(id)
        account.balance += 1
        try await account.save()
        try await Deposit.create {
          $0.writer = writer
          $0.number = number
        }
      }
      return runs
    }
  }
#endif
