using Nameward.Engine.Evidence.Envelopes;
using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Lines of Unbound: <c>[1795282403] unbound[3888:0] info: ...</c> in a file; <c>Nov 21 17:31:30 unbound[...</c> with <c>log-time-ascii</c>, which is local
/// time whatever the manual says (<c>log_vmsg</c> in util/log.c calls localtime); a time of ISO 8601 with its offset with <c>log-time-iso</c>; and
/// <c>[3888:0] info: ...</c> behind the header of syslog.
/// </summary>
sealed class UnboundGrammar : ILogGrammar
{
    /// <summary>Digits of the seconds since 1970, until the year 2286.</summary>
    const int EpochDigits = 10;

    /// <summary>Longest number in brackets that is taken for a time.</summary>
    const int LongestEpoch = 24;

    readonly UnboundRow _row = new();

    /// <inheritdoc/>
    /// <remarks>The time of <c>log-time-ascii</c> looks like the header of a message whose program is not named.</remarks>
    public bool IsProgram(ReadOnlySpan<byte> program) => program.IsEmpty || program.IndexOf("unbound"u8) >= 0;

    /// <inheritdoc/>
    public LogStamp TakeStamp(scoped ref ReadOnlySpan<byte> message)
    {
        var rest = message;
        if (!TryTakeEpoch(ref rest, out var stamp) && !LogStamp.TryTakeIso(ref rest, out stamp))
        {
            return default;
        }
        message = rest;
        return stamp;
    }

    /// <inheritdoc/>
    public Likeness Look(in LogLine line)
    {
        if (!UnboundHead.TryRead(line.Message, out var head))
        {
            return line.Program.IsEmpty ? Likeness.No : Likeness.Possible;
        }
        return _row.Begin(head, DateTime.MinValue).IsObserved ? Likeness.Likely : Likeness.Possible;
    }

    /// <inheritdoc/>
    public LineResult Read(in LogLine line, DateTime time, long offset, IBatchWriter rows)
    {
        if (!UnboundHead.TryRead(line.Message, out var head))
        {
            return line.HasHeader ? LineResult.Ignored : LineResult.Malformed("no line of an Unbound log");
        }
        var result = _row.Begin(head, time);
        if (result.IsObserved)
        {
            _row.End(offset, rows);
        }
        return result == LineResult.Ignored && UnboundChange.Read(head, new(line.Host, time, offset, rows)) ? LineResult.Observed : result;
    }

    static bool TryTakeEpoch(scoped ref ReadOnlySpan<byte> text, out LogStamp stamp)
    {
        stamp = default;
        var end = text is [(byte)'[', ..] ? text[..Math.Min(text.Length, LongestEpoch)].IndexOf("] "u8) : -1;
        if (end < 2 || text[1..end].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return false;
        }
        stamp = end == 1 + EpochDigits ? LogStamp.Iso(text[1..end]) : LogStamp.Damaged;
        text = text[(end + 2)..];
        return true;
    }
}
