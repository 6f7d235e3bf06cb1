import ActiveRecordCore
import Testing

private enum Billing {
  class Account { class Entry {} }
}
private class Box<T> { class Lid {} }
class NamingTestModel {}
extension [Int] { fileprivate class Nested {} }

@Suite struct InflectorTypeNameTests {
  @Test func leavesOutTheModule() {
    #expect(Inflector.qualifiedName(of: NamingTestModel.self) == "NamingTestModel")
  }

  @Test func keepsTheTypesAround() {
    #expect(Inflector.qualifiedName(of: Billing.Account.self) == "Billing.Account")
    #expect(Inflector.qualifiedName(of: Billing.Account.Entry.self) == "Billing.Account.Entry")
  }

  @Test func leavesOutGenericArguments() {
    #expect(Inflector.qualifiedName(of: Box<Billing.Account>.self) == "Box")
    #expect(Inflector.qualifiedName(of: Box<[Int: Billing.Account]>.Lid.self) == "Box.Lid")
    #expect(Inflector.qualifiedName(of: [Int].Nested.self) == "Array.Nested")
  }

  @Test func leavesOutTheFunctionAround() {
    class Local { class Inner {} }
    class `odd.name` {}
    let closure: () -> Any.Type = {
      class InClosure {}
      return InClosure.self
    }
    #expect(Inflector.qualifiedName(of: Local.self) == "InflectorTypeNameTests.Local")
    #expect(Inflector.qualifiedName(of: Local.Inner.self) == "InflectorTypeNameTests.Local.Inner")
    #expect(Inflector.qualifiedName(of: closure()) == "InflectorTypeNameTests.InClosure")
    #expect(Inflector.qualifiedName(of: `odd.name`.self) == "InflectorTypeNameTests.odd.name")
  }
}
