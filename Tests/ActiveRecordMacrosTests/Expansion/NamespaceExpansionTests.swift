import Testing

/// What a class knows of the types that it is nested in.
@Suite struct NamespaceExpansionTests {
  @Test func aNestedClassNamesTheTypesAroundIt() {
    let expanded = Expanded("enum Shop { struct Billing { @Model class Invoice: Record {} } }")
    #expect(expanded.messages == [] && expanded.syntaxErrors == [])
    #expect(expanded.text.contains("ModelFacts(Invoice.self, within: [Billing.self, Shop.self], columns:"))
  }

  @Test func aClassInAnExtensionNamesWhatIsExtended() {
    let expanded = Expanded("extension Shop.Billing { @Model class Invoice: Record {} }")
    #expect(expanded.text.contains("within: [Shop.Billing.self, Shop.self]"))
  }

  @Test func aClassInAFunctionOrWithATableOfItsOwnNamesNone() {
    #expect(!Expanded("struct Tests { func one() { @Model class Invoice: Record {} } }").text.contains("within:"))
    #expect(!Expanded(#"enum Billing { @Model(table: "bills") class Invoice: Record {} }"#).text.contains("within:"))
    #expect(!Expanded("@Model class Invoice: Record {}").text.contains("within:"))
  }
}
