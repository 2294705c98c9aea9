import CLinux
import Glibc

extension Launch {
    /// What is seen and allowed inside a sandbox.
    package struct Sandbox {
        package var plan: SandboxPlan
        package var view: SandboxView
        /// `cgroup.procs` of the control groups that it joins.
        package var groups: [Int32] = []

        package init(plan: SandboxPlan, view: SandboxView) {
            self.plan = plan
            self.view = view
        }
    }

    /// The request with the sandbox, if there is one, as the launcher reads it.
    func withSandbox<Result>(
        _ request: inout thrice_launch, _ body: (inout thrice_launch) -> Result
    ) -> Result {
        guard let sandbox else { return body(&request) }
        let parent = thrice_open_process(request.parent)
        defer { if parent >= 0 { close(parent) } }
        let paths = sandbox.view.readable.map { strdup($0) } + [nil]
        defer { for path in paths { free(path) } }
        var settings = thrice_sandbox()
        settings.parent_handle = parent
        settings.is_required = sandbox.plan.isRequired ? 1 : 0
        settings.may_fork = sandbox.plan.mayFork ? 1 : 0
        settings.denies_time = sandbox.plan.deniesTime ? 1 : 0
        settings.denies_random = sandbox.plan.deniesRandom ? 1 : 0
        settings.sees_itself = sandbox.view.seesItself ? 1 : 0
        settings.user = geteuid()
        settings.group = getegid()
        return paths.map { UnsafePointer($0) }.withUnsafeBufferPointer { readable in
            sandbox.groups.withUnsafeBufferPointer { groups in
                settings.readable = readable.baseAddress
                settings.groups = groups.baseAddress
                settings.group_count = Int32(groups.count)
                return withUnsafePointer(to: &settings) { pointer in
                    request.sandbox = pointer
                    return body(&request)
                }
            }
        }
    }
}
