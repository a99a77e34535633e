/// The properties of facts of one type, each text once, however many subjects share it.
struct FactContents: Sendable {
    private struct Place {
        var piece: UInt32
        var start: UInt32
        var count: UInt32
    }

    /// By their numbers.
    private var places: ContiguousArray<Place> = []
    /// The texts. One array that grows would be copied with all that it holds.
    private var pieces: ContiguousArray<ContiguousArray<UInt8>> = []
    /// Numbers by the hash of the text.
    private var numbers: [UInt64: UInt32] = [:]

    /// Bytes after which a new piece begins.
    private static let pieceSize = 1 << 20
    /// Texts that are found again; facts that hardly ever are alike must not fill the memory with their hashes.
    private static let most = 1 << 17

    /// The number of a text; one that was not there gets the next.
    mutating func number(of text: UnsafeRawBufferPointer) -> UInt32 {
        let hash = ByteHash.of(text)
        let known = numbers[hash]
        if let known, withText(known, { ByteHash.equal($0, text) }) { return known }
        let number = UInt32(places.count)
        if known == nil, numbers.count < Self.most { numbers[hash] = number }
        append(text)
        return number
    }

    private mutating func append(_ text: UnsafeRawBufferPointer) {
        if pieces.last.map({ $0.count >= Self.pieceSize }) ?? true { pieces.append([]) }
        let piece = pieces.count - 1
        places.append(Place(piece: UInt32(piece), start: UInt32(pieces[piece].count), count: UInt32(text.count)))
        pieces[piece].append(contentsOf: text)
    }

    /// Hands out the text with a number.
    func withText<Result>(_ number: UInt32, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        let place = places[Int(number)]
        return pieces[Int(place.piece)].withUnsafeBytes { piece in
            body(UnsafeRawBufferPointer(rebasing: piece[Int(place.start)..<Int(place.start) + Int(place.count)]))
        }
    }

    /// Forgets how to find texts again, once all are there.
    mutating func close() { numbers = [:] }
}
