import ActiveRecord
import ActiveRecordTesting
import Testing

/// Tables and columns that follow no convention, and models in a namespace.
@Suite struct LegacyNameTests {
  @Test(arguments: Engine.allCases) func namesOfTheTableAreUsed(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let album = LegacyAlbum(title: "Blue")
      try await album.save()
      #expect(recorder.sql.first?.hasPrefix(#"INSERT INTO "tblAlbum" ("Title") VALUES (?)"#) == true)
      #expect(album.id == 1)
      try await album.songs.create { $0.name = "One" }
      #expect(try await LegacySong.first()?.album == album)
      recorder.clear()
      #expect(try await album.songs.reload().map(\.name) == ["One"])
      #expect(
        recorder.sql.last
          == #"SELECT "tblSong"."SongId", "tblSong"."Name", "tblSong"."AlbumId" FROM "tblSong" WHERE "tblSong"."AlbumId" = ?"#)
      #expect(try await LegacyAlbum.find(1).title == "Blue")
      #expect(try await LegacySong.joins(\.album).where { $0.album.title == "Blue" }.count() == 1)
      try await album.songs.clear()
      #expect(try await LegacySong.first()?.albumID == nil)
    }
  }

  @Test(arguments: Engine.allCases) func inverseWithNamedKeysIsFound(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let album = try await LegacyAlbum.create { $0.title = "Blue" }
      try await album.songs.create { $0.name = "One" }
      let found = try await LegacyAlbum.find(1)
      let song = try #require(try await found.songs.load().first)
      recorder.clear()
      #expect(try await song.album === found)
      #expect(recorder.queries.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func namespaceStaysOutOfTheTable(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let invoice = Billing.Invoice(number: "1")
      _ = invoice.lines.build { $0.amount = 5 }
      try await invoice.save()
      #expect(recorder.sql.contains { $0.hasPrefix(#"INSERT INTO "invoices""#) })
      #expect(recorder.sql.contains { $0.hasPrefix(#"INSERT INTO "lines""#) })
      #expect(try await Billing.Invoice.find(1).lines.map(\.amount) == [5])
      #expect(try await Billing.Line.first()?.invoice == invoice)
    }
  }
}
