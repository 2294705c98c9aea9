extension CampaignFigures {
    /// The command that does a trial again.
    package func replay(_ trial: UInt64) -> String {
        "thrice replay \(ShellWord.quoted(file ?? "\(name).yaml")) --trial \(trial)"
    }
}
