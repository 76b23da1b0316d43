using System.Globalization;
using System.Text;
using Nameward.Engine.Evidence;
using Nameward.Engine.Evidence.Formats;
using Nameward.Engine.Tests.Formats;
using Nameward.Engine.Tests.Reading;
using Xunit;

namespace Nameward.Engine.Tests.Configuring;

/// <summary>What the samples of configurations do not show: what is taken for one, that the manner of writing changes nothing, and that nothing grows without bounds.</summary>
public class ConfigurationReadingTests
{
    static RowDump Read(string format, string text) => Feeding.Whole(FormatGoldenTests.Format(format), Encoding.Latin1.GetBytes(text), new() { ShowsPositions = false });

    [Theory]
    [InlineData("options { recursion no; };", "named-conf")]
    [InlineData("// zones\nzone \"a.example.net\" { type primary; };", "named-conf")]
    [InlineData("acl inside { 10/8; };", "named-conf")]
    [InlineData("logging { channel a { null; }; category queries { a; }; };", "named-conf")]
    [InlineData("options { recursion no; };\nsomething-new 5;", null)]
    [InlineData("// parts\ninclude \"/etc/bind/named.conf.options\";\ninclude \"/etc/bind/named.conf.local\";\n", "named-conf")]
    [InlineData("<?php\ninclude \"a.php\";\n", null)]
    [InlineData("key \"k\" { algorithm hmac-sha256; secret \"eA==\"; };", null)]
    [InlineData("user www-data;\nevents { worker_connections 768; }\nhttp { server { listen 80; } }", null)]
    [InlineData("@version: 3.38\noptions { chain_hostnames(off); };\nsource s_src { system(); };", null)]
    [InlineData("#include <stdio.h>\nint main() { return 0; }\n", null)]
    [InlineData("Starting up\noptions { }", null)]
    [InlineData("subnet 192.0.2.0 netmask 255.255.255.0 { }", "isc-dhcpd-conf")]
    [InlineData("default-lease-time 600;\nmax-lease-time 7200;\n", "isc-dhcpd-conf")]
    [InlineData("lease 192.0.2.7 { starts 5 2026/11/21 09:00:00; }\nlease 192.0.2.8 { }\n", null)]
    [InlineData("server:\n  interface: 0.0.0.0\n", "unbound-conf")]
    [InlineData("forward-zone:\n  name: \".\"\n  forward-addr: 192.0.2.53\n", "unbound-conf")]
    [InlineData("server:\n  port: 8080\n  address: 0.0.0.0\nlogging:\n  level: debug\n", null)]
    [InlineData("services:\n  web:\n    image: nginx\n", null)]
    [InlineData("nameserver 192.0.2.53\n", "resolv-conf")]
    [InlineData("nameserver ns1.example.net\n", null)]
    [InlineData("search example.net\noptions edns0\n", "resolv-conf")]
    [InlineData("domain example.net\n", null)]
    [InlineData("nameserver 192.0.2.53 refused to do a recursive query\nsomething else\nand more\n", null)]
    [InlineData("127.0.0.1 localhost\n", "hosts-file")]
    [InlineData("192.0.2.7 pc7.example.net\n192.0.2.8 pc8.example.net\n", "hosts-file")]
    [InlineData("192.0.2.7 pc7.example.net\n", null)]
    [InlineData("0.0.0.0 a.example.net\n0.0.0.0 b.example.net\n", null)]
    [InlineData("192.0.2.7 443 tcp\n192.0.2.8 443 tcp\n", null)]
    [InlineData("192.0.2.7 - - [21/Nov/2026:09:00:00 +0000] \"GET / HTTP/1.1\" 200 5\n192.0.2.7 - - [21/Nov/2026:09:00:00 +0000] \"GET / HTTP/1.1\" 200 5\n", null)]
    [InlineData("192.0.2.7 192.0.2.8\n192.0.2.7 192.0.2.9\n", null)]
    [InlineData("[Resolve]\n#DNS=\n", "systemd-resolved-conf")]
    [InlineData("[Network]\nDNS=192.0.2.53\n", "systemd-resolved-conf")]
    [InlineData("[Unit]\nDescription=DNS\n", null)]
    public void AConfigurationIsRecognisedByItsGrammar(string head, string? format) =>
        Assert.Equal(format, Identification.Of(Encoding.ASCII.GetBytes(head), FormatList.All)?.Info.Id);

