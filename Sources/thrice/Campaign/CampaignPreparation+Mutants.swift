import Campaigns
import FaultInjection
import Foundation

extension CampaignPreparation {
    /// Lets the lines that use mutants know which there are.
    ///
    /// - Parameter file: the campaign's; folders are told from its own.
    /// - Returns: by line.
    static func takeMutants(
        into campaign: inout Campaign, file: String
    ) throws -> [Int: MutantFolder] {
        var folders: [Int: MutantFolder] = [:]
        for index in campaign.lines.indices {
            guard var fault = campaign.lines[index].fault as? UseMutant else { continue }
            let base = URL(fileURLWithPath: file).deletingLastPathComponent()
            let path = URL(fileURLWithPath: fault.folder, relativeTo: base).standardizedFileURL.path
            let folder: MutantFolder
            do { folder = try MutantFolder(path) } catch { throw ThriceError(campaign: error) }
            fault.mutants = folder.kept
            campaign.lines[index].fault = fault
            folders[index] = folder
        }
        return folders
    }
}
