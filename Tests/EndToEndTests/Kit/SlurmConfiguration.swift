import Foundation

/// What a Slurm of two nodes on one machine is told: no accounting, no control groups, and a
/// schedule as quick as it can be.
struct SlurmConfiguration {
    /// Its folder.
    let root: String
    /// Of each node.
    let processors: Int

    var text: String {
        let ports = Self.freePorts(3)
        let host = Self.host
        let user = String(cString: getpwuid(getuid()).pointee.pw_name)
        let nodes = ["n1", "n2"].enumerated().map { index, name in
            "NodeName=\(name) NodeHostname=\(host) NodeAddr=127.0.0.1 Port=\(ports[index + 1]) "
                + "CPUs=\(processors)\n"
        }
        return """
            ClusterName=thrice
            SlurmctldHost=\(host)(127.0.0.1)
            SlurmctldPort=\(ports[0])
            SlurmUser=\(user)
            SlurmdUser=\(user)
            AuthType=auth/munge
            AuthInfo=socket=\(root)/munge.socket
            CredType=cred/munge
            StateSaveLocation=\(root)/state
            SlurmdSpoolDir=\(root)/%n
            SlurmctldPidFile=\(root)/slurmctld.pid
            SlurmdPidFile=\(root)/%n.pid
            SlurmdLogFile=\(root)/%n.log
            SlurmdParameters=config_overrides
            ProctrackType=proctrack/linuxproc
            TaskPlugin=task/none
            SwitchType=switch/none
            MpiDefault=none
            AccountingStorageType=accounting_storage/none
            JobAcctGatherType=jobacct_gather/none
            JobCompType=jobcomp/none
            SelectType=select/cons_tres
            SelectTypeParameters=CR_CPU
            SchedulerParameters=sched_interval=1,sched_min_interval=0,batch_sched_delay=0
            SlurmdTimeout=5
            KillWait=1
            PartitionName=all Nodes=n1,n2 Default=YES MaxTime=INFINITE State=UP

            """ + nodes.joined()
    }

    /// Without its domain, as the controller compares it.
    private static var host: Substring {
        var name = utsname()
        uname(&name)
        let text = withUnsafeBytes(of: name.nodename) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        return text.prefix { $0 != "." }
    }

    /// Of the loopback; all are held until all are known, so that no two are the same.
    private static func freePorts(_ count: Int) -> [UInt16] {
        let sockets = (0..<count).map { _ in socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0) }
        defer { sockets.forEach { close($0) } }
        return sockets.map { descriptor in
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            withUnsafeMutablePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                    _ = bind(descriptor, generic, length)
                    _ = getsockname(descriptor, generic, &length)
                }
            }
            return UInt16(bigEndian: address.sin_port)
        }
    }
}
