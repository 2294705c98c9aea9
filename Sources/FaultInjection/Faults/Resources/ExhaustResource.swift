/// A machine, or a quota, that has no more to give: the process keeps what it has, and gets nothing
/// more of it until its end.
package struct ExhaustResource: Fault {
    package static let entry = CatalogueEntry(
        name: "exhaust-resource",
        summary: "let the process have no more memory, descriptors or room in a file than it has",
        parameters: [
            .init(name: "resources", values: "a list of memory, descriptors, file (all of them)")
        ],
        layer: .calls,
        undone: "the process is a copy and is ended",
        proof: "a call that wanted more was reached, and the kernel refused it")

    private let resources: [ExhaustedResource]

    package init(_ settings: inout FaultSettings) {
        let all = ExhaustedResource.allCases.map(\.rawValue)
        resources = settings.words("resources", of: all, or: all)
            .compactMap { ExhaustedResource(rawValue: $0) }
    }

    package func extent(in window: FaultWindow) -> FaultExtent {
        FaultExtent(places: UInt64(wanted(in: window).count))
    }

    package func injection(at point: FaultPoint, in window: FaultWindow) -> Injection {
        let (resource, call) = wanted(in: window)[Int(point.place)]
        return call.injection(.exhaust(resource))
    }

    package func place(_ point: FaultPoint, in window: FaultWindow) -> String {
        let (resource, call) = wanted(in: window)[Int(point.place)]
        return "\(resource.rawValue) at \(call.text)"
    }

    private func wanted(in window: FaultWindow) -> [(ExhaustedResource, WindowCall)] {
        window.calls.flatMap { call in
            resources.filter { $0.isWanted(by: call) }.map { ($0, call) }
        }
    }
}
