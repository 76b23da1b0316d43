using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Nameward.Engine.Tests.Proof;

/// <summary>What tshark reads in one capture: every query and response that asks something, and which packets it finds damaged.</summary>
sealed record TsharkReading(ImmutableArray<TsharkMessage> Messages, IReadOnlySet<long> Damaged)
{
    const char Separator = '\x01';

    static readonly string[] Fields =
    [
        "frame.number", "frame.time_epoch", "ip.src", "ip.dst", "ipv6.src", "ipv6.dst", "udp.srcport", "udp.dstport", "tcp.srcport", "tcp.dstport",
        "dns.id", "dns.flags.response", "dns.flags.opcode", "dns.flags.rcode", "dns.count.queries", "dns.count.answers", "dns.qry.name", "dns.qry.type",
        "_ws.malformed", "frame.protocols",
    ];

    /// <summary>Whether tshark is there.</summary>
    public static bool IsPossible
    {
        get
        {
            try
            {
                using var tshark = Process.Start(new ProcessStartInfo("tshark", "--version") { RedirectStandardOutput = true, RedirectStandardError = true });
                tshark!.StandardOutput.ReadToEnd();
                return true;
            }
            catch (System.ComponentModel.Win32Exception)
            {
                return false;
            }
        }
    }

    /// <summary>Lets tshark read a capture.</summary>
    public static TsharkReading Of(string path)
    {
        var start = new ProcessStartInfo("tshark") { RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8 };
        string[] options = ["-n", "-r", path, "-o", "tcp.reassemble_out_of_order:TRUE", "-Y", "(dns or mdns or llmnr) and not icmp and not icmpv6", "-T", "fields"];
        foreach (var option in options.Concat(["-E", $"aggregator={Separator}"]).Concat(Fields.SelectMany(field => (string[])["-e", field])))
        {
            start.ArgumentList.Add(option);
        }
        using var tshark = Process.Start(start)!;
        var complaints = tshark.StandardError.ReadToEndAsync();
        var messages = ImmutableArray.CreateBuilder<TsharkMessage>();
        var damaged = new HashSet<long>();
        while (tshark.StandardOutput.ReadLine() is { } line)
        {
            var fields = line.Split('\t').Select(field => field.Split(Separator)).ToArray();
            if (fields.Length == Fields.Length)
            {
                Take(fields, messages, damaged);
            }
        }
        complaints.Wait();
        return new(messages.ToImmutable(), damaged);
    }

    static void Take(string[][] fields, ImmutableArray<TsharkMessage>.Builder messages, HashSet<long> damaged)
    {
        var packet = Number(fields[0], 0);
        if (fields[18] is not [""])
        {
            damaged.Add(packet);
        }
        var question = 0;
        for (int i = 0, answered = 0; i < fields[10].Length && fields[10][0].Length > 0; i++)
        {
            var questions = Number(fields[14], i);
            var isResponse = IsSet(fields[11], i);
            if (questions > 0 && Number(fields[12], i) == 0 && question < fields[16].Length)
            {
                messages.Add(Message(fields, i, question, isResponse, isResponse ? Number(fields[13], answered) : null));
            }
            answered += isResponse ? 1 : 0;
            question += questions;
        }
    }

    static TsharkMessage Message(string[][] fields, int i, int question, bool isResponse, int? rcode)
    {
        var isV6 = fields[19][0].LastIndexOf("ipv6", StringComparison.Ordinal) > fields[19][0].LastIndexOf(":ip:", StringComparison.Ordinal);
        var isTcp = fields[19][0].Split(':').Contains("tcp");
        var (from, to) = isV6 ? (fields[4][^1], fields[5][^1]) : (fields[2][^1], fields[3][^1]);
        var (fromPort, toPort) = isTcp ? (fields[8][^1], fields[9][^1]) : (fields[6][^1], fields[7][^1]);
        string source = $"{from} {fromPort}", destination = $"{to} {toPort}";
        return new(Number(fields[0], 0), Ticks(fields[1][0]), isResponse ? destination : source, isResponse ? source : destination,
            Number(fields[10], i), fields[16][question], Number(fields[17], question), rcode, Number(fields[15], i));
    }

    static bool IsSet(string[] field, int i) => field[i] is "1" or "True";

    static int Number(string[] field, int i) => i >= field.Length || field[i].Length == 0 ? -1
        : field[i].StartsWith("0x", StringComparison.Ordinal) ? Convert.ToInt32(field[i], 16) : int.Parse(field[i], CultureInfo.InvariantCulture);

    /// <summary>Seconds since 1970 with nine decimals, in ticks of 100 ns since the year 1.</summary>
    static long Ticks(string epoch)
    {
        var point = epoch.IndexOf('.', StringComparison.Ordinal);
        return DateTime.UnixEpoch.Ticks + long.Parse(epoch[..point], CultureInfo.InvariantCulture) * TimeSpan.TicksPerSecond
            + long.Parse(epoch[(point + 1)..(point + 8)], CultureInfo.InvariantCulture);
    }
}
