import ParapetDocument
import Testing

@Suite struct LineTests {
    /// Every line of a stream: number and compact text, or number and error code.
    private func read(
        _ bytes: [UInt8], pageSize: Int, lineLimit: Int = 1 << 20, step: Int = .max
    ) throws -> [String] {
        var reader = JSONLinesReader(
            reading: MemoryByteSource(bytes, step: step), name: "t.jsonl", pageSize: pageSize, lineLimit: lineLimit)
        let parser = JSONParser()
        var result: [String] = []
        while let page = try reader.next() {
            let parsed = LinePage(parsing: page, parser: parser)
            for error in parsed.problems { result.append("\(error.location.line)@\(error.byteOffset) \(error.code)") }
            for line in parsed.lines {
                switch line.content {
                case .success(let cursor):
                    result.append("\(line.number) \(cursor.compactText)")
                    let kept = try #require(parsed.retained(line))
                    #expect(kept.root.compactText == cursor.compactText)
                    #expect(kept.root.location == parsed.view(of: line)?.location)
                    #expect(kept.root.location.line == line.number)
                case .failure(let error):
                    #expect(error.location.line == line.number)
                    result.append("\(line.number)@\(error.byteOffset) \(error.code)")
                }
            }
        }
        return result
    }

    @Test func everyPageSizeAndReadSizeGivesTheSameLines() throws {
        let text = "{\"a\":1}\r\n\n[\"x\\n\", 2]\n  \t\r\n{\"b\":\n\"größe\"\r\n{\"c\":{}} x\nnull"
        let expected = [
            "1 {\"a\":1}", "3 [\"x\\n\",2]", "5@31 json.truncated", "6 \"größe\"", "7@52 json.trailing-content",
            "8 null",
        ]
        let bytes = Array(text.utf8)
        for pageSize in 1...(bytes.count + 2) {
            for step in [1, 2, 7, .max] {
                #expect(try read(bytes, pageSize: pageSize, step: step) == expected, "page \(pageSize), step \(step)")
            }
        }
    }

    @Test func noInputMeansNoLines() throws {
        #expect(try read([], pageSize: 10).isEmpty)
        #expect(try read(Array("\n\r\n \n".utf8), pageSize: 2).isEmpty)
    }

    @Test func aByteOrderMarkStartsOnlyTheFirstLine() throws {
        let bytes = Array("\u{FEFF}[1]\n\u{FEFF}[2]\n[3]\n".utf8)
        #expect(try read(bytes, pageSize: 100) == ["1 [1]", "2@7 json.expected-value", "3 [3]"])
        let page = LinePage(parsing: UnparsedPage(bytes, name: "t"))
        #expect(page.view(of: page[0])?.location.column == 1)
    }

    @Test func aLineAtTheLimitIsReadAndOneBeyondIsReported() throws {
        for pageSize in [1, 3, 8, 12, 100] {
            let exact = Array("[1]\n\"12345678\"\n[2]".utf8)
            #expect(try read(exact, pageSize: pageSize, lineLimit: 11) == ["1 [1]", "2 \"12345678\"", "3 [2]"])
        }
        for pageSize in [1, 3, 8] {
            for step in [1, 5, .max] {
                let beyond = Array("[1]\n\"1234567890123\"\n[2]\n\"1234567890123\"".utf8)
                let lines = try read(beyond, pageSize: pageSize, lineLimit: 10, step: step)
                #expect(
                    lines == ["1 [1]", "2@4 json.too-large", "3 [2]", "4@24 json.too-large"],
                    "page \(pageSize), step \(step)")
            }
        }
    }

    @Test func aBadByteInOneLineLeavesTheOthersAlone() throws {
        // A string without end would swallow the lines after it if lines were not told apart first.
        for bad in ["{\"a", "\"", "\\", "\\\"", "[\"\u{1}\"]", "}", "[[[[", "\u{7F}"] {
            let bytes = Array("{\"a\":1}\n\(bad)\n{\"b\":\"\\\"\"}\n\(bad)\n[\"c\"]\n".utf8)
            let lines = try read(bytes, pageSize: 1 << 10)
            #expect(lines.count == 5)
            #expect(lines[0] == "1 {\"a\":1}" && lines[2] == "3 {\"b\":\"\\\"\"}" && lines[4] == "5 [\"c\"]")
            #expect(lines[1].contains("json.") && lines[3].contains("json."))
        }
    }

    @Test func aPageKeepsItsLinesAliveThroughAView() throws {
        var views: [JSONView] = []
        for number in 0..<20 {
            let page = LinePage(parsing: UnparsedPage(Array("{\"n\":\(number)}\nx\n[\"\\t\"]".utf8), name: "t"))
            views += page.lines.compactMap(page.view)
        }
        #expect(views.count == 40)
        #expect(views.compactMap { $0["n"]?.int64 } == Array(0..<20))
    }

    @Test func pagesAreParsedOnManyCores() async throws {
        let lines = (0..<5_000).map { "{\"id\":\($0),\"name\":\"r\\u00e9\($0)\"}\n" }.joined()
        var reader = JSONLinesReader(reading: MemoryByteSource(Array(lines.utf8)), name: "t", pageSize: 8 << 10)
        let sum = try await withThrowingTaskGroup(of: Int64.self) { group in
            while let page = try reader.next() {
                group.addTask { LinePage(parsing: page).lines.reduce(0) { $0 + ($1.cursor?["id"]?.int64 ?? -1) } }
            }
            return try await group.reduce(0, +)
        }
        #expect(sum == 5_000 * 4_999 / 2)
    }

    @Test func aFailingSourceEndsTheReading() {
        var reader = JSONLinesReader(
            reading: ClosureByteSource { _ in throw FileError(operation: "read", path: "p", reason: "gone") }, name: "t"
        )
        #expect(throws: FileError.self) { _ = try reader.next() == nil }
    }
}
