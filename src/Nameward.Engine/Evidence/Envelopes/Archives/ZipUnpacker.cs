using Nameward.Engine.Evidence.Envelopes.Deflate;

namespace Nameward.Engine.Evidence.Envelopes.Archives;

/// <summary>One member of a zip archive, stored or deflated, held against the length and the check sum that its archive says.</summary>
sealed class ZipUnpacker(UnpackedBytes below, ZipPacking packing) : IUnpacker
{
    readonly PackedInput _input = new(below);
    Inflater? _inflater;
    uint _sum;
    long _unpacked;
    bool _isAtEnd;

    /// <inheritdoc/>
    public string? Damage { get; private set; }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Next()
    {
        if (_isAtEnd)
        {
            return default;
        }
        var step = packing.IsDeflated ? Inflate() : Take();
        _sum = Crc32.Append(_sum, step.Span);
        _unpacked += step.Length;
        if (step.IsEmpty)
        {
            _isAtEnd = true;
            Damage = Check();
        }
        return step;
    }

    /// <inheritdoc/>
    public void Restart()
    {
        _input.Restart();
        _inflater?.Reset(_input);
        (_sum, _unpacked, _isAtEnd, Damage) = (0, 0, false, null);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    ReadOnlyMemory<byte> Inflate()
    {
        _inflater ??= new(_input);
        return _inflater.Step();
    }

    ReadOnlyMemory<byte> Take()
    {
        _input.Has(1);
        var (at, count) = (_input.At, _input.Ahead.Length);
        _input.At += count;
        return _input.Window.AsMemory(at, count);
    }

    string? Check() => _inflater?.State switch
    {
        InflateState.Damaged => Words.Say($"the zip data is damaged, {_unpacked:N0} bytes unpacked"),
        InflateState.Cut => Words.Say($"the zip data ends early, {_unpacked:N0} bytes unpacked"),
        _ when packing.Length < 0 => null,
        _ when _unpacked != packing.Length => Words.Say($"{_unpacked:N0} bytes unpacked, where the archive says {packing.Length:N0}"),
        _ when _sum != packing.Sum => "its bytes do not have the check sum that the archive says",
        _ => null,
    };
}
