using Nameward.Engine.Evidence.Envelopes;
using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Lines of PowerDNS, behind the header of syslog or <c>Nov 21 09:30:01</c> alone, or both. Those of a trace, dozens for each look-up, are recognised by their
/// program and left out.
/// </summary>
sealed class PowerDnsGrammar : ILogGrammar
{
    readonly PowerDnsRow _row = new();

    /// <inheritdoc/>
    /// <remarks>A time without more, as a container's log has it, looks like the header of a message whose program is not named.</remarks>
    public bool IsProgram(ReadOnlySpan<byte> program) => program.IsEmpty || program.IndexOf("pdns"u8) >= 0 || program.IndexOf("powerdns"u8) >= 0;

    /// <inheritdoc/>
    /// <remarks>A structured line tells the time itself, to the millisecond.</remarks>
    public LogStamp TakeStamp(scoped ref ReadOnlySpan<byte> message)
    {
        var time = PowerDnsFields.Begin(message) ? PowerDnsFields.Of(message).Time : [];
        return time.IsEmpty ? default : LogStamp.Iso(time);
    }

    /// <inheritdoc/>
    public Likeness Look(in LogLine line)
    {
        if (_row.Begin(line.Message, DateTime.MinValue).IsObserved)
        {
            return Likeness.Likely;
        }
        return line.Program.IsEmpty ? Likeness.No : Likeness.Possible;
    }

    /// <inheritdoc/>
    public LineResult Read(in LogLine line, DateTime time, long offset, IBatchWriter rows)
    {
        var result = _row.Begin(line.Message, time);
        if (result.IsObserved)
        {
            _row.End(offset, rows);
        }
        var isKnown = result.IsObserved || result.Because is not null || line.HasHeader || PowerDnsFields.Begin(line.Message);
        return isKnown ? result : LineResult.Malformed("no line of a PowerDNS log");
    }
}
