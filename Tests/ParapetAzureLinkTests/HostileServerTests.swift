#if Live
    import ParapetAzure
    import Testing

    @testable import ParapetAzureLink

    struct Attack: CustomTestStringConvertible, Sendable {
        var name: String
        var reply: Reply
        var expected: LinkFailure
        var testDescription: String { name }
    }

    private let limit = 1 << 20
    private let ok = "HTTP/1.1 200 OK\r\n"

    /// Zeros as gzip, in one block of fixed Huffman codes (RFC 1951, section 3.2.6).
    private func compressedZeros(_ count: Int) -> [UInt8] {
        var bits: [UInt8] = []
        var place = 0
        func put(_ value: Int, _ width: Int, reversed: Bool = false) {
            for index in 0..<width {
                let bit = (value >> (reversed ? width - 1 - index : index)) & 1
                if place % 8 == 0 { bits.append(0) }
                bits[bits.count - 1] |= UInt8(bit << (place % 8))
                place += 1
            }
        }
        put(1, 1)
        put(1, 2)
        // A literal zero, then runs of 258 at distance 1.
        put(0x30, 8, reversed: true)
        for _ in 0..<(count / 258) {
            put(0b1100_0101, 8, reversed: true)
            put(0, 5, reversed: true)
        }
        put(0, 7)
        let length = 1 + count / 258 * 258
        var checksum: UInt32 = 0xFFFF_FFFF
        for _ in 0..<length {
            for _ in 0..<8 { checksum = checksum >> 1 ^ (checksum & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
        let trailer = [~checksum, UInt32(length)].flatMap { value in (0..<4).map { UInt8(value >> (8 * $0) & 255) } }
        return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF] + bits + trailer
    }

    @Test(
        arguments: [
            Attack(
                name: "announces more than the limit",
                reply: .raw(ok + "Content-Length: \(limit + 1)\r\n\r\n", then: .wait(.seconds(120))),
                expected: .tooLarge(limit: limit)),
            Attack(
                name: "sends more than the limit in chunks",
                reply: Reply(
                    [.send(Array((ok + "Transfer-Encoding: chunked\r\n\r\n").utf8))]
                        + (0..<40).map { _ in
                            .send(Array("10000\r\n".utf8) + [UInt8](repeating: 0x20, count: 65_536) + [13, 10])
                        }
                        + [.wait(.seconds(60))]),
                expected: .tooLarge(limit: limit)),
            Attack(
                name: "sends more than the limit compressed",
                reply: Reply(200, bytes: compressedZeros(4 << 20), headers: [("Content-Encoding", "gzip")]),
                expected: .tooLarge(limit: limit)),
            Attack(
                name: "sends damaged compression",
                reply: Reply(
                    200, bytes: [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
                    headers: [("Content-Encoding", "gzip")]),
                expected: .truncated),
            Attack(
                name: "closes before the announced end",
                reply: .raw(ok + "Content-Length: 100\r\n\r\n{\"value\":[", then: .close),
                expected: .truncated),
            Attack(
                name: "resets before the announced end",
                reply: .raw(ok + "Content-Length: 100\r\n\r\n{\"value\":[", then: .wait(.milliseconds(50)), .reset),
                expected: .truncated),
            Attack(
                name: "closes in the middle of the chunks",
                reply: .raw(ok + "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"val\r\n", then: .close),
                expected: .truncated),
            Attack(name: "never answers", reply: Reply([.wait(.seconds(60))]), expected: .timedOut),
            Attack(
                name: "stops after the head",
                reply: .raw(ok + "Content-Length: 10\r\n\r\n", then: .wait(.seconds(120))),
                expected: .timedOut),
            Attack(
                name: "sends a byte every so often",
                reply: Reply(
                    [.send(Array((ok + "Content-Length: 1000\r\n\r\n").utf8))]
                        + (0..<1000).flatMap { _ in [Reply.Step.wait(.milliseconds(100)), .send([0x20])] }),
                expected: .timedOut),
        ])
    func aHostileServerIsBoundedAndNamed(_ attack: Attack) async throws {
        try await LoopbackServer.run({ _ in attack.reply }) { server in
            var limits = HTTPTransport.Limits()
            limits.bodyBytes = limit
            try await withTransport(limits: limits) { transport in
                let address = try #require(WebAddress(server.origin + "/x"))
                let timeout = Duration.seconds(attack.expected == .timedOut ? 1 : 20)
                await #expect(throws: attack.expected) {
                    try await transport.send(Exchange("GET", address), timeout: timeout)
                }
            }
        }
    }

    struct Fault: CustomTestStringConvertible, Sendable {
        var name: String
        var reply: Reply
        var words: String
        var testDescription: String { name }
    }

    @Test(
        arguments: [
            Fault(name: "closes without an answer", reply: Reply([.close]), words: "closed the connection"),
            Fault(name: "resets without an answer", reply: Reply([.reset]), words: ""),
            Fault(
                name: "speaks something else", reply: .raw("SSH-2.0-OpenSSH_9\r\n\r\n", then: .close), words: "not HTTP"
            ),
            Fault(
                name: "sends a head without end",
                reply: .raw("HTTP/1.1 200 OK\r\nX: " + String(repeating: "x", count: 200_000), then: .close), words: ""),
        ])
    func aFaultBeforeTheAnswerSaysWhichHost(_ fault: Fault) async throws {
        try await LoopbackServer.run({ _ in fault.reply }) { server in
            try await withTransport { transport in
                let address = try #require(WebAddress(server.origin + "/x"))
                do throws(LinkFailure) {
                    _ = try await transport.send(Exchange("GET", address), timeout: .seconds(120))
                    Issue.record("answered")
                } catch {
                    guard case .connection(let text) = error else {
                        Issue.record("\(error)")
                        return
                    }
                    #expect(text.hasPrefix("127.0.0.1:\(server.port): "))
                    #expect(text.contains(fault.words), "\(text)")
                }
            }
        }
    }

    @Test func aRefusedConnectionIsSaidAtOnce() async throws {
        let port = try await LoopbackServer.run({ _ in Reply(200, "") }) { $0.port }
        var limits = HTTPTransport.Limits()
        limits.connectSeconds = 90
        try await withTransport(limits: limits) { transport in
            let address = try #require(WebAddress("http://127.0.0.1:\(port)/"))
            await #expect(throws: LinkFailure.connection("127.0.0.1:\(port): connection refused")) {
                try await transport.send(Exchange("GET", address), timeout: .seconds(120))
            }
        }
    }

    @Test func aNameThatIsNotFoundIsSaid() async throws {
        try await withTransport { transport in
            let address = try #require(WebAddress("https://no-such-host.invalid/"))
            await #expect(throws: LinkFailure.connection("no-such-host.invalid: the name was not found")) {
                try await transport.send(Exchange("GET", address), timeout: .seconds(120))
            }
        }
    }

    @Test func compressedAnswersAreAskedForAndUnpacked() async throws {
        let answer = Reply(200, bytes: compressedZeros(2580), headers: [("Content-Encoding", "gzip")])
        try await LoopbackServer.run({ _ in answer }) { server in
            try await withTransport { transport in
                let address = try #require(WebAddress(server.origin + "/x"))
                let response = try await transport.send(Exchange("GET", address), timeout: .seconds(120))
                #expect(response.body == [UInt8](repeating: 0, count: 2581))
                #expect(server.seen.first?["Accept-Encoding"] == "gzip")
            }
        }
    }

    @Test func compressionWithAWrongChecksumIsNoWholeAnswer() async throws {
        let answer = Reply(200, bytes: compressedZeros(2580).dropLast() + [9], headers: [("Content-Encoding", "gzip")])
        try await LoopbackServer.run({ _ in answer }) { server in
            try await withTransport { transport in
                let address = try #require(WebAddress(server.origin + "/x"))
                await #expect(throws: LinkFailure.truncated) {
                    try await transport.send(Exchange("GET", address), timeout: .seconds(120))
                }
            }
        }
    }

    @Test func aCancelledRequestEndsAtOnce() async throws {
        try await LoopbackServer.run({ _ in .raw(ok + "Content-Length: 10\r\n\r\n12345", then: .wait(.seconds(120))) })
        {
            server in
            try await withTransport { transport in
                let address = try #require(WebAddress(server.origin + "/x"))
                let task = Task { try await transport.send(Exchange("GET", address), timeout: .seconds(60)) }
                while server.seen.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
                task.cancel()
                await #expect(throws: LinkFailure.cancelled) { try await task.value }
            }
        }
    }

    @Test func anAddressThatIsAskedManyTimesAtOnceIsAnsweredEachTime() async throws {
        try await LoopbackServer.run({ Reply([.wait(.milliseconds(20))] + Reply(200, String($0.target)).steps) }) {
            server in
            try await withTransport { transport in
                let answers = try await withThrowingTaskGroup(of: Bool.self) { group in
                    for number in 0..<200 {
                        let address = try #require(WebAddress("\(server.origin)/\(number)"))
                        group.addTask {
                            let response = try await transport.send(Exchange("GET", address), timeout: .seconds(30))
                            return String(decoding: response.body, as: UTF8.self) == "/\(number)"
                        }
                    }
                    return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
                }
                #expect(answers == 200)
            }
        }
    }
#endif
