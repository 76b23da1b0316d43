using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Envelopes.Archives;

/// <summary>One member of a zip archive, stored or deflated, held against the length and the check sum that its archive says.</summary>
sealed class ZipUnpacker : IUnpacker
{
    readonly ZipPacking _packing;
    readonly PackedInput _input;
    readonly Inflater? _inflater;
    uint _sum;
    long _unpacked;
    bool _isAtEnd;

    /// <summary>Stands where <paramref name="below"/> stands, which is its start.</summary>
    public ZipUnpacker(UnpackedBytes below, ZipPacking packing)
    {
        _packing = packing;
        _input = new(below);
        _inflater = packing.IsDeflated ? new(_input, Packing.Bare) : null;
        _inflater?.Begin();
    }

    /// <inheritdoc/>
    public string? Damage { get; private set; }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Next()
    {
        if (_isAtEnd)
        {
            return default;
        }
        var step = _inflater is null ? Take() : _inflater.Step();
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
        _inflater?.Begin();
        (_sum, _unpacked, _isAtEnd, Damage) = (0, 0, false, null);
    }

    /// <inheritdoc/>
    public void Dispose() => _inflater?.Dispose();

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
        _ when _packing.Length < 0 => null,
        _ when _unpacked != _packing.Length => Words.Say($"{_unpacked:N0} bytes unpacked, where the archive says {_packing.Length:N0}"),
        _ when _sum != _packing.Sum => "its bytes do not have the check sum that the archive says",
        _ => null,
    };
}
