namespace Nameward.Engine.Evidence.Envelopes.Archives;

/// <summary>Where a copy stands in the spool of archives.</summary>
/// <param name="Offset">Its first byte.</param>
/// <param name="Length">Its bytes.</param>
readonly record struct SpoolSlice(long Offset, long Length);
