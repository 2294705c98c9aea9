import Reporting

extension ShardStatus {
    var text: String {
        let rows = shards.map { row in
            [
                "  " + row.shard, String(row.trials), row.planned.map { String($0) } ?? "?",
                String(row.wrong), words(of: row),
            ]
        }
        return headline
            + TextTable(
                header: ["  shard", "trials", "of", "silent wrong", "state"], rows: rows
            ).text + damages
    }

    private var headline: String {
        let of = planned.map { " of \($0)" } ?? ""
        let array = job.map { ", Slurm's job \($0)" } ?? ""
        let left = secondsLeft.map { ", about \(Int($0.rounded(.up))) s left" } ?? ""
        return
            "\(name), seed \(seed): \(whole) of \(shards.count) shards are whole, \(trials)\(of) "
            + "trials, \(wrong) silent wrong outputs\(left)\(array)\n"
    }

    private func words(of row: Row) -> String {
        var words = row.state
        if let host = row.host { words += " on \(host)" }
        if let left = row.secondsLeft { words += ", \(Int(left.rounded(.up))) s left" }
        if let slurm = row.slurm, row.state != "whole" { words += ", \(slurm)" }
        return words
    }

    private var damages: String {
        shards.compactMap { row in row.cause.map { "shard \(row.shard): \($0)\n" } }.joined()
    }
}
