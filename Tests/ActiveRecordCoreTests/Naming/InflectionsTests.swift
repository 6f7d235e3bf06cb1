import ActiveRecordCore
import Testing

/// The registry is one for the process: every test here teaches words of its own.
@Suite struct InflectionsTests {
  @Test func irregularWords() {
    #expect(Inflector.pluralized("zorkling") == "zorklings")
    Inflections.irregular("zorkling", "zorkleen")
    #expect(Inflector.pluralized("zorkling") == "zorkleen")
    #expect(Inflector.pluralized("zorkleen") == "zorkleen")
    #expect(Inflector.singularized("zorkleen") == "zorkling")
    #expect(Inflector.singularized("superzorkleen") == "superzorkling")
    #expect(Inflector.tableName(forModel: "Forest.TinyZorkling") == "tiny_zorkleen")
    #expect(Inflector.pluralized("Zorkling") == "Zorkleen")
  }

  @Test func uncountableWords() {
    #expect(Inflector.pluralized("glimstaff") == "glimstaffs")
    Inflections.uncountable("glimstaff")
    #expect(Inflector.pluralized("glimstaff") == "glimstaff")
    #expect(Inflector.pluralized("office_glimstaff") == "office_glimstaff")
    Inflections.irregular("glimstaff", "glimstaves")
    #expect(Inflector.pluralized("glimstaff") == "glimstaves")
  }

  @Test func suffixes() {
    Inflections.plural(suffix: "qez", replacement: "qezzes")
    Inflections.singular(suffix: "qezzes", replacement: "qez")
    #expect(Inflector.pluralized("red_qez") == "red_qezzes")
    #expect(Inflector.singularized("red_qezzes") == "red_qez")
    Inflections.plural(suffix: "bigqez", replacement: "bigqi")
    #expect(Inflector.pluralized("bigqez") == "bigqi")
  }

  @Test func manyTasksAtOnce() async {
    await withTaskGroup(of: Bool.self) { group in
      for task in 0..<8 {
        group.addTask {
          if task % 2 == 0 { Inflections.irregular("vurm\(task)", "vurmen\(task)") }
          return (0..<1000).allSatisfy { Inflector.pluralized("quark\($0)x") == "quark\($0)xes" }
        }
      }
      for await isRight in group { #expect(isRight) }
    }
  }
}
