namespace Nameward.Engine.Tests.Zeek;

/// <summary>Rows of <c>dns.log</c>, most of them plain, with every oddity that a log may have in one or two of them.</summary>
static class OddRows
{
    const string Names = "ts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\ttrans_id\trtt\tquery\tqclass\tqclass_name\tqtype\tqtype_name\trcode\trcode_name\tAA\tTC\tRD\tRA\tZ\tanswers\tTTLs\trejected";

    static readonly string[] Odd =
    [
        "-", "", "(empty)", "\\x09", "a\\x5cb", "\\", "T", "F", "t", "0", "65535", "65536", "00053", "0000053", "123456789", "99999999999", "-1", "+1", "1.5", "x", "\r", "\xFF\xFE",
        "1763716442", "1763716442.1234567", "1763716442.12345", "1763716442123", "2025-11-21T09:14:02.123456Z", "17637164x2.123456", "1763716442.12345x",
        "10.0.0.256", "10.0.0", "1.2.3.4.5", "010.001.000.053", "fe80::1%eth0", "::ffff:1.2.3.4", ":::", "::", "1::2::3", "2001:DB8::1", "2001:db8:0:0:0:0:0:1", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7::", "12345::",
        "WWW.Example.COM", "www.example.com.", ".", "..", "a..b", ".a", "a b.c", "xn--bcher-kva.example", "com", "co.uk", "a.co.uk", "www.ck", "x.kawasaki.jp", "city.kawasaki.jp", "a.b.blogspot.com", "x.com.edgekey.net",
        "TXT 3 abc", "TXT 3 abc TXT 2 de", "TXT 9 abc", "SPF 1 a", "<unknown type=65>", "RRSIG 1 example", "-,-", ",", "a,", ",a", "1.2.3.4,,b", "192.0.2.1,FE80::1,x",
        "60.000000,-", "60,5", "60.5", "4294967295.000000", "4294967296.000000", ".000000", "x.000000", "60.00000x",
    ];

    /// <summary>A log of some hundred lines.</summary>
    public static string Source(Random random)
    {
        var lines = new List<string> { "#separator \\x09", "#set_separator\t,", "#empty_field\t(empty)", "#unset_field\t-", "#path\tdns", "#fields\t" + Names };
        var rarity = random.Next(3) == 0 ? 2 : 40;
        for (var row = random.Next(50, 400); row > 0; row--)
        {
            lines.Add(random.Next(rarity) == 0 ? OddLine(random) : Plain(random));
        }
        return string.Concat(lines.Select(line => line + (random.Next(rarity * 5) == 0 ? "\r\n" : "\n"))) + (random.Next(2) == 0 ? Plain(random) : "");
    }

    static string OddLine(Random random)
    {
        var fields = Plain(random).Split('\t');
        for (var left = random.Next(1, 3); left > 0; left--)
        {
            fields[random.Next(fields.Length)] = Odd[random.Next(Odd.Length)];
        }
        return random.Next(14) switch
        {
            0 => string.Join('\t', fields.Skip(random.Next(3))),
            1 => string.Join('\t', fields) + "\t" + fields[^1],
            2 => "",
            3 => "#close\t2025-11-21-00-00-00",
            4 => "#fields\t" + Names,
            5 => "#set_separator\t" + (random.Next(2) == 0 ? "," : ";"),
            6 => "#unset_field\t" + (random.Next(2) == 0 ? "-" : "!"),
            7 => "junk" + new string('x', random.Next(20_000)),
            8 => string.Join('\t', fields[..9]) + "\t" + Label(random, 64) + "\t" + string.Join('\t', fields[10..]),
            9 => string.Join('\t', fields[..^3]) + "\t" + string.Join(',', Enumerable.Range(0, random.Next(400)).Select(_ => Answer(random))) + "\t-\tF",
            _ => string.Join('\t', fields),
        };
    }

    static string Plain(Random random)
    {
        var answers = random.Next(3) == 0 ? [] : Enumerable.Range(0, random.Next(1, 5)).Select(_ => Answer(random)).ToArray();
        var ttls = answers.Select(_ => $"{random.Next(random.Next(2) == 0 ? 100 : 1_000_000)}.000000");
        string[] types = ["1", "1", "1", "28", "28", "65", "2", "5", "6", "12", "15", "16", "33", "39", "255", "0", "32"];
        return string.Join('\t', $"17637{random.Next(100_000):D5}.{random.Next(1_000_000):D6}", "C" + random.Next(), Client(random), random.Next(65_536), Client(random),
            random.Next(9) == 0 ? random.Next(130, 140) : 53, random.Next(9) switch { 0 => "tcp", 1 => "icmp", 2 => "-", _ => "udp" }, random.Next(65_536), "0.05", Name(random),
            1, "C_INTERNET", types[random.Next(types.Length)], "A", random.Next(6) == 0 ? "-" : random.Next(6).ToString(), "NOERROR", Bit(random), Bit(random), Bit(random), Bit(random), 0,
            answers.Length == 0 ? "-" : string.Join(',', answers), answers.Length == 0 ? "-" : string.Join(',', ttls), "F");
    }

    static string Bit(Random random) => random.Next(12) == 0 ? "-" : random.Next(2) == 0 ? "T" : "F";

    static string Client(Random random) => random.Next(8) == 0 ? Six(random) : Four(random);

    static string Answer(Random random) => random.Next(8) switch { 0 => Name(random), 1 => Odd[random.Next(Odd.Length)], 2 or 3 => Six(random), _ => Four(random) };

    static string Four(Random random) => string.Join('.', Enumerable.Range(0, 4).Select(_ => random.Next(256)));

    static string Six(Random random)
    {
        string[] groups = [.. Enumerable.Range(0, 8).Select(_ => random.Next(1 << random.Next(17)).ToString("x"))];
        var gap = random.Next(8);
        return random.Next(3) == 0 ? string.Join(':', groups) : $"{string.Join(':', groups[..gap])}::{string.Join(':', groups[(gap + random.Next(1, 9 - gap))..])}";
    }

    static string Name(Random random)
    {
        string[] ends = ["com", "net", "org", "co.uk", "blogspot.com", "edgekey.net", "corp", "in-addr.arpa", "s3.amazonaws.com", "Example.COM", "ck", "kawasaki.jp"];
        var labels = Enumerable.Range(0, random.Next(5)).Select(_ => Label(random, random.Next(8) == 0 ? random.Next(1, 64) : random.Next(1, 20)));
        return string.Join('.', labels.Append(ends[random.Next(ends.Length)]));
    }

    static string Label(Random random, int length)
    {
        var letters = random.Next(10) == 0 ? "ABCxyz019-_" : "abcdefghijklmnopqrstuvwxyz0123456789-_";
        return string.Concat(Enumerable.Range(0, length).Select(_ => letters[random.Next(letters.Length)]));
    }
}
