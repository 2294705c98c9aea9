import Foundation

extension DecodingError {
    /// Where in a file it is wrong, and what is: a key's path, or a line and column.
    func place(in data: Data) -> String {
        switch self {
        case .keyNotFound(let key, let context):
            "'\(Self.path(context.codingPath + [key]))' is missing"
        case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
            "'\(Self.path(context.codingPath))' is no \(type)"
        case .dataCorrupted(let context) where context.codingPath.isEmpty:
            "it is no JSON\(Self.corruption(of: data))"
        case .dataCorrupted(let context): "'\(Self.path(context.codingPath))' cannot be read"
        @unknown default: "\(self)"
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        let path = keys.reduce("") { path, key in
            if let index = key.intValue { return "\(path)[\(index)]" }
            return path.isEmpty ? key.stringValue : "\(path).\(key.stringValue)"
        }
        return path.isEmpty ? "the whole" : path
    }

    /// The decoder does not say where; the other parser gives the number of a byte.
    private static func corruption(of data: Data) -> String {
        do {
            _ = try JSONSerialization.jsonObject(with: data)
            return ""
        } catch {
            let detail = (error as NSError).userInfo["NSDebugDescription"] as? String ?? ""
            let digits = detail.drop { !$0.isNumber }.prefix { $0.isNumber }
            guard let offset = Int(digits), offset <= data.count else {
                return detail.contains("end of file") ? ": it ends too early" : ""
            }
            let before = data.prefix(offset)
            let line = before.count { $0 == 0x0a } + 1
            let start = before.lastIndex(of: 0x0a).map { $0 + 1 } ?? before.startIndex
            return ": line \(line), column \(before.endIndex - start + 1)"
        }
    }
}
