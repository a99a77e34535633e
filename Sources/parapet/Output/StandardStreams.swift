#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Standard output as bytes. A closed pipe ends the tool quietly, as people expect of `parapet … | head`.
enum StandardOutput {
    static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    /// Columns of the terminal; 100 when nothing says.
    static var width: Int {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 100 }
        return Int(size.ws_col)
    }

    static func write(_ text: String) throws { try write(Array(text.utf8)) }

    /// - Throws: ``StreamError`` when the bytes cannot be written, for example because the disk is full.
    static func write(_ bytes: [UInt8]) throws {
        guard let number = Descriptor.write(bytes, to: STDOUT_FILENO) else { return }
        if number == EPIPE { endQuietly() }
        throw StreamError(description: "standard output: \(String(cString: strerror(number)))")
    }

    /// Ends the tool by the signal of a closed pipe, which network stacks and some parent processes have switched off.
    private static func endQuietly() {
        signal(SIGPIPE, SIG_DFL)
        raise(SIGPIPE)
    }
}

/// Standard error, for messages to people.
enum StandardError {
    static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    static func write(_ text: String) { _ = Descriptor.write(Array(text.utf8), to: STDERR_FILENO) }
}

private enum Descriptor {
    /// Writes all bytes; gives the system's error number when it refuses.
    static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
        bytes.withUnsafeBytes { buffer in
            var offset = 0
            while offset < buffer.count {
                let written = systemWrite(descriptor, buffer.baseAddress.map { $0 + offset }, buffer.count - offset)
                if written >= 0 {
                    offset += written
                } else if errno != EINTR {
                    return errno
                }
            }
            return nil
        }
    }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}

/// Bytes could not be written.
struct StreamError: Error, CustomStringConvertible {
    let description: String
}

/// Variables of the environment.
enum Environment {
    /// The value of a variable; `nil` when it is unset or empty.
    static func value(_ name: String) -> String? {
        guard let pointer = getenv(name) else { return nil }
        let text = String(cString: pointer)
        return text.isEmpty ? nil : text
    }

    /// All variables; bytes that are no text are replaced.
    static var all: [String: String] {
        var result: [String: String] = [:]
        var next = environ
        while let pointer = next.pointee {
            let line = String(cString: pointer)
            if let equals = line.firstIndex(of: "=") {
                result[String(line[..<equals])] = String(line[line.index(after: equals)...])
            }
            next += 1
        }
        return result
    }
}

/// The wall clock, read once a run.
enum WallClock {
    /// Seconds since 1970.
    static var seconds: Int64 { Int64(time(nil)) }

    /// Now, RFC 3339, UTC, whole seconds.
    static var now: String {
        var seconds = time(nil)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        var buffer = [CChar](repeating: 0, count: 32)
        let length = strftime(&buffer, buffer.count, "%Y-%m-%dT%H:%M:%SZ", &parts)
        return String(decoding: buffer[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
