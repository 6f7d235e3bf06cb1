import SwiftCompilerPlugin
import SwiftSyntaxMacros

/// The macros behind the attributes of models.
@main struct ActiveRecordPlugin: CompilerPlugin {
  let providingMacros: [any Macro.Type] = [
    ModelMacro.self,
    ColumnMacro.self,
    PrimaryKeyMacro.self,
    TransientMacro.self,
    BelongsToMacro.self,
    HasOneMacro.self,
    HasManyMacro.self,
    HasAndBelongsToManyMacro.self,
    PolymorphicMacro.self,
  ]
}