    [Theory]
    [InlineData("named-conf", "allow-recursion { any; };", "Recursion", "any")]
    [InlineData("named-conf", "ALLOW-RECURSION{any;};", "Recursion", "any")]
    [InlineData("named-conf", "allow-recursion { ! 10.0.0.0/8 ; !key \"a b\"; 10.1/16; 0/0; };", "Recursion", "!10.0.0.0/8, !key a b, 10.1.0.0/16, 0.0.0.0/0")]
    [InlineData("named-conf", "allow-recursion { { 10.0.0.1; { !10.0.0.2; }; }; !{ 10.0.0.3; 10.0.0.4; }; };", "Recursion", "10.0.0.1, !10.0.0.2, !10.0.0.3, !10.0.0.4")]
    [InlineData("named-conf", "allow-recursion { };", "Recursion", "none")]
    [InlineData("named-conf", "allow-query { unknown; \"any\"; geoip country US; };", "Queries", "unknown, any, geoip country US")]
    [InlineData("named-conf", "listen-on port 5353 { !10.0.0.1; any; };", "Listening", "!10.0.0.1#5353, any#5353")]
    [InlineData("named-conf", "forwarders { 10.0.0.1 tls a port 853; dns.example.net; };", "Forwarders", "10.0.0.1#853, dns.example.net")]
    public void AnAddressListIsWrittenAsItIsMeant(string format, string setting, string kind, string value)
    {
        var dump = Read(format, $"options {{ {setting} }};").ToString();
        Assert.Contains($" {kind} Stands ", dump, StringComparison.Ordinal);
        Assert.EndsWith($"-> \"{value}\"\n", dump, StringComparison.Ordinal);
    }

    [Fact]
    public void ANameStandsForWhatWasSaidOfItAbove() =>
        Assert.Equal("""
            ignored
            ignored
            ignored
            ignored
            change 0001-01-01T00:00:00.0000000Z Recursion Stands host="" actor="" object="" property="allow-recursion" "" -> "!127.0.0.1, !::1"
            change 0001-01-01T00:00:00.0000000Z Queries Stands host="" actor="" object="" property="allow-query" "" -> "below, !c, 127.0.0.1, ::1"

            """.ReplaceLineEndings("\n"),
            Read("named-conf", "acl a { 127.0.0.1; ::1; };\nacl b { a; };\nacl c { !b; };\noptions {\n\tallow-recursion { c; };\n\tallow-query { below; !c; b; };\n};\n").ToString());

    /// <summary>The same tokens say the same, whatever stands between them.</summary>
    [Theory]
    [InlineData("named-conf", "internal.conf")]
    [InlineData("named-conf", "views.conf")]
    [InlineData("isc-dhcpd-conf", "dhcpd.conf")]
    public void WhatStandsBetweenTokensChangesNothing(string format, string file)
    {
        string[] gaps = [" ", "\n", "\r\n\t", " /* { ; \" */ ", " # }; zone\n", "\n// {\n"];
        var tokens = Tokens(File.ReadAllText(Samples.Own($"samples/formats/{format}/{file}")));
        var expected = Said(Read(format, string.Join(' ', tokens)));
        Assert.NotEmpty(expected);
        Assert.Equal(Said(Read(format, File.ReadAllText(Samples.Own($"samples/formats/{format}/{file}")))), expected);
        for (var seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            Assert.True(expected == Said(Read(format, string.Concat(tokens.Select(token => token + gaps[random.Next(gaps.Length)])))), $"seed {seed}");
        }
    }

    static string Said(RowDump dump) => string.Join('\n', dump.ToString().Split('\n').Where(line => !line.StartsWith("ignored", StringComparison.Ordinal)));

    /// <summary>The tokens of a configuration, by other means than those of the reader.</summary>
    static List<string> Tokens(string text)
    {
        List<string> tokens = [];
        for (var at = 0; at < text.Length;)
        {
            var rest = text[at..];
            var end = rest switch
            {
                ['#', ..] or ['/', '/', ..] => -(rest + '\n').IndexOf('\n', StringComparison.Ordinal),
                ['/', '*', ..] => -(rest.IndexOf("*/", StringComparison.Ordinal) + 2),
                ['"', ..] => rest.IndexOf('"', 1) + 1,
                ['{' or '}' or ';', ..] => 1,
                _ when char.IsWhiteSpace(rest[0]) => -1,
                _ => rest.IndexOfAny([' ', '\t', '\n', '{', '}', ';', '"', '#']),
            };
            tokens.AddRange(end > 0 ? [rest[..end]] : []);
            at += Math.Abs(end);
        }
        return tokens;
    }

