namespace Nameward.Engine.Tests.Containing;

/// <summary>
/// The root, a top-level domain and the name servers below it, all of one BIND 9 on addresses of their own inside a <see cref="NetworkNamespace"/>. bad-channel.test-tld is the adversary's and
/// other-evil is served by the same name server; c2-host leads to his address from an honest server; ordinary and protected are anybody's. What his server is asked is logged.
/// </summary>
sealed class FakeInternet
{
    public const string Root = "198.41.0.4", Honest = "192.0.2.53", Adversary = "203.0.113.66", AdversaryHost = "203.0.113.99", OrdinaryHost = "198.51.100.10";

    /// <summary>Names that are asked for, and what they are answered where nothing is blocked.</summary>
    public static readonly (string Name, string Answer)[] Names =
    [
        ("bad-channel.lab", Adversary), ("a1b2c3.bad-channel.lab", Adversary), ("deep.er.bad-channel.lab", Adversary),
        ("www.other-evil.lab", Adversary), ("www.c2-host.lab", AdversaryHost),
        ("www.ordinary.lab", OrdinaryHost), ("notbad-channel.lab", OrdinaryHost), ("www.protected.lab", OrdinaryHost),
    ];

    const int MostTries = 60;

    readonly string _queries;

    FakeInternet(string queries) => _queries = queries;

    /// <summary>Addresses that the loopback must have.</summary>
    public static string[] Addresses => [$"{Root}/32", $"{Honest}/32", $"{Adversary}/32"];

    /// <summary>The queries that reached the adversary's server.</summary>
    public string[] AskedOfTheAdversary() => File.Exists(_queries) ? File.ReadAllLines(_queries) : [];

    /// <summary>Forgets them.</summary>
    public void Forget() => File.WriteAllText(_queries, "");

    /// <summary>Starts it.</summary>
    public static FakeInternet Start(NetworkNamespace network, string folder)
    {
        Directory.CreateDirectory(folder);
        Zone(folder, "root", "a.root.", $"a.root. A {Root}\nlab. NS a.tld.lab.\na.tld.lab. A {Honest}\n");
        Zone(folder, "lab", "a.tld.lab.", $"""
            a.tld A {Honest}
            bad-channel NS ns1.bad-channel
            ns1.bad-channel A {Adversary}
            other-evil NS ns1.bad-channel
            c2-host NS ns.ordinary
            ordinary NS ns.ordinary
            ns.ordinary A {Honest}
            protected NS ns.ordinary
            notbad-channel NS ns.ordinary

            """);
        Zone(folder, "evil", "ns1.bad-channel.lab.", $"@ A {Adversary}\n* A {Adversary}\nns1 A {Adversary}\n* TXT \"do\"\n");
        Zone(folder, "c2", "ns.ordinary.lab.", $"* A {AdversaryHost}\n");
        Zone(folder, "plain", "ns.ordinary.lab.", $"@ A {OrdinaryHost}\n* A {OrdinaryHost}\nns A {Honest}\n");
        File.WriteAllText(Path.Combine(folder, "named.conf"), $$"""
            options { directory "{{folder}}"; pid-file none; session-keyfile none; listen-on port 53 { {{Root}}; {{Honest}}; {{Adversary}}; }; listen-on-v6 { none; }; recursion no; dnssec-validation no; minimal-responses no; };
            controls { };
            logging { channel asked { file "{{folder}}/adversary-queries.log"; print-time no; }; category queries { asked; }; };
            view "root" { match-destinations { {{Root}}; }; zone "." { type primary; file "root.zone"; }; };
            view "honest" { match-destinations { {{Honest}}; };
              zone "lab" { type primary; file "lab.zone"; };
              zone "ordinary.lab" { type primary; file "plain.zone"; };
              zone "protected.lab" { type primary; file "plain.zone"; };
              zone "notbad-channel.lab" { type primary; file "plain.zone"; };
              zone "c2-host.lab" { type primary; file "c2.zone"; };
            };
            view "adversary" { match-destinations { {{Adversary}}; };
              zone "bad-channel.lab" { type primary; file "evil.zone"; };
              zone "other-evil.lab" { type primary; file "evil.zone"; };
            };

            """);
        network.Serve(folder, "named.out", "named", "-f", "-c", Path.Combine(folder, "named.conf"));
        for (var tries = 0; tries < MostTries && !network.Run("sh", "-c", $"dig @{Root} . SOA +tries=1 +time=1 || true").Contains("status: ", StringComparison.Ordinal); tries++)
        {
            Thread.Sleep(250);
        }
        return new(Path.Combine(folder, "adversary-queries.log"));
    }

    static void Zone(string folder, string name, string server, string records) =>
        File.WriteAllText(Path.Combine(folder, $"{name}.zone"), $"$TTL 60\n@ SOA localhost. root.localhost. 1 3600 600 86400 60\n@ NS {server}\n{records}");
}
