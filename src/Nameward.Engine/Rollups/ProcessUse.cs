using System.Buffers;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>What is remembered of one program's look-ups in one zone: when, how often, and a sample of the names by which it is told whose traffic it is.</summary>
struct ProcessUse : IKeptState<ProcessUse>
{
    /// <summary>Names of the sample: those with the lowest hashes.</summary>
    public const int MostNames = 32;

    Spell _spell;
    LowestFew _names;

    /// <summary>What is known by one look-up.</summary>
    public static ProcessUse Of(in ProcessActivity activity)
    {
        var use = new ProcessUse { _spell = new(activity.Time, activity.Time, activity.At), _names = new(MostNames), LookUps = 1 };
        use._names.Add(SampleOf(activity.NameHash));
        return use;
    }

    /// <summary>When, and where first.</summary>
    public readonly Spell Spell => _spell;

    /// <summary>Look-ups; additive.</summary>
    public long LookUps { get; private set; }

    /// <summary>The lowest <see cref="SampleOf"/> of its names, ascending.</summary>
    public readonly ReadOnlySpan<uint> Names => _names.Values;

    /// <summary>By what a name is sampled: the high half of its chained hash, as clients' names are (<see cref="BottomK{T}"/>), so that both samples hold the same names.</summary>
    public static uint SampleOf(ulong nameHash) => (uint)(nameHash >> 32);

    /// <inheritdoc/>
    public void Merge(in ProcessUse other)
    {
        _spell.Merge(other._spell);
        _names.Merge(other._names);
        LookUps = FlowCounts.Sum(LookUps, other.LookUps);
    }

    /// <inheritdoc/>
    public readonly void WriteTo(IBufferWriter<byte> to)
    {
        _spell.WriteTo(to);
        to.U64((ulong)LookUps);
        _names.WriteTo(to);
    }

    /// <inheritdoc/>
    public static ProcessUse ReadFrom(ref StateReader from)
    {
        var use = new ProcessUse { _spell = Spell.ReadFrom(ref from), LookUps = FlowCounts.ReadFrom(ref from), _names = new(MostNames) };
        use._names.ReadFrom(ref from);
        return use;
    }
}
