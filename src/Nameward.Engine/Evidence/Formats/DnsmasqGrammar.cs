using Nameward.Engine.Evidence.Envelopes;
using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>Lines of dnsmasq, which always writes them as syslog would: <c>Nov 21 17:31:30 dnsmasq[812]: query[A] www.example.net from 192.0.2.7</c>.</summary>
sealed class DnsmasqGrammar : ILogGrammar
{
    readonly DnsmasqRow _row = new();

    /// <inheritdoc/>
    /// <remarks>What leases addresses is <c>dnsmasq-dhcp</c>, what serves files <c>dnsmasq-tftp</c>.</remarks>
    public bool IsProgram(ReadOnlySpan<byte> program)
    {
        program = program[(program.LastIndexOf((byte)'/') + 1)..];
        return program.SequenceEqual("dnsmasq"u8) || program.SequenceEqual("pihole-FTL"u8) || IsOfDhcp(program);
    }

    static bool IsOfDhcp(ReadOnlySpan<byte> program) => program.EndsWith("dnsmasq-dhcp"u8);

    /// <inheritdoc/>
    public LogStamp TakeStamp(scoped ref ReadOnlySpan<byte> message) => default;

    /// <inheritdoc/>
    /// <remarks>Without the program's name, words such as <c>reply</c> and <c>is</c> are anyone's.</remarks>
    public Likeness Look(in LogLine line)
    {
        if (IsOfDhcp(line.Program))
        {
            return Likeness.Possible;
        }
        if (!DnsmasqHead.TryRead(line.Message, out var head))
        {
            return Likeness.No;
        }
        var isNamed = line.HasHeader || head.IsTagged;
        if ((isNamed || head.Message.StartsWith("query["u8)) && _row.Begin(head, DateTime.MinValue).IsObserved)
        {
            return Likeness.Likely;
        }
        return isNamed ? Likeness.Possible : Likeness.No;
    }

    /// <inheritdoc/>
    public LineResult Read(in LogLine line, DateTime time, long offset, IBatchWriter rows)
    {
        if (IsOfDhcp(line.Program))
        {
            return DhcpMessages.ReadDnsmasq(line.Message, time, offset, rows);
        }
        if (!DnsmasqHead.TryRead(line.Message, out var head))
        {
            return LineResult.Ignored;
        }
        var result = _row.Begin(head, time);
        if (result.IsObserved)
        {
            _row.End(offset, rows);
        }
        else if (result.Because is null && DnsmasqChange.Read(head.Message, new(line.Host, time, offset, rows)))
        {
            return LineResult.Observed;
        }
        var isOfNobody = !result.IsObserved && result.Because is null && !line.HasHeader && !head.IsTagged;
        return isOfNobody ? LineResult.Malformed("no line of a dnsmasq log") : result;
    }
}
