/// Where a SQLite database is and how it is opened.
///
/// ```swift
/// var options = SQLiteOptions(path: "blog.db")
/// options.busyTimeout = .seconds(1)
/// options.pragmas = ["mmap_size = 268435456"]
/// ```
public struct SQLiteOptions: Sendable, Hashable {
  /// Where the data are kept.
  public enum Storage: Sendable, Hashable {
    /// In the file at this path.
    case file(String)
    /// In memory, as long as the connection is open.
    case memory
  }

  /// How changes are kept apart until they are committed.
  public enum JournalMode: String, Sendable, Hashable {
    /// A write-ahead log: readers do not wait for the writer, nor the writer for readers.
    case wal = "WAL"
    /// A file with the old pages, deleted at each commit.
    case delete = "DELETE"
    /// The same, truncated instead of deleted.
    case truncate = "TRUNCATE"
    /// The same, overwritten instead of deleted.
    case persist = "PERSIST"
  }

  /// How often SQLite waits until the disk has what it was given.
  public enum Synchronous: String, Sendable, Hashable {
    /// Never: a power cut may destroy the database.
    case off = "OFF"
    /// At the critical moments: with a write-ahead log, a power cut may take back the last commits but nothing breaks.
    case normal = "NORMAL"
    /// At each commit.
    case full = "FULL"
    /// At each commit, and for the directory too.
    case extra = "EXTRA"
  }

  /// Where the data are kept.
  public var storage: Storage
  /// Whether nothing can be written.
  public var isReadOnly = false
  /// Whether a missing file is made.
  public var createsFile = true
  /// How changes are kept apart until they are committed; set when a connection that writes is opened.
  public var journalMode = JournalMode.wal
  /// How often SQLite waits for the disk.
  public var synchronous = Synchronous.normal
  /// Whether foreign keys are checked.
  public var checksForeignKeys = true
  /// How much memory each connection may use for pages, in KiB; `nil` leaves SQLite's own limit (about 2 MiB).
  public var cacheKibibytes: Int?
  /// How long a statement waits for a lock that another connection holds.
  public var busyTimeout = Duration.seconds(5)
  /// Further pragmas, set on each connection when it is opened: `"mmap_size = 268435456"`.
  ///
  /// Connections that only read refuse those that change the file.
  public var pragmas: [String] = []

  /// A database with the usual settings.
  public init(_ storage: Storage) {
    self.storage = storage
  }

  /// A database in a file; `:memory:` means one in memory.
  public init(path: String) {
    self.init(path == ":memory:" ? .memory : .file(path))
  }

  /// A database in memory.
  public static var inMemory: SQLiteOptions { SQLiteOptions(.memory) }

  /// A short description of where the database is.
  var location: String {
    switch storage {
    case .file(let path): path
    case .memory: "memory"
    }
  }
}
