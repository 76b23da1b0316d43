namespace Nameward.Engine.Evidence.Envelopes.Deflate;

/// <summary>How far a deflate stream is unpacked.</summary>
enum InflateState
{
    /// <summary>More may come.</summary>
    Going,
    /// <summary>Its last block is complete.</summary>
    Whole,
    /// <summary>The input ended before it.</summary>
    Cut,
    /// <summary>What follows is no deflate data.</summary>
    Damaged,
}
