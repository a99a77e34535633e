import ParapetDocument
import ParapetInventory

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

let subscription = "/subscriptions/00000000-0000-0000-0000-000000000001"
let otherSubscription = "/subscriptions/00000000-0000-0000-0000-000000000002"

/// Id of a resource in group `g` of the first subscription.
func groupID(_ rest: String) -> String { subscription + "/resourceGroups/g/providers/" + rest }

func read(_ text: String, name: String = "input", options: ReadOptions = .default) throws -> Inventory {
    try InventoryReader([.bytes(Array(text.utf8), name: name)], options: options).read()
}

func read(_ texts: [String]) throws -> Inventory {
    let inputs = texts.enumerated().map { InventoryInput.bytes(Array($1.utf8), name: "input\($0)") }
    return try InventoryReader(inputs).read()
}

/// Everything about an inventory that must not depend on cores or paging.
func fingerprint(_ inventory: Inventory) -> String {
    var lines = inventory.resources.map { "\($0.id) \($0.type) \($0.origin) \($0.isShallow)" }
    lines += inventory.problems.map { "\($0.origin) \($0.diagnostic.code) \($0.isLoss)" }
    lines += inventory.gaps.map(\.reason)
    lines += inventory.duplicates.map { "\($0.id) \($0.kept) \($0.dropped)" }
    lines += inventory.counts.map { "\($0.type) \($0.count)" }
    lines += inventory.subscriptions.map { "\($0)" }
    return lines.joined(separator: "\n")
}

/// The developers' corpus beside the checkout; `nil` on machines without it.
func corpus(_ file: String) -> String? {
    var folder = #filePath.split(separator: "/").dropLast(4).map(String.init)
    while true {
        let path = "/" + (folder + ["shared", "corpus", "azure-recordings", file]).joined(separator: "/")
        if access(path, R_OK) == 0 { return path }
        if folder.isEmpty { return nil }
        folder.removeLast()
    }
}

func temporaryFolder() -> String {
    var template = Array("/tmp/parapet-test-XXXXXX".utf8CString)
    return template.withUnsafeMutableBufferPointer { String(cString: mkdtemp($0.baseAddress!)) }
}
