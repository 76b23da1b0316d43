namespace Nameward.Engine.Evidence.Capture;

/// <summary>Which packet of a capture, and when.</summary>
/// <param name="Number">From 1, as Wireshark numbers packets.</param>
/// <param name="Time">When it was captured, UTC; <see cref="DateTime.MinValue"/> where the file does not say.</param>
readonly record struct PacketStamp(long Number, DateTime Time);
