using Nameward.Engine.Evidence.Envelopes;

namespace Nameward.Engine.Evidence;

/// <summary>The file that is being read again. It stays open while its sources are asked for one after the other, so that an archive is gone over once.</summary>
sealed class ReopenedFile : IDisposable
{
    EvidenceFile? _file;
    OpenFile? _open;

    /// <summary>Opens a source again; null where its file has changed or gone since the first reading.</summary>
    public Peeled? Open(SourceState source)
    {
        if (!ReferenceEquals(_file, source.File))
        {
            _open?.Dispose();
            (_file, _open) = (source.File, source.File.Reopen());
        }
        return _open?.Open(source.Member);
    }

    /// <inheritdoc/>
    public void Dispose() => _open?.Dispose();
}
