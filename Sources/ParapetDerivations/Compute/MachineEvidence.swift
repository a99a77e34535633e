import ParapetDocument
package import ParapetInventory

/// What Azure knows about a machine from outside: assessments, extensions and the last look for missing updates in one view.
///
/// Checks accept this or that of them, and ask a person when there is neither; a rule can look for one related type only.
/// The fact joins and does not judge: no thresholds and no clock, values as they were read.
///
/// Properties: `assessments` (by key), `extensions` (by name) and `patchAssessment`, left out when there was none. Emitted
/// for every virtual machine; a member whose input is not completely known is an unknown value. Without a ledger a member
/// that holds something is given as seen.
package enum MachineEvidence: Derivation {
    package static let type: ResourceType = "Parapet.Derived/machineEvidence"
    package static let subjects: [ResourceType] = ["Microsoft.Compute/virtualMachines"]
    package static let inputs: [ResourceType] = subjects + [assessments, extensions, patches]

    private static let assessments: ResourceType = "Microsoft.Security/assessments"
    private static let extensions: ResourceType = "Microsoft.Compute/virtualMachines/extensions"
    private static let patches: ResourceType = "Microsoft.Compute/virtualMachines/patchAssessmentResults"

    package static func derive(from inventory: Inventory) -> DerivedFacts {
        var facts = DerivedFacts(type: type)
        let elsewhere = assessmentsElsewhere(in: inventory)
        let machines = inventory.resources(ofType: subjects[0])
        let walked = (
            assessments: inventory.relatives(ofAll: subjects[0], type: assessments, .attached),
            extensions: inventory.relatives(ofAll: subjects[0], type: extensions, .below),
            patches: inventory.relatives(ofAll: subjects[0], type: patches, .below)
        )
        func found(_ index: RelativeIndex?, _ place: Int) -> ArraySlice<Resource> {
            index.map { inventory.resources[$0[place]] } ?? []
        }
        var contents = Conclusions<ExtensionContent>()
        var known = [assessments, extensions, patches].map { RootKnowledge(of: $0, in: inventory) }
        var ahead = Lookahead(machines.indices, of: inventory, size: 192)
        var extensionsAhead = Lookahead(
            inventory.resources(ofType: extensions).indices, of: inventory, size: 512)
        for place in machines.indices {
            ahead.reach(place)
            if let found = walked.extensions?[place], !found.isEmpty { extensionsAhead.reach(found.lowerBound) }
            let machine = machines[place]
            // Why what one of the inputs holds is not known.
            func doubt(_ input: Int, isEmpty: Bool) -> String? {
                switch known[input].knowledge(at: place) {
                case .complete: nil
                case .presumed(let reason): isEmpty ? reason : nil
                case .unknown(let gap): gap.reason
                }
            }
            let named = elsewhere.isEmpty ? [] : elsewhere[machine.id] ?? []
            let assessed = MachineAssessments(attached: found(walked.assessments, place), named: named)
            let installed = found(walked.extensions, place)
            let patched = found(walked.patches, place)
            facts.emit(for: machine) { text in
                text.verbatim(#"{"assessments":"#)
                if let doubt = doubt(0, isEmpty: assessed.isEmpty) {
                    text.unknown(reason: doubt)
                } else if assessed.isEmpty {
                    text.verbatim("[]")
                } else {
                    text.literal(assessed.literal)
                }
                text.verbatim(#","extensions":"#)
                if let doubt = doubt(1, isEmpty: installed.isEmpty) {
                    text.unknown(reason: doubt)
                } else {
                    list(installed, &contents, to: &text)
                }
                if let doubt = doubt(2, isEmpty: patched.isEmpty) {
                    text.verbatim(#","patchAssessment":"#)
                    text.unknown(reason: doubt)
                } else if let newest = newest(of: patched) {
                    text.verbatim(#","patchAssessment":"#)
                    text.literal(newest)
                }
                text.verbatim("}")
            }
        }
        return facts
    }

    /// Assessments that are not attached to their resource but name it, by that resource.
    private static func assessmentsElsewhere(in inventory: Inventory) -> [ResourceID: [Resource]] {
        var result: [ResourceID: [Resource]] = [:]
        for assessment in inventory.resources(ofType: assessments) {
            guard let id = assessment.property("resourceDetails", "id")?.string.flatMap({ ResourceID($0) }),
                assessment.id.scope != id
            else { continue }
            result[id, default: []].append(assessment)
        }
        return result
    }

    /// Writes the extensions in the order of their names.
    private static func list(
        _ extensions: ArraySlice<Resource>, _ contents: inout Conclusions<ExtensionContent>, to text: inout FactText
    ) {
        text.verbatim("[")
        var isFirst = true
        for item in extensions.count < 2 ? extensions : inOrder(extensions) {
            if !isFirst { text.verbatim(",") }
            isFirst = false
            text.verbatim(#"{"name":"#)
            item.withNameBytes { text.string(utf8: $0) }
            switch contents.conclusion(of: item, { content(of: $0) }) {
            case .members(let members): text.verbatim(members)
            case .unknown(let reason): unknownMembers(reason, to: &text)
            case .unseen: unknownMembers(item.reasonForLackOfProperties, to: &text)
            }
            text.verbatim("}")
        }
        text.verbatim("]")
    }

    /// What the body of an extension says.
    private enum ExtensionContent {
        /// The members of the fact, each behind a comma.
        case members([UInt8])
        case unknown(String)
        /// It has no properties.
        case unseen
    }

    private static func content(of body: BodyValue) -> ExtensionContent {
        guard let properties = body.member(Members.properties)?.present else { return .unseen }
        if let reason = properties.unknownReason { return .unknown(reason) }
        var text = FactText()
        for member in extensionMembers {
            guard let value = properties.member(member.key)?.present else { continue }
            text.verbatim(member.text)
            text.value(value)
        }
        return .members(text.bytes)
    }

    private static func unknownMembers(_ reason: String, to text: inout FactText) {
        for member in extensionMembers {
            text.verbatim(member.text)
            text.unknown(reason: reason)
        }
    }

    private static func inOrder(_ extensions: ArraySlice<Resource>) -> ArraySlice<Resource> {
        extensions.sorted { ($0.id.name.asciiLowercased, $0.id) < ($1.id.name.asciiLowercased, $1.id) }[...]
    }

    private static let extensionMembers: [(key: FoldedKey, text: StaticString)] = [
        (FoldedKey("publisher"), #","publisher":"#), (FoldedKey("type"), #","type":"#),
        (FoldedKey("provisioningState"), #","provisioningState":"#),
    ]

    // MARK: - Missing updates

    /// The newest result; `nil` if there is none.
    private static func newest(of results: some Sequence<Resource>) -> JSONLiteral? {
        let newest = results.max { left, right in
            let times = [left, right].map { $0.property("lastModifiedDateTime")?.string.flatMap { Timestamp($0) } }
            guard let time = times[1] else { return false }
            return times[0].map { $0 < time } ?? true
        }
        guard let newest else { return nil }
        if let unknown = newest.unknownWithoutProperties { return unknown }
        var members: [(key: String, value: JSONLiteral)] = []
        func add(_ key: String, from name: String) {
            if let value = newest.property(name) { members.append((key: key, value: .view(value))) }
        }
        add("status", from: "status")
        add("assessedAt", from: "lastModifiedDateTime")
        if let counts = newest.property("availablePatchCountByClassification") {
            for key in ["critical", "security", "other"] { members.append((key: key, value: count(key, in: counts))) }
        }
        add("rebootPending", from: "rebootPending")
        return .object(members)
    }

    /// A count by classification, whose keys machines and Arc write in different letter case; a missing one is zero.
    private static func count(_ key: String, in counts: JSONView) -> JSONLiteral {
        if let reason = counts.unknownReason { return .unknown(reason: reason) }
        guard let value = counts[key]?.present else { return 0 }
        if let reason = value.unknownReason { return .unknown(reason: reason) }
        if let number = value.int64 ?? value.string.flatMap({ Int64($0) }) { return .int(number) }
        return .unknown(reason: "the number of '\(key)' updates is not readable")
    }
}

/// The assessments of one machine, one for each key.
private struct MachineAssessments {
    private var byKey: [String: Resource] = [:]

    /// - Parameters:
    ///   - attached: Those that hang on the machine; of two with one key these win.
    ///   - named: Those that name the machine in `resourceDetails`.
    init(attached: some Sequence<Resource>, named: some Sequence<Resource>) {
        for assessment in attached { byKey[assessment.id.name.asciiLowercased] = assessment }
        for assessment in named where byKey[assessment.id.name.asciiLowercased] == nil {
            byKey[assessment.id.name.asciiLowercased] = assessment
        }
    }

    var isEmpty: Bool { byKey.isEmpty }

    var literal: JSONLiteral {
        .array(
            byKey.sorted { $0.key < $1.key }.map { key, assessment in
                var members: [(key: String, value: JSONLiteral)] = [(key: "key", value: .string(key))]
                let status = assessment.property("status")
                if let unknown = assessment.unknownWithoutProperties
                    ?? status?.unknownReason.map({ .unknown(reason: $0) })
                {
                    members.append((key: "status", value: unknown))
                } else {
                    if let code = status?.at("code") { members.append((key: "status", value: .view(code))) }
                    if let cause = status?.at("cause") { members.append((key: "cause", value: .view(cause))) }
                }
                return .object(members)
            })
    }
}

extension Resource {
    /// The unknown value that stands for the members of a resource that was listed without its properties.
    fileprivate var unknownWithoutProperties: JSONLiteral? {
        reading { reasonWithoutProperties($0.member(Members.properties)?.present) }.map { .unknown(reason: $0) }
    }

    /// Why members of the properties are not known; `nil` if they are.
    private func reasonWithoutProperties(_ properties: BodyValue?) -> String? {
        guard let properties else { return reasonForLackOfProperties }
        return properties.unknownReason
    }

    /// Why nothing is known of a resource without properties.
    fileprivate var reasonForLackOfProperties: String { "\(type.text) '\(name)' was listed without its properties" }
}
