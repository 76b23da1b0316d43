using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>What is true of all items of a block (RFC 8618 section 7.3.1.1.1), as far as it is wanted.</summary>
/// <param name="TicksPerSecond">The unit of its times; 0 where it cannot be read.</param>
/// <param name="KeepsPrefixes">Whether addresses may be cut to prefixes.</param>
/// <param name="KeepsAnswers">Whether the answer sections of responses are stored, so that none means that there were none.</param>
readonly record struct CdnsParameters(ulong TicksPerSecond, bool KeepsPrefixes, bool KeepsAnswers)
{
    const int TicksKey = 0, HintsKey = 2, QueryResponseHintsKey = 0;
    const int FirstPrefixKey = 6, LastPrefixKey = 9;
    const int AnswersHint = 15;
    const int Hints = 4;

    /// <summary>Finer than any clock, and so coarse that a part of a second goes into 64 bits in units of 100 ns.</summary>
    const long MostTicks = 1_000_000_000_000;

    /// <summary>Reads the storage parameters at the cursor.</summary>
    public static CdnsParameters Read(ref CborCursor cursor)
    {
        var (ticks, keepsPrefixes, keepsAnswers) = (0L, false, false);
        Span<long> hints = stackalloc long[Hints];
        for (var left = cursor.Map(); cursor.Next(ref left);)
        {
            switch (cursor.Integer())
            {
                case TicksKey:
                    ticks = cursor.Integer();
                    break;
                case HintsKey:
                    hints.Clear();
                    cursor.Integers(hints);
                    keepsAnswers = (hints[QueryResponseHintsKey] >> AnswersHint & 1) != 0;
                    break;
                case >= FirstPrefixKey and <= LastPrefixKey:
                    keepsPrefixes = true;
                    cursor.Skip();
                    break;
                default:
                    cursor.Skip();
                    break;
            }
        }
        return ticks is > 0 and <= MostTicks ? new((ulong)ticks, keepsPrefixes, keepsAnswers) : default;
    }

    /// <summary>A time; unset where it lies before 1970 or after 9999.</summary>
    /// <param name="seconds">Since 1970, UTC.</param>
    /// <param name="ticks">Beyond them.</param>
    public DateTime Time(long seconds, ulong ticks)
    {
        var whole = ticks / TicksPerSecond;
        var part = ticks % TicksPerSecond * TimeSpan.TicksPerSecond / TicksPerSecond;
        return seconds < 0 || whole > int.MaxValue || seconds > long.MaxValue - int.MaxValue
            ? DateTime.MinValue
            : Capture.CaptureTime.Of(seconds + (long)whole, (long)part);
    }
}
