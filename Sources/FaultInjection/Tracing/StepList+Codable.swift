import Foundation

/// Four bytes a step, in the order of the machine: for the machine that wrote it.
extension StepList: Codable {
    private enum CodingKeys: String, CodingKey { case addresses, numbers }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let addresses = try values.decode(Data.self, forKey: .addresses)
        let numbers = try values.decode(Data.self, forKey: .numbers)
        self.init()
        let known = addresses.withUnsafeBytes { bytes in
            (0..<bytes.count / 8).map {
                bytes.loadUnaligned(fromByteOffset: $0 * 8, as: UInt64.self)
            }
        }
        try numbers.withUnsafeBytes { bytes in
            for place in 0..<bytes.count / 4 {
                let number = bytes.loadUnaligned(fromByteOffset: place * 4, as: UInt32.self)
                guard known.indices.contains(Int(number)) else {
                    throw DecodingError.dataCorruptedError(
                        forKey: .numbers, in: values, debugDescription: "step \(place)")
                }
                append(known[Int(number)])
            }
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(addresses.withUnsafeBytes { Data($0) }, forKey: .addresses)
        try values.encode(numbers.withUnsafeBytes { Data($0) }, forKey: .numbers)
    }
}
