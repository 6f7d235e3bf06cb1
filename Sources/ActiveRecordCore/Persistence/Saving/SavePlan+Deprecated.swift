extension SavePlan {
  /// Reports that saving a record touches the target of a deprecated association; tells what was set where such are refused.
  func checkDeprecatedTouches(_ record: Record) throws {
    try DeprecatedAssociations.checkRefused(record, deprecated)
    for reflection in deprecated where reflection.options.isDeprecated && reflection.options.touch != .off {
      try DeprecatedAssociations.check(reflection, .touch)
    }
  }

  /// Reports that destroying a record concerns the targets of a deprecated association.
  func checkDeprecatedDependents() throws {
    for reflection in deprecated where reflection.options.isDeprecated {
      if reflection.options.dependent != nil { try DeprecatedAssociations.check(reflection, .dependent) }
      if reflection.options.touch != .off { try DeprecatedAssociations.check(reflection, .touch) }
    }
  }
}
