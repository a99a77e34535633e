import ParapetDocument
import Testing

/// Texts of one pattern.
private let texts = [
    #"{"a":1,"b":{"c":["x",null],"d":2},"e":""}"#, #"{"a":1,"b":{"c":["x",null],"d":3},"e":"y"}"#,
    #"{"a":11,"b":{"c":["x",null],"d":2},"e":""}"#, #"{"a":1,"b":{"c":["x","null"],"d":2},"e":""}"#,
    #"{"a":1,"b":{"c":[null,"x"],"d":2},"e":""}"#, #"{"a":"1","b":{"c":["\u0078",null],"d":2},"e":""}"#,
    #"{"a":1,"b":{"c":["long enough for two words",null],"d":2},"e":""}"#,
    #"{"a":1,"b":{"c":["long enough for two WORDS",null],"d":2},"e":""}"#, #"{"a":true,"b":{"c":["",""],"d":0},"e":0}"#,
]

/// The sum of the fingerprints of what a choice holds.
private func sum(_ choice: ScalarChoice, of root: JSONCursor, skipping dropped: Set<Int> = []) -> [UInt64] {
    withUnsafeTemporaryAllocation(of: TextFingerprint.self, capacity: choice.count) { prints in
        prints.initialize(repeating: .none)
        choice.write(root, to: prints, .process)
        var sum = TextFingerprint.none
        for number in 0..<choice.count where !dropped.contains(number) { sum &+= prints[number] }
        return [sum.low, sum.high]
    }
}

private func chosen(_ root: JSONCursor) -> (a: String, c: String) {
    (
        String(decoding: root.member("a")?.sourceBytes ?? [], as: UTF8.self),
        String(decoding: root.member("b")?.member("c")?.sourceBytes ?? [], as: UTF8.self)
    )
}

@Test(arguments: texts)
func chosenScalarsHaveOneFingerprintWhereTheyAreTheSame(_ first: String) throws {
    let known = try document(first)
    defer { withExtendedLifetime(known) {} }
    let root = known.root.cursor
    var choice = ScalarChoice()
    let numbers = [root.member("a"), root.member("b")?.member("c"), root.member("a")].map { value in
        value.map { choice.add($0, in: root) }
    }
    #expect(numbers == [[0], [1, 2], [0]])
    for second in texts {
        let other = try document(second)
        withExtendedLifetime(other) {
            let (left, right) = (chosen(root), chosen(other.root.cursor))
            #expect((sum(choice, of: root) == sum(choice, of: other.root.cursor)) == (left == right), "\(second)")
        }
    }
    choice.drop(0)
    for second in texts {
        let other = try document(second)
        withExtendedLifetime(other) {
            let isSame = chosen(root).c == chosen(other.root.cursor).c
            let sums = (sum(choice, of: root, skipping: [0]), sum(choice, of: other.root.cursor, skipping: [0]))
            #expect((sums.0 == sums.1) == isSame, "\(second)")
        }
    }
}

@Test func textsOfAnyLengthHaveFingerprintsOfTheirOwn() throws {
    var seen: Set<[UInt64]> = []
    let lengths = 0..<40
    for length in lengths {
        for last in ["a", "'", "~"] {
            let text = try document("\"" + String(repeating: "a", count: length) + last + "\"")
            for number in [-1, 0, 1] {
                let bytes = try #require(text.root.cursor.utf8)
                let print = withExtendedLifetime(text) { TextFingerprint(bytes, number: number, .process) }
                seen.insert([print.low, print.high])
            }
        }
    }
    #expect(seen.count == lengths.count * 9)
}

@Test func aPatternIsGuessedByItsSizeAndAText() throws {
    func guess(_ text: String) throws -> UInt64 {
        let made = try document(text)
        return withExtendedLifetime(made) { made.root.cursor.patternGuess(by: "type") }
    }
    let usual = try guess(#"{"id":"x","type":"Microsoft.Storage/storageAccounts","n":1}"#)
    #expect(try guess(#"{"id":"longer","type":"Microsoft.Storage/storageAccounts","n":null}"#) == usual)
    #expect(try guess(#"{"id":"x","type":"Microsoft.Storage/storageaccounts","n":1}"#) != usual)
    #expect(try guess(#"{"id":"x","type":"Microsoft.Storage/storageAccounts","n":[]}"#) != usual)
    #expect(try guess(#"{"id":"x","type":"short","n":1}"#) == guess(#"{"id":"x","type":5,"n":1}"#))
}
