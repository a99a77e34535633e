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

@Test func everyDerivationOfTheFolderIsRegistered() throws {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let folder = "/" + root + "/Sources/ParapetDerivations"
    let sources = try FileFinder.texts(in: folder, ending: ".swift")
    let declared = sources.flatMap { $0.matches(of: /enum (\w+): Derivation \{/).map { String($0.1) } }
    #expect(Set(declared) == Set(Derivations.all.map { String(describing: $0) }))
}
