import ParapetDocument

/// Reads a file line by line with little memory, for files that this code wrote itself.
struct LineFile {
    private let read: (_ offset: Int, UnsafeMutableRawBufferPointer) throws(FileError) -> Int
    private var piece: [UInt8]
    private var buffer: [UInt8] = []
    private var start = 0
    private var isAtEnd = false
    /// Bytes of the file that were read.
    private var position = 0
    /// Bytes of the file before the next line.
    private(set) var offset = 0

    /// Opens a file.
    ///
    /// - Throws: ``FileError`` for one that is missing or unreadable.
    init(path: String) throws(FileError) {
        var source = try FileByteSource(path: path)
        self.init(pieceSize: 256 << 10) { (_, buffer) throws(FileError) in try source.read(into: buffer) }
    }

    /// Reads a file that is open, from its beginning.
    ///
    /// - Parameter pieceSize: Bytes that are read at a time.
    init(_ file: AppendFile, pieceSize: Int) {
        self.init(pieceSize: pieceSize) { (offset, buffer) throws(FileError) in try file.read(at: offset, into: buffer)
        }
    }

    private init(
        pieceSize: Int, read: @escaping (_ offset: Int, UnsafeMutableRawBufferPointer) throws(FileError) -> Int
    ) {
        self.read = read
        piece = [UInt8](repeating: 0, count: pieceSize)
    }

    /// The next line without its line feed; `nil` at the end of the file. Bytes after the last line feed are no line.
    mutating func next() throws(FileError) -> ArraySlice<UInt8>? {
        var searched = start
        while true {
            if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                let line = buffer[start..<end]
                offset += line.count + 1
                start = end + 1
                return line
            }
            if isAtEnd { return nil }
            buffer.removeSubrange(..<start)
            start = 0
            searched = buffer.count
            try fill()
        }
    }

    private mutating func fill() throws(FileError) {
        var failure: FileError?
        let count = piece.withUnsafeMutableBytes { target -> Int in
            do throws(FileError) {
                return try read(position, target)
            } catch {
                failure = error
                return 0
            }
        }
        if let failure { throw failure }
        if count == 0 { isAtEnd = true }
        position += count
        buffer += piece[..<count]
    }
}
