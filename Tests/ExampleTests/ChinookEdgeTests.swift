import Chinook
import Testing

/// What the questions mean where the real file has no example; these tests need no file.
@Suite struct ChinookEdgeTests {
  @Test func emptyTablesGiveEmptyAnswers() async throws {
    try await ChinookMiniature.with { database in
      for question in ChinookQuestion.allCases { #expect(try await question.answer().isEmpty) }
      let lines = try await ChinookReport(database).lines()
      #expect(lines.filter { $0 == "none" }.count == 1)
      #expect(lines.contains("Employee  Title  Reports to"))
    }
  }

  @Test func managersWhoReportToEachOtherEndTheChain() async throws {
    let rows = """
      INSERT INTO Employee (EmployeeId, FirstName, LastName, ReportsTo) VALUES
        (1, 'Ann', 'A', 2), (2, 'Bob', 'B', 1), (3, 'Cy', 'C', 3), (4, 'Dot', 'D', 1), (5, 'Eve', 'E', NULL), (6, 'Flo', 'F', 99);
      """
    try await ChinookMiniature.with(rows) { _ in
      let chains = try await ManagerChain.all()
      #expect(chains.map(\.managers) == [["Bob B"], ["Ann A"], [], ["Ann A", "Bob B"], [], []])
      #expect(chains.map(\.isCircular) == [true, true, true, true, false, false])
    }
  }

  @Test func representativesAreThoseWithCustomers() async throws {
    let rows = """
      INSERT INTO Employee (EmployeeId, FirstName, LastName, Title) VALUES
        (1, 'Ann', 'A', 'Sales Support Agent'), (2, 'Bob', 'B', NULL), (3, 'Cy', 'C', 'Porter');
      INSERT INTO Customer VALUES (1, 'X', 'X', NULL, 2), (2, 'Y', 'Y', NULL, 3), (3, 'Z', 'Z', NULL, 3), (4, 'W', 'W', NULL, NULL);
      INSERT INTO Invoice VALUES (1, '2024-01-01', 0.1, 2), (2, '2024-01-02', 0.2, 3), (3, '2024-01-03', 5, 4);
      """
    try await ChinookMiniature.with(rows) { _ in
      let revenues = try await RepresentativeRevenue.all()
      #expect(revenues.map(\.representative) == ["Cy C", "Bob B"])
      #expect(revenues.map { "\($0.revenue)" } == ["0.3", "0"])
      #expect(revenues.map(\.customers) == [2, 1])
      #expect(revenues.map(\.invoices) == [2, 0])
    }
  }

  @Test func artistsWhoSoldTheSameComeByName() async throws {
    let rows = """
      INSERT INTO Artist VALUES (1, 'Zoe'), (2, 'Abe'), (3, NULL), (4, 'Unsold');
      INSERT INTO Album VALUES (1, 'z', 1), (2, 'a', 2), (3, 'n', 3), (4, 'u', 4), (5, 'z2', 1);
      INSERT INTO Track (TrackId, Name, AlbumId) VALUES (1, 'z', 1), (2, 'a', 2), (3, 'n', 3), (4, 'u', 4), (5, 'none', NULL);
      INSERT INTO InvoiceLine (UnitPrice, Quantity, TrackId) VALUES (1, 2, 1), (1, 1, 2), (1, 1, 2), (1, 9, 3), (1, 50, 5);
      """
    try await ChinookMiniature.with(rows) { _ in
      let sales = try await ArtistSales.top()
      #expect(sales.map(\.artist) == ["(no name)", "Abe", "Zoe"])
      #expect(sales.map(\.units) == [9, 2, 2])
      #expect(sales.map(\.albums) == [1, 1, 2])
      #expect(try await ArtistSales.top(1).map(\.artist) == ["(no name)"])
    }
  }

  @Test func emptyPlaylistsAreNotAmongTheLongest() async throws {
    let rows = """
      INSERT INTO Genre VALUES (1, 'Folk'), (2, 'Folk');
      INSERT INTO Track (TrackId, Name, GenreId) VALUES (1, 'a', 1), (2, 'b', 2), (3, 'c', NULL), (4, 'd', 2);
      INSERT INTO Playlist VALUES (1, 'Short'), (2, 'Long'), (3, 'Empty'), (4, 'Also short');
      INSERT INTO PlaylistTrack VALUES (1, 1), (2, 1), (2, 2), (2, 3), (2, 4), (4, 3);
      """
    try await ChinookMiniature.with(rows) { _ in
      let playlists = try await PlaylistGenres.longest()
      #expect(playlists.map(\.playlist) == ["Long", "Also short", "Short"])
      #expect(playlists.map(\.tracks) == [4, 1, 1])
      // Two genres of one name are two genres; a track without genre counts for none.
      #expect(playlists[0].genres.map { "\($0.genre) \($0.tracks)" } == ["Folk 2", "Folk 1"])
      #expect(playlists[1].genres.isEmpty)
      #expect(try await PlaylistGenres.longest(2).map(\.playlist) == ["Long", "Also short"])
    }
  }

  @Test func whoBoughtNothingNeverBoughtJazz() async throws {
    let rows = """
      INSERT INTO Genre VALUES (1, 'Jazz'), (2, 'Folk');
      INSERT INTO Track (TrackId, Name, GenreId) VALUES (1, 'j', 1), (2, 'f', 2), (3, 'n', NULL);
      INSERT INTO Customer VALUES (1, 'Jo', 'J', 'US', NULL), (2, 'Fay', 'F', NULL, NULL), (3, 'No', 'N', NULL, NULL);
      INSERT INTO Invoice VALUES (1, '2024-01-01', 1, 1), (2, '2024-01-02', 1, 2);
      INSERT INTO InvoiceLine (UnitPrice, Quantity, InvoiceId, TrackId) VALUES (1, 1, 1, 1), (1, 1, 1, 2), (1, 3, 2, 2), (1, 1, 2, 3);
      """
    try await ChinookMiniature.with(rows) { _ in
      let avoiders = try await GenreAvoider.of("Jazz")
      #expect(avoiders.map(\.customer) == ["Fay F", "No N"])
      #expect(avoiders.map(\.units) == [4, 0])
      #expect(avoiders.map(\.favourite) == ["Folk", nil])
      #expect(try await GenreAvoider.of("Folk").map(\.customer) == ["No N"])
      #expect(try await GenreAvoider.of("Polka").map(\.customer) == ["Fay F", "Jo J", "No N"])
    }
  }
}
