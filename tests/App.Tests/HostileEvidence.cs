using System.Globalization;
using System.Text;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Capture;

namespace Nameward.App.Tests;

/// <summary>
/// Channels whose zones, names and answers hold what an adversary would like an analyst's programs to act on; each loud enough to escalate. One
/// client for each text.
/// </summary>
static class HostileEvidence
{
    const int Names = 24, Room = 30;

    static readonly byte[] Top = [.. "com"u8];

    /// <summary>The texts; each stands in a label of at most 63 bytes.</summary>
    public static readonly byte[][] Texts =
    [
        .. ((string[])
        [
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "' onmouseover='alert(1)",
            "</style></title></pre><iframe>",
            "\x1b[2J\x1b[31mescalate\x1b[0m\x07",
            "one\ntwo\r\nthree\tfour",
            "=cmd|' /c calc'!a0",
            "+1+1,\"x\";@sum(1)",
            "[click](javascript:alert(1))",
            "`` ` ``|<b>x</b>|\n# heading",
            "safe\u202egnp.exe\u2066\u200b\ufeff",
            "nul\0byte and \\x1b \\027",
            "$(reboot) `reboot` ;rm -rf",
            "10.0.0.0/8",
        ]).Select(Encoding.UTF8.GetBytes),
        [0x80, 0x9B, (byte)'3', (byte)'1', (byte)'m', 0x90, (byte)'q', 0x9C, 0xFE, 0xFF, 0xC3],
    ];

    /// <summary>A name for a file that is as hostile as its content.</summary>
    public const string FileName = "=cmd <script>alert(1)</script> \x1b[31m\n](javascript:x) \u202e`.log";

    /// <summary>The zone of a text in canonical text.</summary>
    public static string ZoneOf(byte[] text)
    {
        var zone = Wire(text, Top);
        WireName.ToCanonical(zone, zone);
        return WireName.ToText(zone);
    }

    /// <summary>The channels as packets.</summary>
    public static byte[] Capture()
    {
        var random = new Random(1);
        var capture = new PcapBuilder();
        for (var i = 0; i < Texts.Length; i++)
        {
            for (var j = 0; j < Names; j++)
            {
                byte[] name = Wire(Filled(random, Texts[i]), Noise(random, 20), Texts[i], Top), text = Filled(random, Texts[i]);
                var client = Client(i);
                capture.Packet(Frames.Ethernet(Frames.V4(Frames.Udp(40000, 53, Message(name, MessageBuilder.RecursionDesired, 0).ToArray()), from: client, to: Frames.Server)));
                capture.Packet(Frames.Ethernet(Frames.V4(Frames.Udp(53, 40000,
                    Message(name, MessageBuilder.ResponseFlags, 1).Answer(RecordTypes.Txt, [(byte)text.Length, .. text], ttl: 0).ToArray()), from: Frames.Server, to: client)));
            }
        }
        return capture.ToArray();
    }

    /// <summary>The same as a log of Zeek: what would end a field is escaped, everything else stands raw.</summary>
    public static byte[] ZeekLog()
    {
        var random = new Random(2);
        List<byte> log = [.. "#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\tdns\n#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\ttrans_id\tquery\tqtype\tqtype_name\trcode\tAA\tRA\tanswers\tTTLs\n"u8];
        for (var i = 0; i < Texts.Length; i++)
        {
            for (var j = 0; j < Names; j++)
            {
                byte[] text = Escaped(Texts[i]), noise = Escaped(Noise(random, 40));
                log.AddRange(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{1763716442 + i * Names + j}.5\t")));
                log.AddRange([.. text, .. Encoding.ASCII.GetBytes($"\t{Client(i)}\t40000\t{Frames.Server}\t53\tudp\t7\t"), .. noise, (byte)'.', .. text]);
                log.AddRange([.. ".com\t16\tTXT\t0\tF\tT\tTXT 9 "u8, .. text, .. Escaped(Noise(random, 30)), .. "\t0.0\n"u8]);
            }
        }
        return [.. log];
    }

    public static string Client(int text) => string.Create(CultureInfo.InvariantCulture, $"10.0.3.{text + 1}");

    static MessageBuilder Message(byte[] name, ushort flags, ushort answers) => MessageBuilder.Header(flags, 1, answers).Bytes(name).U16(RecordTypes.Txt).U16(1);

    static byte[] Wire(params ReadOnlySpan<byte[]> labels)
    {
        var name = new List<byte>();
        foreach (var label in labels)
        {
            name.Add((byte)label.Length);
            name.AddRange(label);
        }
        return [.. name, 0];
    }

    static byte[] Filled(Random random, byte[] text) => [.. text[..Math.Min(text.Length, Room)], .. Noise(random, 10)];

    static byte[] Noise(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    // "." would part labels, "," values; both are written as Zeek writes what is not printable.
    static byte[] Escaped(byte[] text) => [.. text.SelectMany(c => c is (byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\\' or (byte)',' or (byte)'.'
        ? Encoding.ASCII.GetBytes($"\\x{c:x2}") : [c])];
}
