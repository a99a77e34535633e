import ParapetDocument

/// Goes through all inputs in order and hands out what happens: inputs that begin, pages, and problems.
struct PageSource {
    /// What happens next.
    enum Event {
        case begin(name: String)
        case recognised(InputFormat)
        case page(RawPage)
        case gap(CollectionGap)
        case problem(InputProblem)
        case program(any InventorySource)
    }

    private let options: ReadOptions
    private let memory: PageMemory
    /// Inputs yet to be opened, last first.
    private var waiting: [InventoryInput]
    private var reader: FileReader?
    private var isRecognised = false
    private var queue: [Event] = []
    private var pageNumber = 0
    /// Inputs of which something was read.
    private(set) var readableCount = 0
    /// The first reason why an input could not be read.
    private(set) var firstFailure: Diagnostic?

    /// - Parameter memory: For the text of pages.
    init(_ inputs: [InventoryInput], options: ReadOptions, memory: PageMemory) {
        self.options = options
        self.memory = memory
        waiting = inputs.reversed()
    }

    /// The next event; `nil` at the end.
    mutating func next() throws -> Event? {
        while true {
            if !queue.isEmpty { return queue.removeFirst() }
            if reader != nil {
                try advance()
            } else if let input = waiting.popLast() {
                open(input)
            } else {
                return nil
            }
        }
    }

    private mutating func open(_ input: InventoryInput) {
        do throws(InputFailure) {
            switch input {
            case .source(let source):
                readableCount += 1
                queue.append(.begin(name: source.name))
                queue.append(.program(source))
            case .bytes(let bytes, let name):
                open(ByteInput(bytes: bytes, limits: options.inflation), name: name)
            case .path(let path):
                let files = try InputFiles.files(at: path)
                if files != [path] {
                    waiting += files.reversed().map { InventoryInput.path($0) }
                    if files.isEmpty { addEmpty(folder: path) }
                } else {
                    open(try ByteInput(path: path, limits: options.inflation), name: input.name)
                }
            }
        } catch {
            queue.append(.begin(name: input.name))
            fail(error.diagnostic(input: input.name), file: input.name)
        }
    }

    private mutating func open(_ input: ByteInput, name: String) {
        queue.append(.begin(name: name))
        reader = FileReader(input, file: name, options: options, memory: memory)
        isRecognised = false
    }

    private mutating func addEmpty(folder: String) {
        queue.append(.begin(name: folder))
        let diagnostic = Diagnostic(
            code: "inventory.empty-folder", severity: .warning,
            message: "the folder '\(folder)' holds no .json, .jsonl or .gz file", fix: "check the path")
        queue.append(
            .problem(InputProblem(origin: Origin(kind: .file, file: folder), diagnostic: diagnostic, isLoss: false)))
    }

    /// Reads one page of the open input, or closes it.
    private mutating func advance() throws {
        guard var reader else { return }
        let file = reader.file
        do {
            if let (content, gap) = try reader.next() {
                recognise(reader)
                if let gap { queue.append(.gap(gap)) }
                let tenant = reader.tenant ?? options.tenantID ?? TenantInfo.unknownID
                queue.append(
                    .page(RawPage(number: pageNumber, file: file, tenant: tenant, content: content)))
                pageNumber += 1
                self.reader = reader
                return
            }
            recognise(reader)
        } catch let error as DocumentError {
            fail(error.diagnostic, file: file, line: error.location.line)
        }
        try close(reader)
        self.reader = nil
    }

    private mutating func recognise(_ reader: FileReader) {
        guard !isRecognised else { return }
        isRecognised = true
        readableCount += 1
        queue.append(.recognised(reader.format))
        guard reader.format == .empty, reader.failure == nil else { return }
        let diagnostic = Diagnostic(
            code: "inventory.empty", severity: .warning, message: "'\(reader.file)' is empty",
            fix: "check that the command which made it succeeded")
        let origin = Origin(kind: .file, file: reader.file)
        queue.append(.problem(InputProblem(origin: origin, diagnostic: diagnostic, isLoss: false)))
    }

    private mutating func close(_ reader: FileReader) throws {
        guard let failure = reader.failure else { return }
        let diagnostic = failure.diagnostic(input: reader.file)
        switch failure {
        case .gzipBomb, .inflatedTooLarge: throw InventoryError.flood(diagnostic)
        case .cannotOpen, .cannotRead, .gzipCorrupt, .gzipTruncated: fail(diagnostic, file: reader.file)
        }
    }

    private mutating func fail(_ diagnostic: Diagnostic, file: String, line: Int? = nil) {
        if firstFailure == nil { firstFailure = diagnostic }
        let origin = Origin(kind: .file, file: file, line: line)
        queue.append(.problem(InputProblem(origin: origin, diagnostic: diagnostic, isLoss: true)))
    }
}
