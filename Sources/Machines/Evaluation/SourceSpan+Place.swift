extension SourceSpan {
    package func place(in sources: [SourceText]) -> String {
        guard sources.indices.contains(Int(file)) else { return "byte \(start)" }
        let source = sources[Int(file)]
        let before = source.bytes.prefix(Int(max(start, 0)))
        let line = before.count { $0 == 0x0A } + 1
        let column = before.count - (before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0) + 1
        return "\(source.name):\(line):\(column)"
    }

    package func text(in sources: [SourceText]) -> String {
        guard sources.indices.contains(Int(file)) else { return "" }
        let bytes = sources[Int(file)].bytes
        let range = (Int(start)..<Int(max(start, end))).clamped(to: 0..<bytes.count)
        return String(decoding: bytes[range].prefix(200), as: UTF8.self)
    }
}
