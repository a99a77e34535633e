import ParapetDocument
import ParapetInventory

/// Judges network security groups one after another, and writes their facts.
struct GroupJudge {
    /// What is said of a group.
    struct Judgement {
        var open: Reach
        /// The properties of the fact.
        var fact: [UInt8]
    }

    let table: ReachTable
    private let inventory: Inventory
    private var reader = RuleReader()

    var tables: RuleTables { reader.tables }

    init(in inventory: Inventory) {
        self.inventory = inventory
        table = ReachTable(reader.tables)
    }

    /// Judges a group that was read in full and has no rules that are resources of their own.
    ///
    /// - Returns: `nil` if more than the body decides.
    mutating func judgement(onlyFrom body: BodyValue) -> Judgement? {
        let own = body.member(Members.properties)?.present
        let embedded = own?.member(Keys.rules)?.present
        if let reason = own?.unknownReason ?? embedded?.unknownReason {
            return judgement(GroupExposure(unknown: reason), Attachment(own))
        }
        guard let embedded else { return nil }
        return judgement(exposure(embedded, []), Attachment(own))
    }

    /// Judges a group by its embedded rules and those that are resources of their own.
    mutating func judgement(of group: Resource, _ children: ArraySlice<Resource>) -> Judgement {
        group.reading { body in
            let own = body.member(Members.properties)?.present
            return judgement(exposure(of: group, own, children), Attachment(own))
        }
    }

    private mutating func exposure(
        of group: Resource, _ own: BodyValue?, _ children: ArraySlice<Resource>
    ) -> GroupExposure {
        guard !group.isShallow else {
            return GroupExposure(unknown: "'\(group.id)' was listed without its properties")
        }
        let embedded = own?.member(Keys.rules)?.present
        if let reason = own?.unknownReason ?? embedded?.unknownReason { return GroupExposure(unknown: reason) }
        if embedded == nil, let doubt = inventory.knowledge(of: NetworkTypes.securityRule, under: group.id).doubt {
            // Without the member the rules can only be resources of their own, and nobody says that these are all.
            return GroupExposure(unknown: doubt)
        }
        return exposure(embedded, children)
    }

    /// A resource stands for the embedded rule of its name; embedded rules of one name, as in an export that masks names,
    /// all count.
    private mutating func exposure(_ embedded: BodyValue?, _ children: ArraySlice<Resource>) -> GroupExposure {
        reader.beginGroup()
        var readings: [(name: String, reading: SecurityRule.Reading)] = []
        var replaced: Set<String> = []
        for child in children where !child.isShallow {
            let name = child.withNameBytes { reader.tables.text($0) }
            let folded = reader.tables.folded(name)
            replaced.insert(folded)
            readings.append((folded, child.reading { reader.read($0, name: name) }))
        }
        let ofChildren = readings.count
        if let embedded {
            for (index, rule) in embedded.elements.enumerated() {
                if let reason = rule.unknownReason { return GroupExposure(unknown: reason) }
                let name = reader.name(of: rule, at: index)
                let folded = reader.tables.folded(name)
                if replaced.contains(folded) { continue }
                readings.append((folded, reader.read(rule, name: name)))
            }
        }
        // Of equal names, embedded rules come before resources.
        let inOrder = readings[ofChildren...] + readings[..<ofChildren]
        return GroupExposure(inOrder.sorted { $0.name < $1.name }.map(\.reading), &reader)
    }

    private func judgement(_ exposure: GroupExposure, _ attachment: Attachment) -> Judgement {
        let open = table.reach(of: exposure.open)
        var text = FactText()
        text.verbatim(#"{"openRanges":"#)
        table.write(open, to: &text)
        text.verbatim(#","ruleRanges":"#)
        exposure.byRule.write(to: &text, reader.tables)
        switch attachment {
        case .untold: break
        case .attached: text.verbatim(#","attached":true"#)
        case .free: text.verbatim(#","attached":false"#)
        case .unknown(let reason):
            text.verbatim(#","attached":"#)
            text.unknown(reason: reason)
        }
        text.verbatim("}")
        return Judgement(open: open, fact: text.bytes)
    }

    private enum Keys {
        static let rules = FoldedKey("securityRules")
        static let subnets = FoldedKey("subnets")
        static let interfaces = FoldedKey("networkInterfaces")
    }

    /// Whether the group is attached to anything.
    private enum Attachment {
        /// The answer does not say.
        case untold
        case attached
        case free
        case unknown(String)

        init(_ properties: BodyValue?) {
            if let reason = properties?.unknownReason {
                self = .unknown(reason)
                return
            }
            let lists = (properties?.member(Keys.subnets)?.present, properties?.member(Keys.interfaces)?.present)
            func isFilled(_ list: BodyValue?) -> Bool { list.map { $0.kind == .array && $0.count > 0 } ?? false }
            if isFilled(lists.0) || isFilled(lists.1) {
                self = .attached
            } else if let reason = lists.0?.unknownReason ?? lists.1?.unknownReason {
                self = .unknown(reason)
            } else {
                self = lists.0 == nil && lists.1 == nil ? .untold : .free
            }
        }
    }
}

extension RuleReader {
    /// The name of an embedded rule: as it says, else by its id, else by its place.
    fileprivate mutating func name(of rule: BodyValue, at index: Int) -> RuleTables.Text {
        if let name = rule.member(Members.name)?.utf8 { return tables.text(name) }
        return tables.text(rule.member(Members.id)?.resourceID?.name ?? "securityRules[\(index)]")
    }
}
