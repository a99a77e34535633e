import BenchmarkKit
import ParapetDocument
import ParapetExpression
import ParapetPolicy

/// A snapshot in memory: pages parsed once, and what the product knows of each resource before it judges.
final class Estate: Sendable {
    /// What resources that share bound definitions have in common.
    struct Kind: Hashable, Sendable {
        var type: String
        var apiVersion: String?
    }

    /// In the order of the file.
    let subjects: [Subject]
    /// By place of the resource, an index into ``kinds``.
    let kindIndexes: [Int32]
    let kinds: [Kind]
    /// Seconds of one core that parsing took.
    let parsing: Double
    /// Size of the text of all resources, in bytes.
    let bytes: Int
    /// Resources by folded type, below the folded id of each resource and scope that they lie in.
    private let relatives: [Relative: [Subject]]
    /// Kept alive for the subjects.
    private let pages: [LinePage]

    private struct Relative: Hashable {
        var ancestor: String
        var type: String
    }

    /// - Parameter onlyType: Leaves out all other resources.
    init(reading path: String, onlyType: String? = nil) throws {
        var reader = JSONLinesReader(reading: try FileByteSource(path: path), name: path)
        let parser = JSONParser()
        var pages: [LinePage] = []
        var parsing = 0.0
        while let page = try reader.next() {
            let start = threadTime()
            pages.append(LinePage(parsing: page, parser: parser))
            parsing += threadTime() - start
        }
        var subjects: [Subject] = []
        var kinds: [Kind] = []
        var kindIndexes: [Int32] = []
        var known: [Kind: Int32] = [:]
        var relatives: [Relative: [Subject]] = [:]
        var bytes = 0
        for page in pages {
            for line in page.lines {
                // The header has no id.
                guard let body = line.cursor, let id = body["id"]?.string, let written = body["type"]?.string else {
                    continue
                }
                guard onlyType == nil || onlyType == written else { continue }
                let kind = Kind(type: written, apiVersion: body["apiVersion"]?.string)
                let index = known[kind] ?? Int32(kinds.count)
                if Int(index) == kinds.count {
                    known[kind] = index
                    kinds.append(kind)
                }
                let subject = Subject(
                    body: body,
                    names: ResourceNames(kinds[Int(index)], id: id, name: body["name"]?.string, place: subjects.count))
                let type = written.lowercased()
                for ancestor in Self.ancestors(of: id.lowercased()) {
                    relatives[Relative(ancestor: ancestor, type: type), default: []].append(subject)
                }
                kindIndexes.append(index)
                subjects.append(subject)
                bytes += body.sourceLength
            }
        }
        self.subjects = subjects
        self.kindIndexes = kindIndexes
        self.kinds = kinds
        self.parsing = parsing
        self.relatives = relatives
        self.bytes = bytes
        self.pages = pages
    }

    /// The resources of a type in a scope or below a resource, both folded.
    func resources(ofType type: String, under ancestor: String) -> ArraySlice<Subject> {
        relatives[Relative(ancestor: ancestor, type: type)]?[...] ?? []
    }

    /// Every resource and scope above a folded id, nearest first.
    private static func ancestors(of id: String) -> [String] {
        var segments = id.split(separator: "/")
        var result: [String] = []
        while segments.count > 2 {
            segments.removeLast(2)
            if segments.count > 2, segments[segments.count - 2] == "providers" { segments.removeLast(2) }
            result.append("/" + segments.joined(separator: "/"))
        }
        return result
    }
}

/// Names of a resource, read once.
private final class ResourceNames: SubjectNames {
    let type: String
    let name: String?
    let fullName: String?
    let id: String?
    let apiVersion: String?
    let propertiesUnknown: UnknownReason? = nil
    let place: Int?

    init(_ kind: Estate.Kind, id: String, name: String?, place: Int) {
        type = kind.type
        apiVersion = kind.apiVersion
        self.name = name?.split(separator: "/").last.map { String($0) }
        fullName = name
        self.id = id
        self.place = place
    }
}
