using System.Collections.Immutable;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Nameward.Engine.Evidence.Envelopes;

namespace Nameward.Engine.Evidence;

/// <summary>
/// Keeps a fault of ours in one block from ending the run, and remembers it without a word of the evidence: kind and stack of the exception, place in
/// the source. Faults of one kind in one format are counted and shown once, so that a million damaged blocks need no more memory than one.
/// </summary>
sealed class FaultLog
{
    readonly record struct Kind(string Format, string Exception);

    sealed record First(int Source, long Offset, int Length, int Blocks, string Stack);

    readonly Dictionary<Kind, First> _faults = [];

    /// <summary>The reason under which records are counted that a fault of ours kept from being read.</summary>
    public const string Reason = "a fault of ours";

    /// <summary>The faults, in the order of the evidence.</summary>
    public ImmutableArray<string> Faults
    {
        get
        {
            lock (_faults)
            {
                return
                [
                    .. _faults.OrderBy(fault => fault.Value.Source).ThenBy(fault => fault.Value.Offset)
                        .ThenBy(fault => fault.Key.Exception, StringComparer.Ordinal).Select(fault => Tell(fault.Key, fault.Value)),
                ];
            }
        }
    }

    /// <summary>Does <paramref name="work"/> on bytes of <paramref name="source"/>.</summary>
    /// <returns>Whether it was done; if not, the fault is remembered.</returns>
    [SuppressMessage("Design", "CA1031", Justification = "One block of one source: the rest is done, the fault is reported as ours.")]
    public bool Guard(SourceState source, long offset, int length, Action work)
    {
        try
        {
            work();
            return true;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Remember(source, new(source.Ordinal, offset, length, 1, new StackTrace(fault, fNeedFileInfo: false).ToString()), fault.GetType().ToString());
            return false;
        }
    }

    void Remember(SourceState source, First fault, string exception)
    {
        var kind = new Kind(source.Format?.Info.Id ?? "not identified", exception);
        lock (_faults)
        {
            var first = _faults.GetValueOrDefault(kind, fault with { Blocks = 0 });
            var isEarlier = (fault.Source, fault.Offset).CompareTo((first.Source, first.Offset)) < 0;
            _faults[kind] = (isEarlier ? fault : first) with { Blocks = first.Blocks + 1 };
        }
    }

    static string Tell(Kind kind, First first) => Words.Say(
        $"{kind.Exception} in reading {kind.Format}; blocks: {first.Blocks:N0}, the first: source {first.Source}, bytes {first.Offset:N0} to {first.Offset + first.Length - 1:N0}\n{first.Stack}");
}
