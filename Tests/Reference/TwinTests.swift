import Testing

@Suite struct TwinTests {
  /// A twin, named by its topic where tests are listed.
  struct Case: Sendable, CustomTestStringConvertible {
    let twin: any Twin.Type
    var testDescription: String { twin.topic }
  }

  static let cases = twins.map { Case(twin: $0) }

  @Test(arguments: cases) func agreesWithTheReference(_ sample: Case) async throws {
    let topic = sample.twin.topic
    let text = try await TwinRun.trace(of: sample.twin, loadsTogether: false)
    try ReferenceFiles.write(text, topic)
    let differences = try ReferenceFiles.differences().filter { $0.scenario == topic }
    let comparison = Comparison(Trace(try ReferenceFiles.trace(topic)), Trace(text), differences)
    try ReferenceFiles.summarize(comparison, topic)
    for difference in comparison.unlisted { Issue.record("\(topic): \(difference)") }
    for difference in comparison.stale { Issue.record("\(topic): \(difference)") }
  }

  @Test(arguments: cases) func sendsNoMoreWhenLoadingTogether(_ sample: Case) async throws {
    let alone = try await TwinRun.trace(of: sample.twin, loadsTogether: false)
    let together = try await TwinRun.trace(of: sample.twin, loadsTogether: true)
    #expect(BatchComparison.differences(alone: Trace(alone), together: Trace(together)) == [])
  }

  @Test func everyTwinHasATraceOfItsOwn() throws {
    let topics = try ReferenceFiles.topics()
    #expect(topics.count == 48)
    #expect(Set(twins.map { $0.topic }).count == twins.count)
    for twin in twins { #expect(topics.contains(twin.topic), "\(twin.topic): no such trace") }
  }

  @Test func everyFileOfATwinIsOnTheList() throws {
    let numbers = try ReferenceFiles.twins().keys.map { $0.prefix(2) }.sorted()
    #expect(numbers == twins.map { $0.topic.prefix(2) }.sorted())
  }

  @Test func noTwinHoldsLinesOfATrace() throws {
    for (file, source) in try ReferenceFiles.twins() {
      for word in ["VAL ", "ERR ", "LOG ", "TX ", "SQL ", "== ", "SELECT ", "TraceValue(json:", "TraceRecorder"] {
        #expect(!source.contains("\"" + word) && !source.contains("(" + word), "\(file) holds '\(word)'")
      }
    }
  }

  @Test func everyListedDifferenceBelongsToATwin() throws {
    for difference in try ReferenceFiles.differences() {
      #expect(twins.contains { $0.topic == difference.scenario }, "\(difference.scenario): there is no such twin")
    }
  }

  @Test func everyTraceIsUnderstood() throws {
    for topic in try ReferenceFiles.topics() {
      let trace = Trace(try ReferenceFiles.trace(topic))
      #expect(trace.unknown == [], "\(topic)")
      #expect(!trace.steps.isEmpty, "\(topic)")
    }
  }
}