    [Theory]
    [InlineData("named-conf")]
    [InlineData("unbound-conf")]
    [InlineData("isc-dhcpd-conf")]
    [InlineData("systemd-resolved-conf")]
    public void NoSecretIsTold(string format)
    {
        string[] secrets = ["bm90", "hunter2", "not a secret", "AwEAAdw2", "E06D44B8"];
        Assert.Contains(Samples.Of(format).Select(File.ReadAllText), text => format == "unbound-conf" || secrets.Any(secret => text.Contains(secret, StringComparison.Ordinal)));
        var said = string.Concat(Samples.Of(format).Select(file => Read(format, File.ReadAllText(file)).ToString()));
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, said, StringComparison.Ordinal));
    }

    [Fact]
    public void ListsThatGrowByNamingEachOtherStayBounded()
    {
        var text = new StringBuilder("acl a0 { 192.0.2.1; 192.0.2.2; };\n");
        for (var i = 1; i < 5000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"acl a{i} {{ a{i - 1}; a{i - 1}; }};\n");
        }
        text.Append("options { allow-recursion { a20; }; };\n");
        var bytes = Encoding.ASCII.GetBytes(text.ToString());
        var reader = FormatGoldenTests.Format("named-conf").Open(Feeding.Source);
        Assert.InRange(Allocated.ByTheLeast(() => reader.Read(bytes, isLast: false, NoRows.Instance)), 0, 4 << 20);
        var dump = Read("named-conf", text.ToString());
        Assert.Equal((1, 5001, 0), (dump.Observed, dump.Ignored, dump.Malformed));
        Assert.EndsWith(", ...\"\n", dump.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("named-conf", "view a { ")]
    [InlineData("isc-dhcpd-conf", "group { ")]
    public void BlocksMayBeNestedAsDeepAsSomebodyLikes(string format, string head)
    {
        const int Depth = 2000;
        var dump = Read(format, string.Concat(Enumerable.Repeat(head, Depth)) + string.Concat(Enumerable.Repeat("};", Depth)) + "include \"end\";");
        Assert.Equal((1, 0), (dump.Observed, dump.ToString().Split('\n').Count(line => line.Contains("brace", StringComparison.Ordinal))));
        Assert.EndsWith("\"end\"\n", dump.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void AListOfBlockedNamesLeavesRoomForWhatLeadsSomewhere()
    {
        var list = string.Concat(Enumerable.Range(0, 3000).Select(i => string.Create(CultureInfo.InvariantCulture, $"0.0.0.0 n{i}.example.net\n")));
        var text = $"127.0.0.1 localhost\n{list}203.0.113.80 bank.x-example.com\n";
        var dump = Read("hosts-file", text);
        Assert.Equal((1024, 1978, 0), (dump.Observed, dump.Ignored, dump.Malformed));
        Assert.EndsWith("object=\"bank.x-example.com\" property=\"\" \"\" -> \"203.0.113.80\"\n", dump.ToString(), StringComparison.Ordinal);
        var bytes = Encoding.ASCII.GetBytes(text);
        Assert.Equal(Feeding.InPieces(FormatGoldenTests.Format("hosts-file"), bytes), Feeding.SkimThenFork(FormatGoldenTests.Format("hosts-file"), bytes, bytes.Length / 4, bytes.Length / 2));
    }

    [Fact]
    public void AHostIsTakenFromTheHeaderOfSyslogAndFromNowhereElse()
    {
        const string Said = "received control channel command 'reload'";
        var dump = Read("bind-query", $"""
            Nov 21 2026 09:00:06 ns1 named[812]: {Said}
            Nov 21 2026 09:00:06 ns1 10.60.1.53 named[812]: {Said}
            Nov 21 2026 09:00:06 named[812]: {Said}
            Nov 21 2026 09:00:06 relay <30>Nov 21 2026 09:00:06 ns2 named[812]: {Said}
            <30>1 2026-11-21T09:00:06Z ns3.example.net named 812 - - {Said}
            <30>1 2026-11-21T09:00:06Z - named 812 - - {Said}
            2026-11-21T09:00:06+00:00 ns4 named[812]: {Said}
            Sat Nov 21 09:00:06 2026 daemon.info named[812]: {Said}
            21-Nov-2026 09:00:06.000 general: info: {Said}
            """.ReplaceLineEndings("\n"));
        Assert.Equal(["ns1", "ns1", "", "ns2", "ns3.example.net", "", "ns4", "", ""],
            dump.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split("host=\"")[1].Split('"')[0]));
    }
}
