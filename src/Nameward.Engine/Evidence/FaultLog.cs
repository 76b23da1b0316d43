using System.Collections.Immutable;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Nameward.Engine.Evidence.Envelopes;

namespace Nameward.Engine.Evidence;

/// <summary>
/// Keeps a fault of ours in one block from ending the run, and remembers it without a word of the evidence: kind and stack of the exception, place in
/// the source. Equal faults are counted, so that a million damaged blocks need no more memory than one.
/// </summary>
sealed class FaultLog
{
    readonly record struct Place(int Source, string Format, long Offset, int Length) : IComparable<Place>
    {
        public int CompareTo(Place other) => Source != other.Source ? Source.CompareTo(other.Source) : Offset.CompareTo(other.Offset);
    }

    readonly Dictionary<string, (Place First, int Blocks)> _faults = new(StringComparer.Ordinal);

    /// <summary>The reason under which records are counted that a fault of ours kept from being read.</summary>
    public const string Reason = "a fault of ours";

    /// <summary>The faults, in the order of the evidence.</summary>
    public ImmutableArray<string> Faults
    {
        get
        {
            lock (_faults)
            {
                return [.. _faults.OrderBy(fault => fault.Value.First).Select(fault => Tell(fault.Value.First, fault.Value.Blocks, fault.Key))];
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
            Remember(new(source.Ordinal, source.Format?.Info.Id ?? "not identified", offset, length), fault);
            return false;
        }
    }

    void Remember(Place place, Exception fault)
    {
        var text = $"{fault.GetType()}{Environment.NewLine}{new StackTrace(fault, fNeedFileInfo: false)}";
        lock (_faults)
        {
            var (first, blocks) = _faults.GetValueOrDefault(text, (place, 0));
            _faults[text] = (place.CompareTo(first) < 0 ? place : first, blocks + 1);
        }
    }

    static string Tell(Place first, int blocks, string fault) =>
        Words.Say($"source {first.Source} ({first.Format}), bytes {first.Offset:N0} to {first.Offset + first.Length - 1:N0}, and {blocks - 1} blocks more: {fault}");
}
