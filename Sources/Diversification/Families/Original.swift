import Foundation

/// The program that all variants stem from.
struct Original: Sendable {
    /// As the caller gave it, for messages.
    let path: String
    /// The directory it is in, absolute: its own includes are found there.
    let directory: String
    let file: String
    let name: String
    let source: SourceText
    let flags: [String]

    init(_ request: GenerationRequest) throws(GenerationError) {
        path = request.source
        let url = URL(fileURLWithPath: request.source)
        guard let data = FileManager.default.contents(atPath: url.path) else {
            throw GenerationError(
                .missingInput, "cannot read source '\(request.source)': no such file")
        }
        source = SourceText(Array(data))
        directory = url.deletingLastPathComponent().path
        file = url.path
        name = request.name ?? url.deletingPathExtension().lastPathComponent
        flags = request.flags
    }
}
