namespace Nameward.Engine.Evidence.Envelopes;

/// <summary>How far packed data is unpacked.</summary>
enum InflateState
{
    /// <summary>More may come.</summary>
    Going,
    /// <summary>It is complete; of gzip, so is the last member, and the input ends with it.</summary>
    Whole,
    /// <summary>The input ended before it.</summary>
    Cut,
    /// <summary>What follows is no packed data, or a check sum is wrong.</summary>
    Damaged,
    /// <summary>Behind a whole member follows what is no member.</summary>
    Followed,
}
