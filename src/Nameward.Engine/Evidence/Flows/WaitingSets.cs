using System.Diagnostics.CodeAnalysis;

namespace Nameward.Engine.Evidence.Flows;

/// <summary>Data that came before its template, as it does where recording begins, in bounded memory: what waits longest is given up first.</summary>
sealed class WaitingSets
{
    const int MostSets = 1024, MostBytes = 1 << 20;

    readonly LinkedList<Waiting> _byAge = [];
    readonly Dictionary<TemplateKey, List<LinkedListNode<Waiting>>> _byKey = [];
    int _bytes;

    /// <summary>Whether there is more than may wait.</summary>
    public bool IsFull => _byAge.Count > MostSets || _bytes > MostBytes;

    /// <summary>Keeps a set.</summary>
    public void Add(in TemplateKey key, in ExportContext context, ReadOnlySpan<byte> records, int at)
    {
        var node = _byAge.AddLast(new Waiting(key, context, records.ToArray(), at));
        _bytes += records.Length;
        if (!_byKey.TryGetValue(key, out var same))
        {
            _byKey.Add(key, same = []);
        }
        same.Add(node);
    }

    /// <summary>Takes out what waits for a template, in its order; nothing where nothing does.</summary>
    public IEnumerable<Waiting> Take(TemplateKey key)
    {
        if (!_byKey.Remove(key, out var same))
        {
            return [];
        }
        foreach (var node in same)
        {
            _byAge.Remove(node);
            _bytes -= node.Value.Records.Length;
        }
        return same.Select(node => node.Value);
    }

    /// <summary>Takes out what waits longest, and all that waits for the same template.</summary>
    public bool TryTakeOldest([NotNullWhen(true)] out IEnumerable<Waiting>? oldest)
    {
        oldest = _byAge.First is { } first ? Take(first.Value.Key) : null;
        return oldest is not null;
    }
}

/// <summary>The records of a set whose template has not come.</summary>
/// <param name="Key">The template.</param>
/// <param name="Context">The message it came in.</param>
/// <param name="Records">The set without its head.</param>
/// <param name="At">Where they begin in the message.</param>
sealed record Waiting(TemplateKey Key, ExportContext Context, byte[] Records, int At);
