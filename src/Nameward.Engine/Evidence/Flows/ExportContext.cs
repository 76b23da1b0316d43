using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Flows;

/// <summary>What holds for all records of one message.</summary>
readonly record struct ExportContext
{
    /// <summary>Where the message stands: its first byte in a file, or the number of its packet.</summary>
    public required long Position { get; init; }
    /// <summary>Whether positions count bytes, and not packets, so that each record has its own.</summary>
    public required bool CountsBytes { get; init; }
    /// <summary>Who sent it; nobody where the evidence does not name exporters.</summary>
    public required Address Exporter { get; init; }
    /// <summary>When it came, where a capture tells; <see cref="DateTime.MinValue"/> else.</summary>
    public DateTime Received { get; init; }
    /// <summary>When it was sent, by the exporter's clock; <see cref="DateTime.MinValue"/> where it does not say.</summary>
    public DateTime Sent { get; init; }
    /// <summary>Milliseconds since the exporter's start when it was sent; null where it does not say.</summary>
    public uint? Uptime { get; init; }
    /// <summary>One packet in so many was looked at, as far as the message itself says.</summary>
    public uint Sampling { get; init; }

    /// <summary>The position of a record.</summary>
    public long At(int place) => CountsBytes ? Position + place : Position;
}
