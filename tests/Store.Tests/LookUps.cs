using System.Globalization;

namespace Nameward.Store.Tests;

/// <summary>Lines of a Zeek dns.log that was never written: look-ups of a few clients over three days, some of them alike to the last byte.</summary>
static class LookUps
{
    public const string Header = "#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\tdns\n"
        + "#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\ttrans_id\tquery\tqtype\tqtype_name\trcode\trcode_name\tAA\tTC\tRD\tRA\tanswers\tTTLs\trejected\n"
        + "#types\ttime\tstring\taddr\tport\taddr\tport\tenum\tcount\tstring\tcount\tstring\tcount\tstring\tbool\tbool\tbool\tbool\tvector[string]\tvector[interval]\tbool\n";

    /// <summary>So many lines, ascending in time; the same seed gives the same lines.</summary>
    public static string[] Lines(int count, int seed)
    {
        var random = new Random(seed);
        var lines = new string[count];
        for (var i = 0; i < count; i++)
        {
            lines[i] = i > 0 && random.Next(20) == 0 ? lines[i - 1] : Line(random, 1_773_700_000 + i * (260_000.0 / count));
        }
        return lines;
    }

    /// <summary>A log of lines.</summary>
    public static string Log(IEnumerable<string> lines) => Header + string.Concat(lines.Select(line => line + "\n"));

    static string Line(Random random, double time)
    {
        var name = random.Next(3) == 0 ? $"n{random.Next(100_000)}.t.x-example.com" : $"h{random.Next(40)}.z{random.Next(12)}-example.net";
        var (rcode, code, answers, ttls) = random.Next(4) switch
        {
            0 => ("3", "NXDOMAIN", "-", "-"),
            1 => ("0", "NOERROR", $"a{random.Next(5)}.y-example.org,192.0.2.{random.Next(250)}", "60.000000,60.000000"),
            _ => ("0", "NOERROR", $"198.51.100.{random.Next(250)}", "300.000000"),
        };
        return string.Create(CultureInfo.InvariantCulture,
            $"{time:F6}\tC{random.Next(1 << 30):x}\t10.0.{random.Next(3)}.{random.Next(9) + 1}\t{random.Next(1024, 65536)}\t10.0.0.53\t53\tudp\t{random.Next(65536)}\t{name}\t1\tA\t{rcode}\t{code}\tF\tF\tT\tT\t{answers}\t{ttls}\tF");
    }
}
