import Synchronization

/// The models that are known by name, for columns that hold a class's name.
///
/// A model becomes known when it is first used. Models that only ever appear as names in a table are named at connect:
/// `Database.connect(.sqlite("app.db"), models: [Post.self, Author.self])`.
public enum ModelRegistry {
  private static let models = Mutex<[String: Record.Type]>([:])

  /// Makes models known by their names.
  public static func register(_ types: [Record.Type]) {
    for type in types {
      let facts = type._facts
      models.withLock { models in
        models[facts.name] = type
        if facts.storedName != facts.name { models[facts.storedName] = type }
      }
    }
  }

  /// The model of a name.
  package static func model(named name: String) -> Record.Type? { models.withLock { $0[name] } }

  package static var names: [String] { models.withLock { $0.keys.sorted() } }
}
