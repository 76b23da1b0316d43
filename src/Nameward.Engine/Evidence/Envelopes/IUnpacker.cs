namespace Nameward.Engine.Evidence.Envelopes;

/// <summary>Takes one kind of envelope off the bytes of a layer, in steps that depend on these bytes alone.</summary>
interface IUnpacker : IDisposable
{
    /// <summary>What is wrong with the envelope so far.</summary>
    string? Damage { get; }

    /// <summary>The next bytes, valid until the next call; none at the end.</summary>
    ReadOnlyMemory<byte> Next();

    /// <summary>Puts the layer below to its start and begins again.</summary>
    void Restart();
}
