namespace Nameward.Engine.Evidence;

/// <summary>Why a segment is gone over again.</summary>
enum SegmentUse : byte
{
    /// <summary>Its rows are wanted.</summary>
    Wanted,
    /// <summary>It lies before one whose rows are wanted and need order.</summary>
    Passed,
}
