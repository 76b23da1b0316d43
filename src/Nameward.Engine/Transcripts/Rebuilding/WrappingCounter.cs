namespace Nameward.Engine.Transcripts.Rebuilding;

/// <summary>A counter on the wire that begins again behind its highest value, counted on without end: each value is taken for the nearest to the one before.</summary>
/// <param name="values">How many values it has.</param>
sealed class WrappingCounter(int values)
{
    /// <summary>The last value, counted on; null before the first.</summary>
    public long? Last { get; private set; }

    /// <summary>A value from 0 up to the highest, counted on.</summary>
    public long Count(int value)
    {
        if (Last is not { } last)
        {
            Last = value;
            return value;
        }
        var step = ((value - last) % values + values) % values;
        Last = last + (step > values / 2 ? step - values : step);
        return Last.Value;
    }
}
