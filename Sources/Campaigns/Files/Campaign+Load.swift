import Ensembles
import Foundation

extension Campaign {
    /// Reads a campaign's file strictly.
    ///
    /// - Parameter file: as the user named it.
    /// - Throws: `.missing`, or `.malformed` with everything that is wrong, with line and column.
    package static func load(_ file: String) throws(EnsembleError) -> Campaign {
        switch FileContent.read(file, bytesMax: YamlDocument.fileBytesMax + 1) {
        case .absent(let cause, _):
            throw EnsembleError(.missing, "cannot read '\(file)': \(cause)")
        case .bytes(let bytes): return try parse(bytes, file: file)
        }
    }

    /// The same without the disk.
    package static func parse(
        _ bytes: [UInt8], file: String
    ) throws(EnsembleError) -> Campaign {
        let url = URL(fileURLWithPath: file)
        let document = YamlDocument(bytes)
        guard document.problems.isEmpty, let root = document.root else {
            throw EnsembleError(document.problems, file: file)
        }
        let reader = CampaignReader(
            root, name: url.deletingPathExtension().lastPathComponent,
            folder: url.deletingLastPathComponent().path)
        if !reader.problems.isEmpty { throw EnsembleError(reader.problems, file: file) }
        return reader.campaign
    }
}
