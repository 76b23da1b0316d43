namespace Nameward.Engine.Evidence.Envelopes;

/// <summary>A stretch of an unpacked source that moves forward. Stretches may overlap: what both hold is kept, for packed bytes cannot be had twice.</summary>
sealed class UnpackedWindow(UnpackedBytes bytes)
{
    byte[] _held = [];
    long _start;
    int _count;

    /// <summary>The bytes from <paramref name="offset"/> on, fewer where the source ends; valid until the next call.</summary>
    public ReadOnlyMemory<byte> At(long offset, int length)
    {
        var shared = offset >= _start ? (int)Math.Max(0, _start + _count - offset) : 0;
        if (_held.Length < Math.Max(length, shared))
        {
            Array.Resize(ref _held, length);
        }
        _held.AsSpan(_count - shared, shared).CopyTo(_held);
        (_start, _count) = (offset, shared);
        if (shared > 0 || bytes.SkipTo(offset))
        {
            _count += bytes.Fill(_held.AsSpan(shared, Math.Max(0, length - shared)));
        }
        return _held.AsMemory(0, Math.Min(length, _count));
    }
}
