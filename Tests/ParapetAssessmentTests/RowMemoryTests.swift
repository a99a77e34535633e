import Testing

@testable import ParapetAssessment

/// What is said of a resource may be said of another one only where rows and all answers to joins are the same.
@Suite struct RowMemoryTests {
    private typealias Truth = AnswerJudge.Truth

    /// What is remembered for a row, where joins are answered by their numbers.
    private func recall(_ row: [UInt8], _ answers: [Int32: Truth], in memory: inout RowMemory) -> UInt32? {
        var place = row.withUnsafeBytes { memory.root(of: $0) }
        while case .ask(let join) = memory.step(at: place) {
            guard let answer = answers[join], let next = memory.place(behind: place, answer) else { return nil }
            place = next
        }
        guard case .said(let number) = memory.step(at: place) else { return nil }
        return number
    }

    private func note(
        _ number: UInt32, _ row: [UInt8], _ asked: [(join: Int32, answer: Truth)], in memory: inout RowMemory
    ) {
        let root = row.withUnsafeBytes { memory.root(of: $0) }
        memory.note(number, from: root, asked)
    }

    @Test func everyAnswerLeadsToWhatWasSaidAfterIt() {
        var memory = RowMemory()
        #expect(recall([1, 2], [:], in: &memory) == nil)
        note(0, [1, 2], [(4, .holds)], in: &memory)
        note(1, [1, 2], [(4, .fails), (2, .unknown(reason: 7))], in: &memory)
        note(2, [1, 2], [(4, .fails), (2, .unknown(reason: 8))], in: &memory)
        note(3, [1, 2], [(4, .presumedFails(reason: 7))], in: &memory)
        note(4, [1, 3], [], in: &memory)
        #expect(recall([1, 2], [4: .holds], in: &memory) == 0)
        #expect(recall([1, 2], [4: .fails, 2: .unknown(reason: 7)], in: &memory) == 1)
        #expect(recall([1, 2], [4: .fails, 2: .unknown(reason: 8)], in: &memory) == 2)
        #expect(recall([1, 2], [4: .presumedFails(reason: 7)], in: &memory) == 3)
        #expect(recall([1, 3], [:], in: &memory) == 4)
        // Answers and rows that were not met.
        #expect(recall([1, 2], [4: .fails, 2: .holds], in: &memory) == nil)
        #expect(recall([1, 2], [4: .presumedFails(reason: 8)], in: &memory) == nil)
        #expect(recall([1, 2], [4: .open], in: &memory) == nil)
        #expect(recall([1], [4: .holds], in: &memory) == nil)
    }

    @Test func ofReasonsWithoutEndOnlySomeAreRemembered() {
        var memory = RowMemory()
        for reason in 0..<UInt32(1000) { note(reason, [], [(0, .unknown(reason: reason))], in: &memory) }
        let known = (0..<UInt32(1000)).filter { reason in
            let found = recall([], [0: .unknown(reason: reason)], in: &memory)
            #expect(found == nil || found == reason)
            return found != nil
        }
        #expect(!known.isEmpty && known.count < 100)
    }
}
