using Nameward.Engine.Cases.Blocks;

namespace Nameward.Engine.Tests.Containing;

/// <summary>A resolver product in the lab: how it is started on 127.0.0.1, with or without one of the stages of a pack.</summary>
/// <param name="Target">Id of the containment target.</param>
/// <param name="Programs">Programs that must be installed.</param>
/// <param name="Configure">Writes its configuration into a folder that holds the files of the pack; null for no stage. Returns program and arguments.</param>
/// <param name="ActsOn">Which of the names, beside those of the zone itself, it can block.</param>
sealed record LabResolver(string Target, string[] Programs, Func<string, PackStage?, string[]> Configure, string[] ActsOn)
{
    const string Label = "nameward-7", ByNameServer = "www.other-evil.lab", ByAnswer = "www.c2-host.lab";

    /// <summary>Whether it goes through another resolver, at 127.0.0.2.</summary>
    public bool NeedsBackend { get; init; }

    /// <summary>What its log says of a would-be hit; null where it has no log of them.</summary>
    public string? LogsAs { get; init; }

    /// <summary>Whether it has a stage that does not block.</summary>
    public bool HasLogStage { get; init; } = true;

    public static LabResolver[] All { get; } =
    [
        new("bind", ["named"], Bind, [ByNameServer, ByAnswer]) { LogsAs = "disabled rpz" },
        new("unbound", ["unbound"], (folder, stage) => Unbound(folder, "127.0.0.1", stage, respip: true), [ByNameServer, ByAnswer]) { LogsAs = $"rpz: applied [{Label}]" },
        new("unbound-local-zone", ["unbound"], (folder, stage) => Unbound(folder, "127.0.0.1", stage, respip: false), []) { LogsAs = "inform" },
        new("knot-resolver", ["kresd"], Knot, []) { LogsAs = $"{Label}: would block" },
        new("powerdns-recursor", ["pdns_recursor"], PowerDns, [ByNameServer, ByAnswer]),
        new("dnsmasq", ["dnsmasq", "unbound"], Dnsmasq, [ByAnswer]) { NeedsBackend = true, HasLogStage = false },
        new("dnsdist", ["dnsdist", "unbound"], Dnsdist, []) { NeedsBackend = true },
    ];

    static string Hints(string folder) => Write(folder, "hints", $". 60 NS a.root.\na.root. 60 A {FakeInternet.Root}\n");

    static string File(PackStage? stage, string extension) => $"{Label}.{(stage == PackStage.Log ? "log" : "block")}.{extension}";

    static string[] Bind(string folder, PackStage? stage)
    {
        Hints(folder);
        var (policy, zone) = stage is null ? ("", "") : ($"include \"{folder}/{File(stage, "conf")}\";", $"include \"{folder}/{Label}.zone.conf\";");
        var conf = Write(folder, "named.conf", $$"""
            options { directory "{{folder}}"; pid-file none; session-keyfile none; listen-on { 127.0.0.1; }; listen-on-v6 { none; }; dnssec-validation no; recursion yes; {{policy}} };
            controls { };
            zone "." { type hint; file "hints"; };
            {{zone}}

            """);
        return ["named", "-g", "-c", conf];
    }

    public static string[] Unbound(string folder, string address, PackStage? stage, bool respip)
    {
        Hints(folder);
        var include = stage is null ? "" : $"include: \"{folder}/{File(stage, "conf")}\"";
        var conf = Write(folder, $"unbound-{address}.conf", $"""
            server:
              interface: {address}
              directory: "{folder}"
              root-hints: "hints"
              chroot: ""
              username: ""
              pidfile: ""
              use-syslog: no
              logfile: ""
              do-daemonize: no
              verbosity: 1
              do-not-query-localhost: no
              access-control: 127.0.0.0/8 allow
              access-control: 10.0.0.0/8 allow
              log-queries: yes
              log-replies: yes
              module-config: "{(respip ? "respip iterator" : "iterator")}"
            remote-control:
              control-enable: no
            {include}

            """);
        return ["unbound", "-d", "-c", conf];
    }

    static string[] Knot(string folder, PackStage? stage)
    {
        var conf = Write(folder, "kresd.conf", $$"""
            net.listen('127.0.0.1', 53, { kind = 'dns' })
            modules.load('hints > iterate')
            hints.root({ ['a.root.'] = '{{FakeInternet.Root}}' })
            trust_anchors.remove('.')
            cache.size = 10 * MB
            {{(stage is null ? "" : $"dofile('{File(stage, "lua")}')")}}

            """);
        return ["kresd", "-n", "-c", conf, folder];
    }

    static string[] PowerDns(string folder, PackStage? stage)
    {
        Hints(folder);
        var lua = Write(folder, "main.lua", stage is null ? "" : $"dofile('/etc/powerdns/{File(stage, "lua")}')\n");
        Write(folder, "recursor.conf", $"""
            local-address=127.0.0.1
            hint-file={folder}/hints
            dnssec=off
            socket-dir={folder}
            dont-query=
            daemon=no
            write-pid=no
            security-poll-suffix=
            threads=1
            lua-config-file={lua}

            """);
        return ["sh", "-c", $"mount --bind '{folder}' /etc/powerdns && exec pdns_recursor --config-dir='{folder}'"];
    }

    static string[] Dnsmasq(string folder, PackStage? stage)
    {
        var conf = Write(folder, "dnsmasq.conf", $"no-resolv\nserver=127.0.0.2\nlisten-address=127.0.0.1\nbind-interfaces\nuser=root\npid-file=\ncache-size=0\n{(stage is null ? "" : $"conf-file={folder}/{Label}.conf\n")}");
        return ["dnsmasq", "-k", $"--conf-file={conf}"];
    }

    static string[] Dnsdist(string folder, PackStage? stage)
    {
        var conf = Write(folder, "dnsdist.conf", $"setLocal('127.0.0.1:53')\nsetSecurityPollSuffix('')\nnewServer({{address='127.0.0.2:53', healthCheckMode='up'}})\n{(stage is null ? "" : $"dofile('{folder}/{File(stage, "lua")}')\n")}");
        return ["dnsdist", "--supervised", "--disable-syslog", "-C", conf];
    }

    static string Write(string folder, string name, string text)
    {
        var path = Path.Combine(folder, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }
}
