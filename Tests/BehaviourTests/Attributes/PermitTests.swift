import ActiveRecord
import ActiveRecordTesting
import Testing

/// Input from outside: only what is permitted gets through, and what does not fit is told without its value.
@Suite struct PermitTests {
  private let permit = Permit<Poll>(\.title, \.closesAt).nested(\.choices, Permit(\.text, \.votes).nested(\.hints, Permit(\.text)))

  @Test(arguments: Engine.allCases) func jsonMakesAGraphAndNothingElse(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let json = """
        {"title": "P", "is_open": false, "isOpen": false, "id": 99, "closes_at": "7",
         "choices": [{"text": "a", "poll_id": 3, "hints_attributes": [{"text": "h"}]}, {"text": ""}]}
        """
      let poll = try await Poll.create(permit.decode(json: json))
      #expect(poll.id == 1 && poll.isOpen && poll.closesAt == 7)
      #expect(try await Choice.pluck(\.pollID) == [1])
      #expect(try await Hint.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func formsMakeChangeAndDestroy(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let poll = try await Poll.create(permit.decode(form: "title=Caf%C3%A9+1&choices[0][text]=a&choices[10][text]=c&choices[2][text]=b"))
      #expect(poll.title == "Café 1")
      #expect(try await Choice.order { $0.id.asc }.pluck(\.text) == ["a", "b", "c"])
      try await poll.update(
        permit.decode(
          form: "closes_at=&choices[][id]=1&choices[][_destroy]=1&choices[][id]=2&choices[][text]=B&choices[][_destroy]=0&choices[][text]=n"
        ))
      #expect(try await Choice.order { $0.id.asc }.pluck(\.text) == ["B", "c", "n"])
    }
  }

  @Test(arguments: Engine.allCases) func hostileInputIsRefusedOrLeftOut(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      for (json, place) in [
        ("[1]", "Poll: an object is expected, not a list"), ("{\"title\": [1]}", "Poll.title: a list or an object does not fit a column"),
        ("{\"choices\": \"x\"}", "Poll.choices: a list or an object is expected, not text"),
        ("{\"choices\": [{\"votes\": \"secret\"}]}", "Poll.choices[0].votes: text does not fit Int"),
        ("{", "JSON: the text is no JSON document"),
      ] {
        let told = await failure { _ = try permit.decode(json: json) }
        #expect(told == place)
      }
      #expect(await failure { _ = try permit.refusingOthers.decode(json: #"{"is_open": true}"#) } == "Poll.is_open: it may not be set")
      #expect(try permit.refusingOthers.decode(json: #"{"choices": [{"id": 1}]}"#).choices.count == 1)
      let deep = "title" + String(repeating: "[a]", count: 10_000) + "=1"
      #expect(try permit.decode(form: deep).isEmpty)
      #expect(await failure { _ = try permit.decode(form: String(repeating: "a=1&", count: 5000)) }?.contains("4096") == true)
      #expect(try permit.decode(form: "%zz=%&title=%E2%82").title?.isEmpty == false)
    }
  }
}
