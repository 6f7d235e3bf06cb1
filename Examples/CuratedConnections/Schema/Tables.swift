import ActiveRecord

/// The tables of the application.
enum Tables {
  static let migrations = Migrations {
    Migration("2025-01-10 people", people)
    Migration("2025-01-20 communities", communities)
    Migration("2025-02-01 programs", programs)
    Migration("2025-03-01 events", events)
    Migration("2025-04-01 additions", additions)
  }

  @Sendable private static func people(_ schema: inout SchemaChange) {
    schema.createTable("users") { t in
      t.string("email", null: false, unique: true)
      t.string("first_name", null: false)
      t.string("last_name", null: false)
      t.string("city")
    }
    schema.createTable("notification_settings") { t in
      t.string("frequency", null: false, default: "weekly")
      t.boolean("sends_email", null: false, default: true)
      t.references("user", null: false, foreignKey: true, unique: true)
    }
    schema.createTable("signups") { t in
      t.string("source", null: false)
      t.references("user", null: false, foreignKey: true)
    }
    schema.createTable("matches") { t in
      t.integer("score", null: false, default: 0)
      t.references("user1", null: false, foreignKey: "users")
      t.references("user2", null: false, foreignKey: "users")
    }
    schema.createTable("oauth_access_grants") { t in
      t.string("token", null: false)
      t.string("scopes", null: false, default: "read")
      t.references("resource_owner", null: false, foreignKey: "users")
    }
  }

  @Sendable private static func communities(_ schema: inout SchemaChange) {
    schema.createTable("communities") { t in
      t.string("name", null: false)
      t.string("tagline")
      t.references("creator", null: false, foreignKey: "users", unique: true)
    }
    schema.createTable("community_members") { t in
      t.string("short_bio")
      t.boolean("is_admin", null: false, default: false)
      t.references("user", null: false, foreignKey: true)
      t.references("community", null: false, foreignKey: true)
    }
    schema.createTable("intro_requests") { t in
      t.string("message", null: false)
      t.string("status", null: false, default: "open")
      t.references("sender", null: false, foreignKey: "community_members")
      t.references("receiver", null: false, foreignKey: "community_members")
    }
  }

  @Sendable private static func programs(_ schema: inout SchemaChange) {
    schema.createTable("programs") { t in
      t.string("name", null: false)
      t.integer("weeks", null: false, default: 6)
    }
    schema.createTable("program_users") { t in
      t.string("role", null: false, default: "participant")
      t.references("user", null: false, foreignKey: true)
      t.references("program", null: false, foreignKey: true)
    }
  }

  @Sendable private static func events(_ schema: inout SchemaChange) {
    schema.createTable("events") { t in
      t.string("title", null: false)
      t.datetime("starts_at", null: false)
      t.references("community", null: false, foreignKey: true)
    }
    schema.createTable("event_hosts") { t in
      t.references("community_member", null: false, foreignKey: true)
      t.references("event", null: false, foreignKey: true)
    }
    schema.createTable("event_registrations") { t in
      t.integer("guests", null: false, default: 0)
      t.references("community_member", null: false, foreignKey: true)
      t.references("event", null: false, foreignKey: true)
    }
  }

  /// What the application of the tutorial does not have.
  @Sendable private static func additions(_ schema: inout SchemaChange) {
    schema.addReference("users", "mentor", foreignKey: "users")
    schema.createTable("interests") { $0.string("name", null: false) }
    schema.createJoinTable("interests", "users", foreignKeys: true)
    schema.createTable("attachments") { t in
      t.string("file_name", null: false)
      t.integer("bytes", null: false, default: 0)
      t.references("attachable", polymorphic: true)
    }
  }
}
