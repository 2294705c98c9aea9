/// Versions put together by how near they are, by average linkage (R. R. Sokal, C. D. Michener, "A
/// Statistical Method for Evaluating Systematic Relationships", 1958).
package struct Clusters: Codable, Equatable, Sendable {
    /// All versions, those that are near each other side by side.
    package var order: [Int]
    /// Those whose mean distance is at most `cut`, at least two a cluster, ascending.
    package var groups: [[Int]]
    package var cut: Double

    /// - Parameters:
    ///   - distances: symmetric, none NaN.
    ///   - cut: up to which distance two clusters are one.
    /// - Complexity: versions³.
    package init(distances: [[Double]], cut: Double) {
        var members = distances.indices.map { [$0] }
        var between = distances
        var groups: [[Int]]?
        while members.count > 1 {
            var nearest = (0, 1)
            for one in members.indices {
                for other in members.indices.dropFirst(one + 1)
                where between[one][other] < between[nearest.0][nearest.1] {
                    nearest = (one, other)
                }
            }
            if between[nearest.0][nearest.1] > cut, groups == nil { groups = members }
            let (one, other) = nearest
            let sizes = (Double(members[one].count), Double(members[other].count))
            for place in members.indices {
                let mean =
                    (between[one][place] * sizes.0 + between[other][place] * sizes.1)
                    / (sizes.0 + sizes.1)
                between[one][place] = mean
                between[place][one] = mean
            }
            members[one] += members.remove(at: other)
            between.remove(at: other)
            for place in between.indices { between[place].remove(at: other) }
        }
        order = members[0]
        self.groups = (groups ?? members).filter { $0.count > 1 }.map { $0.sorted() }
            .sorted { $0[0] < $1[0] }
        self.cut = cut
    }
}
