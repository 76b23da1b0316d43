namespace Nameward.Engine.Evidence.Envelopes;

/// <summary>The bytes of one source from front to back, once. Reading never throws: damage ends the source and is told.</summary>
interface IByteFeed : IDisposable
{
    /// <summary>What is wrong with the file or its envelope; complete when the source has ended.</summary>
    string? Damage { get; }

    /// <summary>Fills <paramref name="to"/> completely, less only where the source ends.</summary>
    int Fill(Span<byte> to);
}
