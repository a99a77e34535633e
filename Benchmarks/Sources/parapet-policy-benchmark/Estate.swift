import BenchmarkKit
import ParapetDocument
import ParapetExpression
import ParapetPolicy

/// A snapshot in memory: the text of its pages, and all resources as kept for those that ask for related ones.
final class Estate: Sendable {
    /// What resources that share bound definitions have in common.
    struct Kind: Hashable, Sendable {
        var type: String
        var apiVersion: String?
    }

    /// Pages of the product's size, with the place of the first resource of each.
    let pages: [(text: UnparsedPage, firstPlace: Int)]
    /// Number of resources.
    let count: Int
    let kinds: [Kind]
    /// Size of the text of all resources, in bytes.
    let bytes: Int
    private let kindIndexes: [Kind: Int]
    /// Resources by folded type, below the folded id of each resource and scope that they lie in.
    private let relatives: [Relative: [Subject]]
    /// Kept alive for the subjects.
    private let kept: [LinePage]

    private struct Relative: Hashable {
        var ancestor: String
        var type: String
    }

    init(reading path: String) throws {
        var reader = JSONLinesReader(
            reading: try FileByteSource(path: path), name: path, pageSize: 512 << 10)
        let parser = JSONParser()
        var pages: [(UnparsedPage, Int)] = []
        var kept: [LinePage] = []
        var count = 0
        var kinds: [Kind] = []
        var kindIndexes: [Kind: Int] = [:]
        var relatives: [Relative: [Subject]] = [:]
        var bytes = 0
        while let text = try reader.next() {
            let page = LinePage(parsing: text, parser: parser)
            pages.append((text, count))
            kept.append(page)
            for resource in PageResources(page, firstPlace: count) {
                let kind = kindIndexes[resource.kind] ?? kinds.count
                if kind == kinds.count {
                    kindIndexes[resource.kind] = kind
                    kinds.append(resource.kind)
                }
                let type = resource.kind.type.lowercased()
                let subject = resource.subject(naming: kinds[kind])
                for ancestor in Self.ancestors(of: resource.id.lowercased()) {
                    relatives[Relative(ancestor: ancestor, type: type), default: []].append(subject)
                }
                count += 1
                bytes += resource.subject.body.sourceLength
            }
        }
        self.pages = pages
        self.kept = kept
        self.count = count
        self.kinds = kinds
        self.kindIndexes = kindIndexes
        self.relatives = relatives
        self.bytes = bytes
    }

    /// The index of a kind.
    func index(of kind: Kind) -> Int { kindIndexes[kind] ?? 0 }

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

/// The resources of a parsed page, with the names that the product reads of each before it judges.
struct PageResources: Sequence, IteratorProtocol {
    struct Resource {
        var kind: Estate.Kind
        var id: String
        var subject: Subject

        /// The subject with the text of its type shared by all that have it, as the product shares it among those it keeps.
        func subject(naming kind: Estate.Kind) -> Subject {
            let names = ResourceNames(kind, id: id, name: subject.fullName, place: subject.place ?? 0)
            return Subject(body: subject.body, names: names)
        }
    }

    private let page: LinePage
    private var line = 0
    private var place: Int
    private let memory: MemberMemory?

    /// - Parameter memory: For resources that are judged one after the other.
    init(_ page: LinePage, firstPlace: Int, memory: MemberMemory? = nil) {
        self.page = page
        self.memory = memory
        place = firstPlace
    }

    mutating func next() -> Resource? {
        while line < page.count {
            line += 1
            // The header has no id.
            guard let body = page[line - 1].cursor, let id = body["id"]?.string,
                let type = body["type"]?.string
            else {
                continue
            }
            let kind = Estate.Kind(type: type, apiVersion: body["apiVersion"]?.string)
            let names = ResourceNames(kind, id: id, name: body["name"]?.string, place: place)
            place += 1
            return Resource(
                kind: kind, id: id, subject: Subject(body: body, names: names, memory: memory))
        }
        return nil
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
