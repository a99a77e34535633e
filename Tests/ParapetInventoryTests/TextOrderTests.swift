import Testing

@testable import ParapetInventory

/// Texts in the manner of ids, and such as end within a word, go on with zero bytes, or differ in case alone.
private enum OrderedTexts: CaseIterable {
    case ids
    case inOrder
    case endings
    case cases
    case few
    case one
    case none

    var texts: [String] {
        switch self {
        case .ids:
            (0..<3000).map { number in
                let group = number * 7 % 290
                let subscription = "5B0A71C0-3d5e-4c1f-9a2b-0000000000\(group % 4)\(group % 10)"
                return "/subscriptions/\(subscription)/resourceGroups/rg-\(group)/providers/A/b/app\(number)"
            }
        case .inOrder: (0..<200).map { "/subscriptions/" + String(repeating: "a", count: $0) }
        case .endings:
            (0..<400).map { number in
                "prefix" + String(repeating: "\0", count: number % 19) + String(repeating: "b", count: number * 7 % 23)
            }
        case .cases: (0..<300).map { ["azAZ", "AZaz", "az@Z", "az[Z", "azaz", "azé{"][$0 % 6] + "\($0 % 11)" }
        case .few: ["b", "", "a", "B", "", "ab"]
        case .one: ["/"]
        case .none: []
        }
    }
}

@Test(arguments: OrderedTexts.allCases)
private func textsAreOrderedByTheirFoldedBytes(_ example: OrderedTexts) {
    let texts = example.texts.map { Array($0.utf8) }
    let folded = texts.map { $0.map { $0 >= 0x41 && $0 <= 0x5A ? $0 + 0x20 : $0 } }
    let expected = texts.indices.sorted { left, right in
        folded[left].lexicographicallyPrecedes(folded[right]) || folded[left] == folded[right] && left < right
    }
    // All of them behind each other, so that they stay where they are.
    let ends = texts.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
    let order = texts.flatMap(\.self).withUnsafeBytes { bytes in
        var order = TextOrder(count: texts.count)
        for index in texts.indices {
            order.append(UnsafeRawBufferPointer(rebasing: bytes[ends[index]..<ends[index + 1]]))
        }
        return order.sorted()
    }
    #expect(order.map { Int($0) } == expected)
}
