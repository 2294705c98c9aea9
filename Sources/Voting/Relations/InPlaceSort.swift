/// Sorts without asking for memory, which the standard library's sort does.
///
/// Quicksort with three parts, so that equal elements cost nothing, and heapsort where quicksort
/// has halved badly too often (D. R. Musser, Introspective Sorting and Selection Algorithms,
/// Software: Practice and Experience 27, 1997): n log n comparisons at worst. Not stable.
struct InPlaceSort<Element> {
    /// Negative, zero or positive as the first one is before, level with or after the second.
    typealias Order = (Element, Element) -> Int

    static func sort(_ elements: UnsafeMutableBufferPointer<Element>, by compare: Order) {
        guard elements.count > 1 else { return }
        let levels = Int.bitWidth - elements.count.leadingZeroBitCount
        sort(elements, from: 0, to: elements.count, splitsLeft: 2 * levels, by: compare)
    }

    private static func sort(
        _ elements: UnsafeMutableBufferPointer<Element>, from start: Int, to end: Int,
        splitsLeft: Int, by compare: Order
    ) {
        var start = start
        var end = end
        var splitsLeft = splitsLeft
        while end - start > 12 {
            guard splitsLeft > 0 else {
                return heapSort(elements, from: start, to: end, by: compare)
            }
            splitsLeft -= 1
            let (before, after) = split(elements, from: start, to: end, by: compare)
            // The smaller part by recursion: at most log n deep.
            if before - start < end - after {
                sort(elements, from: start, to: before, splitsLeft: splitsLeft, by: compare)
                start = after
            } else {
                sort(elements, from: after, to: end, splitsLeft: splitsLeft, by: compare)
                end = before
            }
        }
        insertionSort(elements, from: start, to: end, by: compare)
    }

    /// - Returns: where the elements that equal the pivot start, and where they end.
    private static func split(
        _ elements: UnsafeMutableBufferPointer<Element>, from start: Int, to end: Int,
        by compare: Order
    ) -> (Int, Int) {
        let pivot = median(
            elements[start], elements[start + (end - start) / 2], elements[end - 1], by: compare)
        var before = start
        var after = end
        var index = start
        while index < after {
            let order = compare(elements[index], pivot)
            if order < 0 {
                elements.swapAt(index, before)
                before += 1
                index += 1
            } else if order > 0 {
                after -= 1
                elements.swapAt(index, after)
            } else {
                index += 1
            }
        }
        return (before, after)
    }

    private static func median(
        _ one: Element, _ two: Element, _ three: Element, by compare: Order
    ) -> Element {
        if compare(one, two) < 0 {
            if compare(two, three) < 0 { return two }
            return compare(one, three) < 0 ? three : one
        }
        if compare(one, three) < 0 { return one }
        return compare(two, three) < 0 ? three : two
    }

    private static func insertionSort(
        _ elements: UnsafeMutableBufferPointer<Element>, from start: Int, to end: Int,
        by compare: Order
    ) {
        guard start + 1 < end else { return }
        for index in (start + 1)..<end {
            let element = elements[index]
            var place = index
            while place > start, compare(element, elements[place - 1]) < 0 {
                elements[place] = elements[place - 1]
                place -= 1
            }
            elements[place] = element
        }
    }

    private static func heapSort(
        _ elements: UnsafeMutableBufferPointer<Element>, from start: Int, to end: Int,
        by compare: Order
    ) {
        let count = end - start
        func sink(_ root: Int, in count: Int) {
            var root = root
            while 2 * root + 1 < count {
                var child = 2 * root + 1
                if child + 1 < count,
                    compare(elements[start + child], elements[start + child + 1]) < 0
                {
                    child += 1
                }
                guard compare(elements[start + root], elements[start + child]) < 0 else { return }
                elements.swapAt(start + root, start + child)
                root = child
            }
        }
        for root in (0..<(count / 2)).reversed() { sink(root, in: count) }
        for last in (1..<count).reversed() {
            elements.swapAt(start, start + last)
            sink(0, in: last)
        }
    }
}
