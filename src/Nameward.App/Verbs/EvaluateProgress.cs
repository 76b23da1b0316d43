using System.Diagnostics;
using Nameward.App.Terminal;
using Nameward.Engine.Observations;

namespace Nameward.App.Verbs;

/// <summary>How far an evaluation is, over all its files; several threads may report.</summary>
/// <param name="writer">Where it is shown.</param>
/// <param name="bytesInAll">Bytes of all files.</param>
sealed class EvaluateProgress(ProgressWriter writer, long bytesInAll)
{
    readonly Lock _gate = new();
    readonly long _started = Stopwatch.GetTimestamp();
    long _bytes, _records;

    /// <summary>A file is begun.</summary>
    public void Begin(LabelledEvidence file) => Show(file, 0, 0);

    /// <summary>A file is done.</summary>
    public void End(LabelledEvidence file, long records) => Show(file, file.Bytes, records);

    /// <summary>Clears the line.</summary>
    public void Clear() => writer.Clear();

    void Show(LabelledEvidence file, long bytes, long records)
    {
        lock (_gate)
        {
            _bytes += bytes;
            _records += records;
            writer.Show(new(HostileText.Text(file.Truth.PathInTable), _bytes, bytesInAll, _records, Stopwatch.GetElapsedTime(_started)));
        }
    }
}
