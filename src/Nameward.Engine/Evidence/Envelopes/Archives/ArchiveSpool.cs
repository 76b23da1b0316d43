namespace Nameward.Engine.Evidence.Envelopes.Archives;

/// <summary>Copies of archives that lie in others and must be read in any order: one temporary file for all of them, made when the first one comes.</summary>
sealed class ArchiveSpool(string folder, long mostBytes) : IDisposable
{
    SpooledInput? _file;
    long _end;

    /// <summary>What a copy may need with all others.</summary>
    public long MostBytes => mostBytes;

    /// <summary>Copies <paramref name="bytes"/> from where they stand to their end; null where there is no room.</summary>
    public SpoolSlice? Keep(UnpackedBytes bytes, CancellationToken cancel)
    {
        try
        {
            _file ??= SpooledInput.Create(folder);
            var (start, piece) = (_end, new byte[128 << 10]);
            for (var count = piece.Length; count == piece.Length; _end += count)
            {
                cancel.ThrowIfCancellationRequested();
                count = bytes.Fill(piece);
                if (_end + count > mostBytes)
                {
                    _end = start;
                    return null;
                }
                RandomAccess.Write(_file.Handle, piece.AsSpan(0, count), _end);
            }
            return new(start, _end - start);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>A copy that was kept.</summary>
    public UnpackedBytes Open(SpoolSlice copy) => new SliceBytes(new PlainBytes(RawFile.Borrow(_file!.Handle, hash: false)), copy.Offset, copy.Length);

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();
}
