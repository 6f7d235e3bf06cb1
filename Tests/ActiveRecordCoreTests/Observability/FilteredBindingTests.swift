import ActiveRecordCore
import Testing

/// Which bound values of a statement the log does not show.
@Suite struct FilteredBindingTests {
  @Test(arguments: [
    (#"SELECT "users"."password" FROM "users" WHERE "users"."id" = ? LIMIT ?"#, "12"),
    (#"SELECT * FROM "users" WHERE "users"."password" = ? AND "users"."name" = ?"#, "-2"),
    (#"SELECT * FROM "users" WHERE "users"."name" = $1 AND ("password" = $2 OR "users"."age" > $3)"#, "1-3"),
    (#"SELECT * FROM "users" WHERE "password" IN (?, ?) AND "age" BETWEEN ? AND ?"#, "--34"),
    (#"SELECT * FROM "users" WHERE "password" BETWEEN ? AND ?"#, "--"),
    (#"SELECT * FROM users WHERE ? = password AND name = ?"#, "-2"),
    (#"INSERT INTO "users" ("name", "password") VALUES (?, ?), (?, ?)"#, "1-3-"),
    (#"INSERT INTO "users" ("name", "password") VALUES (?, ?) ON CONFLICT ("name") DO UPDATE SET "password" = ?"#, "1--"),
    (#"UPDATE "users" SET "name" = ?, "password" = ? WHERE "users"."id" = ?"#, "1-3"),
    ("UPDATE `users` SET `password` = ?, `name` = ? WHERE `users`.`id` = ?", "-23"),
    (#"SELECT * FROM "users" WHERE "name" = 'password = ?' AND "age" = ?"#, "1"),
    (#"SELECT * FROM "users" WHERE ("id", "password") IN ((?, ?), (?, ?))"#, "----"),
    (#"INSERT INTO "users" ("password", "name") VALUES (DEFAULT, ?), (?, LOWER(?))"#, "1-3"),
    (#"INSERT INTO "users" ("name", "password") SELECT ?, ?"#, "--"),
    (#"UPDATE "users" SET "password" = CASE "id" WHEN ? THEN ? END WHERE "name" = ?"#, "--3"),
    (#"UPDATE "users" SET "password" = v.b FROM (VALUES (?, ?)) AS v (a, b) WHERE "id" = v.a"#, "--"),
    (#"DELETE FROM "users" WHERE "users"."id" = ?"#, "1"),
  ])
  func valuesOfNamedColumnsAreMasked(_ sql: String, _ expected: String) {
    let bindings = expected.indices.enumerated().map { DatabaseValue.int(Int64($0.offset + 1)) }
    let shown = FilteredAttributes.shown(bindings, of: sql).map { $0 == FilteredAttributes.mask ? "-" : $0 }
    #expect(shown.joined() == expected)
  }

  @Test func namesArePartsWhateverTheirCase() {
    #expect(FilteredAttributes.hide("Password_Digest") && FilteredAttributes.hide("apiToken") && FilteredAttributes.hide("card_cvv"))
    #expect(!FilteredAttributes.hide("name") && !FilteredAttributes.hide("passage"))
    #expect(FilteredAttributes.names.contains("passw"))
  }
}
