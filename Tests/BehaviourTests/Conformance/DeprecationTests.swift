import ActiveRecord
import Logging
import Synchronization
import Testing

/// What Rails' suite shows of associations that are deprecated: who is told, of what, and how.
@Suite struct DeprecationTests {
  typealias R = Retired

  /// The kinds of associations: which are deprecated, and which are not.
  enum Kind: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case hasMany, hasOne, belongsTo, through, oneThrough, pairs
    var testDescription: String { rawValue }

    var model: Record.Type { self == .belongsTo ? R.Post.self : R.Author.self }

    var current: [String] {
      switch self {
      case .hasMany: ["posts"]
      case .hasOne: ["post"]
      case .belongsTo: ["author"]
      case .through: ["comments", "overOld", "endingInOld"]
      case .oneThrough: ["comment", "overOldPost"]
      case .pairs: ["topics"]
      }
    }

    var deprecated: [String] {
      switch self {
      case .hasMany: ["oldPosts"]
      case .hasOne: ["oldPost"]
      case .belongsTo: ["oldAuthor"]
      case .through: ["oldComments", "oldOverOld"]
      case .oneThrough: ["oldComment", "oldOverOldPost"]
      case .pairs: ["oldTopics"]
      }
    }

    /// Uses the first of the deprecated ones on a new record.
    func use() {
      let author = R.Author()
      switch self {
      case .hasMany: author.oldPosts.reset()
      case .hasOne: author.$oldPost.reset()
      case .belongsTo: R.Post().$oldAuthor.reset()
      case .through: author.oldComments.reset()
      case .oneThrough: author.$oldComment.reset()
      case .pairs: author.oldTopics.reset()
      }
    }
  }

  @Test(arguments: Kind.allCases) func associationsSayWhetherTheyAreDeprecated(_ kind: Kind) {
    for name in kind.current { #expect(kind.model._facts.associations[name]?.isDeprecated == false, "\(name)") }
    for name in kind.deprecated { #expect(kind.model._facts.associations[name]?.isDeprecated == true, "\(name)") }
  }

  @Test(arguments: Kind.allCases) func theAssociationThatIsUsedIsTold(_ kind: Kind) async throws {
    let told = Told()
    await told.listening.during { kind.use() }
    #expect(told.uses.map(\.kind) == [.named])
    #expect(told.uses.first?.reflection === kind.model._facts.associations[kind.deprecated[0]])
  }

  /// What can be said to happen: nothing of it is left to chance by a name that is misspelt.
  enum Mode: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case warn, raise, notify
    var testDescription: String { rawValue }
  }

  @Test(arguments: Mode.allCases) func eachModeDoesWhatItSays(_ mode: Mode) async throws {
    let log = LogLines(), told = Told()
    let way: DeprecatedAssociations =
      switch mode {
      case .warn: .warn(to: Logger(label: "test") { _ in log })
      case .raise: .raise
      case .notify: told.listening
      }
    var refusal: AssociationError?
    do { try await way.during { _ = try await R.Author().oldPosts.load() } } catch let error as AssociationError { refusal = error }
    #expect((refusal?.code == .deprecated) == (mode == .raise))
    #expect(told.uses.count == (mode == .notify ? 1 : 0))
    let words = "Retired.Author.oldPosts: it is deprecated, and is used by its name"
    #expect(log.lines == (mode == .warn ? ["warning: \(words)"] : []))
    if let refusal { #expect("\(refusal)" == words) }
  }

  /// Where no logger is given, the application's is warned.
  @Test func warningsNeedNoLogger() async throws {
    let posts = try await DeprecatedAssociations.warn.during { try await R.Author().oldPosts.load() }
    #expect(posts.isEmpty)
  }

  /// Notes what it is told.
  private final class Told: Sendable {
    private let list = Mutex<[DeprecatedAssociationUse]>([])
    var uses: [DeprecatedAssociationUse] { list.withLock { $0 } }
    var listening: DeprecatedAssociations { .notify { [self] use in list.withLock { $0.append(use) } } }
  }
}
