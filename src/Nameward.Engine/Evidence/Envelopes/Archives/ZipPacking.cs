namespace Nameward.Engine.Evidence.Envelopes.Archives;

/// <summary>How a member of a zip archive is packed, as the archive says.</summary>
/// <param name="IsDeflated">Whether it is deflated; otherwise it is stored.</param>
/// <param name="Length">Its bytes when unpacked; negative where it does not say.</param>
/// <param name="Sum">The CRC-32 of these.</param>
sealed record ZipPacking(bool IsDeflated, long Length, uint Sum);
