import ActiveRecordCore
import Testing

/// Words with capitals inside, and the editions of the rules. The registry is one for the process: each test teaches words of its own.
@Suite struct InflectionAcronymTests {
  @Test func wordsWithCapitalsInside() {
    #expect(Inflector.tableName(forModel: "QRaftToken") == "q_raft_tokens")
    Inflections.acronym("QRaft")
    #expect(Inflector.tableName(forModel: "QRaftToken") == "qraft_tokens")
    #expect(Inflector.foreignKey(forModel: "Billing.QRaftToken") == "qraft_token_id")
    #expect(Inflector.columnName("userQRaftKey") == "user_qraft_key")
    #expect(Inflector.columnName("userQRaft") == "user_qraft" && Inflector.columnName("QRaft2Key") == "qraft2_key")
    #expect(Inflector.columnName("qraftKey") == "qraft_key")
    // Not inside a longer word.
    #expect(Inflector.tableName(forModel: "QRafting") == "q_raftings")
    #expect(Inflector.humanized("userQRaftKeyID") == "User QRaft key" && Inflector.humanized("qraft_token") == "QRaft token")
  }

  @Test func theLongestCounts() {
    Inflections.acronym("ZEST")
    Inflections.acronym("ZESTful")
    #expect(Inflector.underscored("ZESTfulPage") == "zestful_page")
    #expect(Inflector.underscored("ZESTPage") == "zest_page")
  }

  @Test func anEditionKeepsWhatWasTaught() {
    Inflections.irregular("wozzle", "wozzlen")
    Inflections.use(.first)
    #expect(Inflections.edition == .first && InflectionEdition.standard == .first)
    #expect(Inflector.pluralized("wozzle") == "wozzlen" && Inflector.singularized("wozzlen") == "wozzle")
  }

  /// What an edition says never changes: a better rule is another edition.
  @Test(arguments: InflectorWordTests.pairs) func theFirstEditionStaysAsItIs(singular: String, plural: String) {
    Inflections.use(.first)
    #expect(Inflector.pluralized(singular) == plural && Inflector.singularized(plural) == singular)
  }
}
