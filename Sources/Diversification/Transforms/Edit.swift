/// A change of text; ranges are bytes of the source before any change.
package enum Edit {
    /// The range's text becomes this one; an empty range is an insertion.
    case replace(Range<Int>, String)
    /// The range's text, with what changes inside it, stands between two further texts.
    case wrap(Range<Int>, before: String, after: String)
    /// Slot `k` is filled with the text of slot `order[k]`; what lies between slots stays.
    case permute(slots: [Range<Int>], order: [Int])
}

extension SourceText {
    /// The source with all edits made.
    ///
    /// Edits may lie inside the slots and wrapped ranges of others, never across, nor inside what
    /// is replaced. Of several with one range the permutation is outermost, then the wrappings in
    /// the order given. An insertion at the border of another edit stands outside of it.
    package func applying(_ edits: [Edit]) -> SourceText {
        var forest = EditForest(edits)
        forest.nest()
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + bytes.count / 4)
        forest.render(0..<bytes.count, forest.roots, of: bytes, into: &output)
        return SourceText(output)
    }
}

/// The pieces of all edits, each under the smallest one that it lies in.
private struct EditForest {
    struct Piece {
        enum Content {
            case text([UInt8])
            case wrapped(before: [UInt8], after: [UInt8])
            /// The text of the slot with this range.
            case slot(Range<Int>)
        }
        let range: Range<Int>
        let content: Content
        /// Among pieces of one range the smaller is outside.
        let depth: Int
        var children: [Int] = []
    }

    private var pieces: [Piece] = []
    private var slots: [Range<Int>: Int] = [:]
    private(set) var roots: [Int] = []

    init(_ edits: [Edit]) {
        for edit in edits {
            switch edit {
            case .replace(let range, let text):
                pieces.append(Piece(range: range, content: .text(Array(text.utf8)), depth: 2))
            case .wrap(let range, let before, let after):
                let content = Piece.Content.wrapped(
                    before: Array(before.utf8), after: Array(after.utf8))
                pieces.append(Piece(range: range, content: content, depth: 1))
            case .permute(let slots, let order):
                for (slot, source) in zip(slots, order) {
                    pieces.append(Piece(range: slot, content: .slot(slots[source]), depth: 0))
                }
            }
        }
    }

    mutating func nest() {
        let order = pieces.indices.sorted { left, right in
            key(left) < key(right)
        }
        pieces = order.map { pieces[$0] }
        var open: [Int] = []
        for index in pieces.indices {
            let range = pieces[index].range
            while let last = open.last, !holds(pieces[last].range, range) { open.removeLast() }
            if let last = open.last {
                pieces[last].children.append(index)
            } else {
                roots.append(index)
            }
            if !range.isEmpty { open.append(index) }
            if case .slot = pieces[index].content { slots[range] = index }
        }
    }

    /// Insertions come before what starts there, wide pieces before narrow ones.
    private func key(_ index: Int) -> (Int, Int, Int, Int, Int) {
        let piece = pieces[index]
        let range = piece.range
        return (
            range.lowerBound, range.isEmpty ? 0 : 1, -range.upperBound, piece.depth, index
        )
    }

    private func holds(_ outer: Range<Int>, _ inner: Range<Int>) -> Bool {
        inner.isEmpty
            ? inner.lowerBound > outer.lowerBound && inner.upperBound < outer.upperBound
            : inner.upperBound <= outer.upperBound
    }

    func render(
        _ range: Range<Int>, _ children: [Int], of bytes: [UInt8], into output: inout [UInt8]
    ) {
        var at = range.lowerBound
        for child in children {
            let piece = pieces[child]
            guard piece.range.lowerBound >= at else { continue }
            output += bytes[at..<piece.range.lowerBound]
            switch piece.content {
            case .text(let text): output += text
            case .wrapped(let before, let after):
                output += before
                render(piece.range, piece.children, of: bytes, into: &output)
                output += after
            case .slot(let source):
                let filling = slots[source].map { pieces[$0].children } ?? []
                render(source, filling, of: bytes, into: &output)
            }
            at = piece.range.upperBound
        }
        output += bytes[at..<range.upperBound]
    }
}
