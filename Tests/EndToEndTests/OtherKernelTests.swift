import Foundation
import Testing

extension EndToEnd {
    /// Control groups of version two, which not every machine has.
    @Suite(.enabled(if: OtherKernel.isHere)) struct OtherKernelTests {
        /// A group like those that a service manager hands over, `inside` which commands run.
        private static let group = """
            group=/sys/fs/cgroup/handed/over; mkdir -p $group
            echo "+memory +pids" >/sys/fs/cgroup/handed/cgroup.subtree_control
            inside() { bash -c "echo \\$\\$ >$group/cgroup.procs"'; exec "$@"' inside "$@"; }
            ordinary="setpriv --reuid 65534 --regid 65534 --clear-groups"
            chmod 755 /run
            """

        private static let ensemble = """
            mkdir /run/ensemble; cat >/run/ensemble/thrice.yaml <<END
            replicas: [{name: a, command: [cat]}, {name: b, command: [cat]}]
            vote: {agree: 2, restrictive: "NO"}
            limits: {memory: 100000000, processes: 7}
            deadline: 20s
            isolation: sandbox
            stateful: false
            END
            """

        @Test(.timeLimit(.minutes(2)), arguments: ["", "$ordinary"])
        func `a run that is alone in a group of version two bounds its replicas`(
            user: String
        ) throws {
            let said = try OtherKernel.run(
                Self.group + "\n" + Self.ensemble
                    + """

                    chown 65534 /run $group $group/cgroup.procs $group/cgroup.subtree_control
                    place=/run/command; mkdir $place
                    cp "$(dirname "$THRICE")"/{thrice,thrice-voter} $place
                    coproc RUN {
                        inside \(user) $place/thrice run /run/ensemble --run-folder /run/run
                    }
                    input=${RUN[1]} output=${RUN[0]} pid=$RUN_PID
                    echo 7 >&$input; read -r answer <&$output
                    cd $group/thrice-*[0-9]
                    for name in a b; do
                        echo "$name:" $(wc -l <$name/cgroup.procs) $(cat $name/{pids,memory}.max)
                    done
                    echo "in the group: $(wc -l <$group/cgroup.procs)"
                    echo "beside: $(wc -l <../thrice-*-leaf/cgroup.procs)"
                    cd /; exec {input}>&-; wait $pid
                    echo "answer $answer"
                    find $group -mindepth 1 -type d
                    echo "handed on: '$(cat $group/cgroup.subtree_control)'"
                    """)
            #expect(said.contains("a: 2 8 99999744\nb: 2 8 99999744\n"), "\(said)")
            #expect(said.contains("in the group: 0\nbeside: 3\n"), "\(said)")
            #expect(said.contains("answer 7\nhanded on: ''\nstatus 0\n"), "\(said)")
        }

        @Test(.timeLimit(.minutes(2)))
        func `beside others it bounds none, and doctor says how it could`() throws {
            let said = try OtherKernel.run(
                Self.group
                    + """

                    mkfifo /run/fifo; inside cat /run/fifo & exec 3>/run/fifo
                    inside "$THRICE" doctor | grep -A 1 '^control groups'
                    wc -l <$group/cgroup.procs
                    find $group -mindepth 1 -type d
                    """)
            #expect(said.contains("none can be made"), "\(said)")
            #expect(said.contains("Delegate=yes"), "\(said)")
            #expect(said.hasSuffix("\n1\nstatus 0\n"), "\(said)")
        }
    }
}
