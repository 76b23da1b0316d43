namespace Nameward.Engine.Evidence.Formats;

/// <summary>The lines at the beginning of a source, without their ends and the mark of UTF-8; the last one where the head ends in it is left out, unless it is the only one.</summary>
ref struct HeadLines(ReadOnlySpan<byte> head)
{
    ReadOnlySpan<byte> _rest = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
    bool _hasSome;

    /// <summary>Takes the next line.</summary>
    public bool TryNext(out ReadOnlySpan<byte> line)
    {
        var end = _rest.IndexOf((byte)'\n');
        var isThere = end >= 0 || (!_rest.IsEmpty && !_hasSome);
        line = (end < 0 ? _rest : _rest[..end]).TrimEnd((byte)'\r');
        _rest = end < 0 ? [] : _rest[(end + 1)..];
        _hasSome = true;
        return isThere;
    }
}
