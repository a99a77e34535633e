extension FunctionLibrary {
    static let networkFunctions: [LibraryFunction] = [
        LibraryFunction("ipRangeContains", 2...2, .policy) { call throws(ExpressionFailure) in
            let range = try ipRange(call, 0)
            let target = try ipRange(call, 1)
            // Unlike families and unreadable text: false, as the public test data says; the documentation fails.
            return .bool(target.flatMap { range?.contains($0) } ?? false)
        },
        LibraryFunction("parseCidr", 1...1) { call throws(ExpressionFailure) in
            let block = try cidr(call)
            var object = ValueObject()
            object.append("network", .string(block.network.text))
            object.append("netmask", .string(block.netmask.text))
            let isV4 = block.network.bitCount == 32
            if isV4 { object.append("broadcast", .string(block.last.text)) }
            // The network and the broadcast address of an IPv4 block are not for hosts, except in the smallest blocks.
            let inset: UInt128 = isV4 && block.hostBits > 1 ? 1 : 0
            object.append("firstUsable", .string(shifted(block.network, by: inset).text))
            object.append(
                "lastUsable", .string(IPAddress(value: block.last.value - inset, bitCount: block.network.bitCount).text)
            )
            object.append("cidr", .integer(Int64(block.prefix)))
            return .object(object)
        },
        LibraryFunction("cidrSubnet", 3...3) { call throws(ExpressionFailure) in
            let block = try cidr(call)
            let prefix = try call.integer(1)
            let index = try call.integer(2)
            guard prefix >= block.prefix, prefix <= block.network.bitCount else {
                throw ExpressionFailure("prefix /\(prefix) does not divide \(block.text)")
            }
            let subnetBits = Int(prefix) - block.prefix
            guard index >= 0, subnetBits >= 63 || index < 1 << Int64(subnetBits) else {
                throw ExpressionFailure(
                    "subnet \(index) is out of range, \(block.text) has 2^\(subnetBits) of /\(prefix)")
            }
            let offset = UInt128(index) << UInt128(block.network.bitCount - Int(prefix))
            return .string(CIDRBlock(address: shifted(block.network, by: offset), prefix: Int(prefix)).text)
        },
        LibraryFunction("cidrHost", 2...2) { call throws(ExpressionFailure) in
            let block = try cidr(call)
            let index = try call.integer(1)
            // Index 0 is the first address after the network's own.
            let host = shifted(block.network, by: UInt128(max(index, 0)) + 1)
            let isReserved = block.network.bitCount == 32 && host.value == block.last.value && block.hostBits > 1
            guard index >= 0, host.value > block.network.value, host.value <= block.last.value, !isReserved else {
                throw ExpressionFailure("host \(index) is out of range in \(block.text)")
            }
            return .string(host.text)
        },
    ]

    private static func shifted(_ address: IPAddress, by offset: UInt128) -> IPAddress {
        IPAddress(value: address.value &+ offset, bitCount: address.bitCount)
    }

    private static func ipRange(_ call: FunctionCall, _ position: Int) throws(ExpressionFailure) -> IPRange? {
        IPRange(parsing: try call.text(position))
    }

    private static func cidr(_ call: FunctionCall) throws(ExpressionFailure) -> CIDRBlock {
        let text = try call.text(0)
        guard let block = CIDRBlock(parsing: text) else {
            throw ExpressionFailure("'\(text.prefix(60))' is not a block such as '10.0.0.0/16'")
        }
        return block
    }
}
