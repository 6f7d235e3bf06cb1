import ActiveRecordCore
import Testing

@Suite struct InflectorNameTests {
  @Test(
    arguments: [
      ("authorID", "author_id"), ("createdAt", "created_at"), ("imageURL", "image_url"), ("htmlBody", "html_body"),
      ("user1ID", "user1_id"), ("posts2", "posts2"), ("id", "id"), ("HTMLPage", "html_page"), ("isURLSafe", "is_url_safe"),
      ("tagIDs", "tag_ids"), ("tagIDsCount", "tag_ids_count"), ("apiURLs2", "api_urls2"), ("isHTMLAsText", "is_html_as_text"),
      ("already_snake", "already_snake"), ("x", "x"), ("X", "x"), ("", ""), ("`class`", "class"), ("größeÄußern", "größe_äußern"),
      ("i18nKey", "i18n_key"), ("with-dash", "with_dash"), ("_hidden", "_hidden"), ("aB", "a_b"), ("emojiÉtat", "emoji_état"),
    ])
  func columns(property: String, column: String) {
    #expect(Inflector.columnName(property) == column)
  }

  @Test(
    arguments: [
      ("Billing.Account", "accounts", "account_id"), ("ProgramUser", "program_users", "program_user_id"),
      ("Person", "people", "person_id"), ("Blog.Post.Comment", "comments", "comment_id"), ("APIKey", "api_keys", "api_key_id"),
      ("AnimalSpecies", "animal_species", "animal_species_id"), ("HTMLPage", "html_pages", "html_page_id"),
    ])
  func models(model: String, table: String, key: String) {
    #expect(Inflector.tableName(forModel: model) == table)
    #expect(Inflector.foreignKey(forModel: model) == key)
  }

  @Test(
    arguments: [
      ("studio_id", "Studio"), ("sure_studio", "Sure studio"), ("authorID", "Author"), ("firstName", "First name"), ("id", "Id"),
      ("_id", "Id"), ("__private_name", "Private name"), ("imageURL", "Image url"), ("", ""), ("a__b", "A b"),
    ])
  func people(name: String, text: String) {
    #expect(Inflector.humanized(name) == text)
  }

  @Test(
    arguments: [
      ("posts", "tags", "posts_tags"), ("tags", "posts", "posts_tags"), ("music_artists", "music_records", "music_artists_records"),
      ("music_records", "music_artists", "music_artists_records"), ("music.artists", "music.records", "music.artists_records"),
      ("people", "people", "people_people"), ("a_b_c", "a_b_d", "a_b_c_d"), ("a_b", "a_b_c", "a_b_b_c"),
      ("cat", "catalogs", "cat_catalogs"), ("papers", "paper_boxes", "paper_boxes_papers"),
      ("catalog_products", "catalog_categories", "catalog_categories_products"),
      ("Z", "a", "Z_a"), ("a_x", "a_x", "a_x_x"), ("music_", "music_b", "music__music_b"),
    ])
  func joins(a: String, b: String, table: String) {
    #expect(Inflector.joinTable(a, b) == table)
  }
}
