using Nameward.Engine.Evidence.Envelopes;
using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>Lines of ISC dhcpd, which syslog writes, and of Kea, which may write them itself: <c>2026-11-21 09:30:01.123 INFO  [kea-dhcp4.leases/712.140] ...</c>, in local time.</summary>
sealed class IscDhcpGrammar : ILogGrammar
{
    /// <inheritdoc/>
    public bool IsProgram(ReadOnlySpan<byte> program)
    {
        program = program[(program.LastIndexOf((byte)'/') + 1)..];
        return program.StartsWith("dhcpd"u8) || program.StartsWith("kea-dhcp"u8);
    }

    /// <inheritdoc/>
    public LogStamp TakeStamp(scoped ref ReadOnlySpan<byte> message)
    {
        LogStamp.TryTakeIso(ref message, out var stamp);
        return stamp;
    }

    /// <inheritdoc/>
    /// <remarks>A client of DHCP and appliances that hold a server of DNS write lines like these as well.</remarks>
    public Likeness Look(in LogLine line)
    {
        if (Read(line, DateTime.MinValue, 0, NoRows.Instance).IsObserved)
        {
            return Likeness.Likely;
        }
        return line.HasHeader || (DhcpMessages.IsOne(line.Message) && line.Message.IndexOf(" via "u8) > 0) || IsOfKea(line.Message) ? Likeness.Possible : Likeness.No;
    }

    /// <inheritdoc/>
    public LineResult Read(in LogLine line, DateTime time, long offset, IBatchWriter rows)
    {
        if (IsOfKea(line.Message))
        {
            return DhcpMessages.ReadKea(line.Message, time, offset, rows);
        }
        if (DhcpMessages.IsOne(line.Message))
        {
            return DhcpMessages.ReadIsc(line.Message, time, offset, rows);
        }
        return line.HasHeader ? LineResult.Ignored : LineResult.Malformed("no line of the log of a DHCP server");
    }

    /// <summary>Severity, and the logger in brackets.</summary>
    static bool IsOfKea(ReadOnlySpan<byte> message) => message.IndexOf("[kea-dhcp"u8) is > 0 and < 16;
}
