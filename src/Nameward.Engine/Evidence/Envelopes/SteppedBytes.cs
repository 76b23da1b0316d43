namespace Nameward.Engine.Evidence.Envelopes;

/// <summary>What is in an envelope, as a layer: the steps of an unpacker, cut to what is asked for.</summary>
sealed class SteppedBytes(UnpackedBytes below, IUnpacker unpacker) : UnpackedBytes
{
    ReadOnlyMemory<byte> _ready;
    bool _isAtEnd;

    /// <inheritdoc/>
    public override string? Damage => (below.Damage, unpacker.Damage) switch
    {
        ({ } cause, { } effect) => $"{cause}; {effect}",
        var (cause, effect) => cause ?? effect,
    };

    /// <inheritdoc/>
    public override int Fill(Span<byte> to)
    {
        var filled = 0;
        while (filled < to.Length && HasMore())
        {
            var taken = Take(to.Length - filled);
            taken.Span.CopyTo(to[filled..]);
            filled += taken.Length;
        }
        return filled;
    }

    /// <inheritdoc/>
    public override bool SkipTo(long offset)
    {
        if (offset < Offset)
        {
            unpacker.Restart();
            (Offset, _ready, _isAtEnd) = (0, default, false);
        }
        while (Offset < offset && HasMore())
        {
            Take(offset - Offset);
        }
        return Offset == offset;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        unpacker.Dispose();
        below.Dispose();
    }

    ReadOnlyMemory<byte> Take(long most)
    {
        var taken = _ready[..(int)Math.Min(most, _ready.Length)];
        _ready = _ready[taken.Length..];
        Offset += taken.Length;
        return taken;
    }

    bool HasMore()
    {
        if (_ready.IsEmpty && !_isAtEnd)
        {
            _ready = unpacker.Next();
            _isAtEnd = _ready.IsEmpty;
        }
        return !_ready.IsEmpty;
    }
}
