using System.Collections.Immutable;

namespace Nameward.Engine.Evidence.Capture;

/// <summary>What holds for captures in every container.</summary>
static class CaptureFacts
{
    /// <summary>What a capture does not show.</summary>
    public static ImmutableArray<string> Lacks { get; } = ["encrypted DNS"];
}
