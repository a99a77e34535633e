#if Live
    import Foundation
    import Synchronization

    #if canImport(Darwin)
        import Darwin
    #elseif canImport(Musl)
        import Musl
    #else
        import Glibc
    #endif

    /// A request as a plain server saw it.
    struct PlainRequest: Sendable {
        var method: String
        var target: String
        var body: Data

        var path: String { String(target.prefix { $0 != "?" }) }

        /// The value of a parameter of the query, decoded.
        func parameter(_ name: String) -> String? {
            target.split(separator: "?", maxSplits: 1).dropFirst().first?.split(separator: "&").lazy
                .compactMap { part -> String? in
                    guard part.hasPrefix("\(name)=") else { return nil }
                    return String(part.dropFirst(name.count + 1)).removingPercentEncoding
                }.first
        }
    }

    /// What a plain server answers.
    struct PlainReply: Sendable {
        var status = 200
        var headers: [(name: String, value: String)] = []
        var body = ""
    }

    /// An HTTP server on a loopback port, of sockets and threads alone, so that it shares nothing with what it is a test for.
    final class PlainServer: Sendable {
        /// How a body ends.
        enum Framing: Sendable {
            /// Where `Content-Length` says; the connection lives on.
            case length
            /// After the last chunk of odd sizes; the connection lives on.
            case chunks
            /// Where `Content-Length` says; the connection ends.
            case close
            /// With the connection, as HTTP/1.0 has it.
            case oldClose
        }

        private let listener: Int32
        let port: Int
        private let framing: Framing
        private let answer: @Sendable (PlainRequest) -> PlainReply
        private let requests = Mutex<[PlainRequest]>([])

        var seen: [PlainRequest] { requests.withLock { $0 } }

        init(_ framing: Framing, _ answer: @escaping @Sendable (PlainRequest) -> PlainReply) throws {
            self.framing = framing
            self.answer = answer
            #if canImport(Darwin)
                listener = socket(AF_INET, SOCK_STREAM, 0)
            #else
                listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            #endif
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            var size = socklen_t(MemoryLayout<sockaddr_in>.size)
            let descriptor = listener
            // The address is a `sockaddr_in` of that size, which all of these calls take as a `sockaddr`.
            let isListening = withUnsafeMutablePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                    bind(descriptor, pointer, size) == 0 && listen(descriptor, 128) == 0
                        && getsockname(descriptor, pointer, &size) == 0
                }
            }
            guard isListening else { throw CocoaError(.fileNoSuchFile) }
            port = Int(UInt16(bigEndian: address.sin_port))
            Thread.detachNewThread { self.takeConnections() }
        }

        /// Takes no more connections.
        func stop() {
            shutdown(listener, Int32(SHUT_RDWR))
            close(listener)
        }

        private func takeConnections() {
            while true {
                let connection = accept(listener, nil, nil)
                if connection < 0 {
                    if errno == EINTR || errno == ECONNABORTED { continue }
                    return
                }
                Thread.detachNewThread { self.serve(connection) }
            }
        }

        private func serve(_ connection: Int32) {
            defer { close(connection) }
            var buffer = Data()
            while let request = Self.read(connection, &buffer) {
                requests.withLock { $0.append(request) }
                Self.write(bytes(of: answer(request)), connection)
                if framing == .close || framing == .oldClose { return }
            }
        }

        private func bytes(of reply: PlainReply) -> Data {
            let body = Data(reply.body.utf8)
            var head = framing == .oldClose ? "HTTP/1.0" : "HTTP/1.1"
            head += " \(reply.status) Whatever\r\n"
            for (name, value) in reply.headers { head += "\(name):\(value)\r\n" }
            switch framing {
            case .length: head += "CONTENT-LENGTH: \(body.count)\r\n\r\n"
            case .close: head += "content-length: \(body.count)\r\nconnection: close\r\n\r\n"
            case .oldClose: head += "\r\n"
            case .chunks: head += "Transfer-Encoding: chunked\r\n\r\n"
            }
            guard framing == .chunks else { return Data(head.utf8) + body }
            var bytes = Data(head.utf8)
            var rest = body[...]
            while !rest.isEmpty {
                let chunk = rest.prefix(37)
                bytes +=
                    Data("\(String(chunk.count, radix: 16, uppercase: true));x=y\r\n".utf8) + chunk + Data("\r\n".utf8)
                rest = rest.dropFirst(37)
            }
            return bytes + Data("0\r\n\r\n".utf8)
        }

        private static func read(_ connection: Int32, _ buffer: inout Data) -> PlainRequest? {
            let end = Data("\r\n\r\n".utf8)
            while buffer.range(of: end) == nil { if !fill(connection, &buffer) { return nil } }
            guard let mark = buffer.range(of: end) else { return nil }
            let lines = String(decoding: buffer[..<mark.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
            let words = lines[0].split(separator: " ").map(String.init)
            let length = lines.dropFirst().lazy.compactMap { line -> Int? in
                guard line.lowercased().hasPrefix("content-length:") else { return nil }
                return Int(line.drop { $0 != ":" }.dropFirst().trimmingCharacters(in: .whitespaces))
            }.first
            buffer = Data(buffer[mark.upperBound...])
            while buffer.count < length ?? 0 { if !fill(connection, &buffer) { return nil } }
            let body = Data(buffer.prefix(length ?? 0))
            buffer = Data(buffer.dropFirst(length ?? 0))
            guard words.count == 3 else { return nil }
            return PlainRequest(method: words[0], target: words[1], body: body)
        }

        private static func fill(_ connection: Int32, _ buffer: inout Data) -> Bool {
            var piece = [UInt8](repeating: 0, count: 16 << 10)
            let count = recv(connection, &piece, piece.count, 0)
            guard count > 0 else { return false }
            buffer += piece[..<count]
            return true
        }

        private static func write(_ data: Data, _ connection: Int32) {
            var rest = Array(data)[...]
            while !rest.isEmpty {
                #if canImport(Darwin)
                    let count = rest.withUnsafeBytes { send(connection, $0.baseAddress, $0.count, 0) }
                #else
                    let count = rest.withUnsafeBytes {
                        send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                    }
                #endif
                guard count > 0 else { return }
                rest = rest.dropFirst(count)
            }
        }
    }
#endif
