public import Logging
import Synchronization

/// What happens when an association is used that is declared with `deprecated: true`.
///
/// ```swift
/// @HasMany var oldNotes: Many<Note> = .has(deprecated: true)
///
/// DeprecatedAssociations.default = .notify { print($0) }
/// // Writer.oldNotes: it is deprecated, and is used by its name
/// ```
///
/// Told is whoever names it: by the property or its handle, in `preload`, `includes`, `eagerLoad`, `joins`, in conditions, in nested attributes; a
/// through association that leads over it; and saving and destroying, where its `touch` or `dependent` would be missed. Associations that are
/// not deprecated pay nothing for it.
public struct DeprecatedAssociations: Sendable {
  private enum Mode: Sendable {
    case warn(Logger)
    case raise
    case notify(@Sendable (DeprecatedAssociationUse) -> Void)
  }
  private let mode: Mode

  /// Each use is a warning in the log, under the label `ActiveRecord`.
  public static var warn: Self { warn(to: Logger(label: "ActiveRecord")) }
  /// Each use is a warning of this logger.
  public static func warn(to logger: Logger) -> Self { Self(mode: .warn(logger)) }
  /// Each use is an error: an ``AssociationError`` with the code `deprecated`.
  ///
  /// What cannot throw at once (building a member, setting a belongs_to) changes nothing, and is told when the owner is saved.
  public static var raise: Self { Self(mode: .raise) }
  /// Each use is told to somebody.
  public static func notify(_ body: @escaping @Sendable (DeprecatedAssociationUse) -> Void) -> Self { Self(mode: .notify(body)) }

  @TaskLocal package static var ofTask: DeprecatedAssociations?
  private static let ofApplication = Mutex(DeprecatedAssociations.warn)

  /// What happens where a task has said nothing else; a warning in the log unless it is set.
  public static var `default`: DeprecatedAssociations {
    get { ofApplication.withLock { $0 } }
    set { ofApplication.withLock { $0 = newValue } }
  }

  private static var current: DeprecatedAssociations { ofTask ?? .default }

  /// Reports uses; an error where such are refused.
  private static func report(_ uses: [DeprecatedAssociationUse]) -> AssociationError? {
    let mode = current.mode
    for use in uses {
      switch mode {
      case .warn(let logger): logger.warning("\(use)")
      case .raise: return use.error
      case .notify(let body): body(use)
      }
    }
    return nil
  }

  /// The deprecated associations that one stands for: itself, and those that it leads over.
  package static func steps(of reflection: AssociationReflection) -> [AssociationReflection] {
    let own = reflection.options.isDeprecated ? [reflection] : []
    guard reflection.isThrough, let resolved = try? reflection.resolved() else { return own }
    return own + [resolved.through, resolved.source].compactMap(\.self).flatMap(steps)
  }

  /// Reports that an association is used, and what it leads over.
  ///
  /// - Throws: ``AssociationError`` where deprecated associations are refused.
  package static func check(_ reflection: AssociationReflection, _ kind: DeprecatedAssociationUse.Kind) throws {
    guard reflection.options.isDeprecated || reflection.isThrough else { return }
    if let refusal = report(uses(of: reflection, steps(of: reflection), kind)) { throw refusal }
  }

  private static func uses(
    of reflection: AssociationReflection, _ steps: [AssociationReflection], _ kind: DeprecatedAssociationUse.Kind
  ) -> [DeprecatedAssociationUse] {
    steps.map { DeprecatedAssociationUse($0, $0 === reflection ? kind : .ledOver(by: reflection.path)) }
  }

  /// Reports that an association is used by its name.
  ///
  /// - Returns: The association; or one that refuses whatever it is asked.
  static func accessed(_ reflection: AssociationReflection, _ steps: [AssociationReflection]) -> AssociationReflection {
    guard let refusal = report(uses(of: reflection, steps, .named)) else { return reflection }
    return AssociationReflection(
      reflection.kind, reflection.name, index: reflection.refusedIndex, owner: reflection.owner, target: reflection.target,
      options: reflection.options, refusal: refusal)
  }

  /// Tells what was built or set by an association that is refused, where nothing could be thrown.
  package static func checkRefused(_ record: Record, _ reflections: [AssociationReflection]) throws {
    guard let extras = record._extras else { return }
    for reflection in reflections where extras.association(reflection.refusedIndex) != nil {
      extras.setAssociation(reflection.refusedIndex, nil)
      throw DeprecatedAssociationUse(steps(of: reflection).first ?? reflection, .named).error
    }
  }
}

extension AssociationReflection {
  /// Where the state is kept of an association that is refused: apart from that of any other.
  fileprivate var refusedIndex: Int { 4096 + index }
}
