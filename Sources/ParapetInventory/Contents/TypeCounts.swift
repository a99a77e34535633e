/// How many resources of each type were seen in each subscription or tenant: in the open input, and in all of them with
/// duplicates once. By numbers, so that a page is counted without hashing a text.
struct TypeCounts: Sendable {
    typealias Key = KnowledgeBase.TypeAndRoot

    private var keys: ContiguousArray<Key> = []
    private var numbers: [Key: Int] = [:]
    private var sums: ContiguousArray<Int> = []
    /// Of the open input.
    private var open: ContiguousArray<Int> = []
    /// Numbers of keys that the open input showed.
    private var shown: ContiguousArray<Int> = []

    /// The number of a key, from 0.
    mutating func number(of key: Key) -> Int {
        if let known = numbers[key] { return known }
        let number = keys.count
        numbers[key] = number
        keys.append(key)
        sums.append(0)
        open.append(0)
        return number
    }

    /// Counts resources as read from the open input, and as resources that no other input showed; see ``forget(_:)``.
    mutating func add(_ count: Int, of number: Int) {
        if open[number] == 0 { shown.append(number) }
        open[number] += count
        sums[number] += count
    }

    /// Takes back that a resource was counted that turned out to be another state of one that was counted before.
    mutating func forget(_ number: Int) {
        if sums[number] > 0 { sums[number] -= 1 }
    }

    /// The counts of the open input; another one begins.
    mutating func closeInput() -> [Key: Int] {
        var result: [Key: Int] = [:]
        for number in shown {
            result[keys[number], default: 0] += open[number]
            open[number] = 0
        }
        shown.removeAll()
        return result
    }

    /// The counts over all inputs, of what is there.
    var total: [Key: Int] {
        var result: [Key: Int] = [:]
        for (key, sum) in zip(keys, sums) where sum > 0 { result[key, default: 0] += sum }
        return result
    }

    /// Counts what was seen under one root as seen under another; the open input must be closed.
    mutating func move(from old: String, to new: String) {
        for index in keys.indices where keys[index].root == old { keys[index].root = new }
        numbers = Dictionary(zip(keys, keys.indices), uniquingKeysWith: { first, _ in first })
    }
}
