import ActiveRecord
import ActiveRecordTesting
import Testing

/// Nested attributes of a delegated type: the target is of one of several classes.
@Suite struct NestedDelegatedTypeTests {
  private static let permit = Permit<NoticeCard>(\.title)
    .nested(\.body, of: CardMemo.self, Permit(\.text)).nested(\.body, of: CardPicture.self, Permit(\.url))

  private func run(_ engine: Engine, _ body: nonisolated(nonsending) (SQLRecorder) async throws -> Void) async throws {
    try await engine.database(models: [NoticeCard.self, CardMemo.self, CardPicture.self]) { _, recorder async throws in
      try await body(recorder)
    }
  }

  private func card(_ text: String) async throws -> NoticeCard {
    try await NoticeCard.create(Attributes { $0.body = .new(CardMemo.self) { $0.text = text } })
  }

  @Test(arguments: Engine.allCases) func aTargetIsMadeWithItsRecord(_ engine: Engine) async throws {
    try await run(engine) { recorder async throws in
      let card = try await card("Milk")
      #expect(card.$body.type == "CardMemo" && recorder.sql.count(where: { $0.hasPrefix("INSERT") }) == 2)
      #expect(try await NoticeCard.find(card.id ?? 0).$body.load(as: CardMemo.self)?.text == "Milk")
      let picture = try await NoticeCard.create(
        Self.permit.decode(json: #"{"title": "P", "body": {"type": "CardPicture", "url": "a.png"}}"#))
      #expect(try await picture.$body.load(as: CardPicture.self)?.url == "a.png" && picture.title == "P")
      let form = try await NoticeCard.create(Self.permit.decode(form: "title=F&body[type]=CardMemo&body[text]=Tea"))
      #expect(try await form.$body.load(as: CardMemo.self)?.text == "Tea")
    }
  }

  @Test(arguments: Engine.allCases) func aTargetOfTheClassIsBuilt(_ engine: Engine) async throws {
    try await run(engine) { recorder async throws in
      let card = NoticeCard()
      try await card.assign(Self.permit.decode(json: #"{"body_attributes": {"type": "CardMemo", "text": "Hello world!"}}"#))
      let memo = try #require(try await card.$body.load(as: CardMemo.self))
      #expect(memo.isNew && memo.text == "Hello world!" && recorder.sql.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func theTargetThatIsThereIsChanged(_ engine: Engine) async throws {
    try await run(engine) { _ async throws in
      let card = try await NoticeCard.find(card("Milk").id ?? 0)
      try await card.update(Attributes { $0.body = .new(CardMemo.self) { $0.text = "Tea" } })
      try await card.update(Self.permit.decode(json: #"{"body_attributes": {"type": "CardMemo", "id": 1, "text": "Coffee"}}"#))
      #expect(try await CardMemo.order(\.id).pluck(\.text) == ["Coffee"])
    }
  }

  @Test(arguments: Engine.allCases) func oneOfAnotherClassReplacesIt(_ engine: Engine) async throws {
    try await run(engine) { _ async throws in
      let card = try await NoticeCard.find(card("Milk").id ?? 0)
      try await card.update(Attributes { $0.body = .new(CardPicture.self) { $0.url = "a.png" } })
      let found = try await NoticeCard.find(card.id ?? 0)
      #expect(found.$body.type == "CardPicture")
      #expect(try await found.$body.load(as: CardPicture.self)?.url == "a.png")
      #expect(try await CardMemo.count() == 1, "what is replaced stays, as the target of a belongs_to does")
    }
  }

  @Test(arguments: Engine.allCases) func itIsDestroyedWhereTheRulesAllowIt(_ engine: Engine) async throws {
    try await run(engine) { _ async throws in
      let card = try await NoticeCard.find(card("Milk").id ?? 0)
      try await card.update(Attributes { $0.body = .destroy(1) })
      #expect(try await CardMemo.count() == 0)
      #expect(try await NoticeCard.find(card.id ?? 0).body == nil)
    }
  }

  @Test(arguments: Engine.allCases) func whatDoesNotFitIsRefused(_ engine: Engine) async throws {
    try await run(engine) { _ async throws in
      let unknown = await failure { _ = try Self.permit.decode(json: #"{"body": {"type": "NoticeCard", "title": "x"}}"#) }
      #expect(unknown == "NoticeCard.body.type: it names no class that may be set")
      let none = await failure { _ = try Self.permit.decode(json: #"{"body": {"text": "x"}}"#) }
      #expect(none == "NoticeCard.body.type: it names no class that may be set")
      let blank = await failure { _ = try await NoticeCard.create(Attributes { $0.body = .new(CardMemo.self) { $0.text = "" } }) }
      #expect(blank?.contains("can't be blank") == true)
      #expect(try await NoticeCard.count() == 0)
    }
  }
}
