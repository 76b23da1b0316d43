namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// The debug log of Microsoft's DNS Server, <c>dns.log</c>: one line for each packet received or sent, below it the whole message where the option
/// "Details" is on, in the date and time of the server's locale. Layout from logs of Windows Server 2008 to 2022; Microsoft documents only the key to the
/// fields in the head of each file.
/// </summary>
public sealed class MicrosoftDebug : IFormat
{
    /// <summary>Lines that are looked at for a packet, behind the 35 of the head.</summary>
    const int LinesLookedAt = 200;

    /// <inheritdoc/>
    public FormatInfo Info { get; } = new()
    {
        Id = "microsoft-debug",
        Number = 6,
        Title = "Microsoft DNS Server debug log",
        Source = "https://learn.microsoft.com/previous-versions/windows/it-pro/windows-server-2012-R2-and-2012/dn800669(v=ws.11); Windows Server 2003 to 2022",
        Positions = PositionKind.ByteOffset,
        Kind = "DNS server log",
        Tier = 1,
        Carries = Carries.Queries | Carries.Responses | Carries.Records | Carries.Times | Carries.Clients | Carries.Servers | Carries.Ids | Carries.Sizes | Carries.HeaderBits,
        Lacks =
        [
            "the server's own address", "fractions of a second", "records of answers unless details were logged", "ports unless details were logged",
            "sizes of messages unless details were logged", "data of records other than addresses, names and SOA",
        ],
    };

    /// <inheritdoc/>
    public Likeness Sniff(ReadOnlySpan<byte> head)
    {
        head = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        if (head.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[' or (byte)'<', ..])
        {
            return Likeness.No;
        }
        var packet = new MicrosoftPacket();
        for (var lines = 0; lines < LinesLookedAt && !head.IsEmpty; lines++)
        {
            var length = MicrosoftLine.EndOf(head, isLast: true, out var next);
            var line = head[..length];
            if (line.StartsWith(MicrosoftLine.Creation))
            {
                return Likeness.Certain;
            }
            if (MicrosoftLine.KindOf(line, out var stamp) == MicrosoftLineKind.Packet && stamp.Length > 0 && packet.Read(line[stamp.Length..]).Because is null)
            {
                return Likeness.Likely;
            }
            head = head[Math.Max(next, 1)..];
        }
        return Likeness.No;
    }

    /// <inheritdoc/>
    public IRecordReader Open(SourceContext source) => new MicrosoftDebugReader(source);
}
