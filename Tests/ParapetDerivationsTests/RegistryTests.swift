import ParapetDerivations
import ParapetInventory
import Testing

@Test func everyDerivationHasItsOwnTypeInOrder() {
    let types = Derivations.all.map { $0.type }
    #expect(types.allSatisfy { $0.isDerived })
    #expect(types == types.sorted())
    #expect(Set(types).count == types.count)
}

@Test func inputsIncludeTheSubjects() {
    for derivation in Derivations.all {
        #expect(Set(derivation.subjects).isSubset(of: derivation.inputs))
        #expect(Derivations.inputTypes(for: [derivation.type]) == Set(derivation.inputs))
    }
}

@Test func aDerivationThatRanTellsThatNothingApplies() throws {
    let example = DerivationExample(resources: [])
    for derivation in Derivations.all {
        #expect(try example.knowledge(derivation, of: "sub") == .complete)
    }
}
