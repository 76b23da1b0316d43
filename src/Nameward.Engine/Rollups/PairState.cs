using System.Buffers;
using System.Runtime.CompilerServices;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>
/// The large form of what is remembered of one client and one zone in one UTC day, or of several days or zones merged: sketches in bounded memory
/// (at most 18 kB), into which the rows of the small form fold without loss.
/// </summary>
sealed class PairState : IMergeable<PairState>
{
    const int MostServers = 8;

    LaneCounts[] _lanes = [];
    uint[] _servers = [];
    int _laneCount, _serverCount;

    /// <summary>The distinct names.</summary>
    public BottomK<SampledName> Names { get; private set; } = new();

    /// <summary>The distinct record data that came back.</summary>
    public BottomK<SampledData> Data { get; private set; } = new();

    /// <summary>Seconds of the day in which there was a message.</summary>
    public OccupiedSeconds Seconds { get; private set; } = new();

    /// <summary>Segments of the evidence (<see cref="CompactRowWriter.SegmentCode"/>) that hold its messages.</summary>
    public OccupiedSet Segments { get; private set; } = new();

    /// <summary>Servers asked (<see cref="CompactRowWriter.ServerHash"/>): the few with the lowest hashes, ascending.</summary>
    public ReadOnlySpan<uint> Servers => _servers.AsSpan(0, _serverCount);

    /// <summary>First message, second of the day.</summary>
    public uint First { get; private set; } = uint.MaxValue;

    /// <summary>Last message, second of the day.</summary>
    public uint Last { get; private set; }

    /// <summary>Whether the evidence shows the records of responses.</summary>
    public bool ShowsAnswers { get; private set; }

    /// <summary>Seconds by which the day of what is taken in from now on lies behind the first day: when names were first asked is told apart by it in merged days.</summary>
    public uint Later { get; set; }

    /// <summary>Bytes of memory held, but for the headers of objects.</summary>
    public long Bytes => Names.Bytes + Data.Bytes + Seconds.Bytes + Segments.Bytes + _servers.Length * sizeof(uint) + _lanes.Length * Unsafe.SizeOf<LaneCounts>();

    /// <summary>Figures of each lane, ascending by lane.</summary>
    public ReadOnlySpan<LaneCounts> Lanes => _lanes.AsSpan(0, _laneCount);

    /// <summary>The figures of the lane with most queries (then most responses, then the lowest lane).</summary>
    public LaneCounts Largest
    {
        get
        {
            var largest = default(LaneCounts);
            foreach (ref readonly var lane in Lanes)
            {
                var more = lane.Queries.CompareTo(largest.Queries);
                largest = more > 0 || (more == 0 && lane.Responses > largest.Responses) ? lane : largest;
            }
            return largest;
        }
    }

    /// <summary>Takes in rows that lie one behind the other; <paramref name="zone"/> is the chained hash of their zone.</summary>
    public void FoldAll(ReadOnlySpan<byte> rows, ulong zone, RowContexts contexts)
    {
        for (; !rows.IsEmpty; rows = rows[CompactRow.LengthOf(rows)..])
        {
            Fold(new(rows, contexts), zone);
        }
    }

    /// <summary>Takes in one row; <paramref name="zone"/> is the chained hash of its zone.</summary>
    public void Fold(in CompactRow row, ulong zone)
    {
        FoldTime(row);
        FoldContent(row, zone);
    }

    /// <summary>Takes in when a row was.</summary>
    public void FoldTime(in CompactRow row)
    {
        First = Math.Min(First, row.Second);
        Last = Math.Max(Last, row.Second);
        Seconds.Add(row.Second);
    }

    /// <summary>Takes in one row, but not when it was: judging asks for everything else.</summary>
    public void FoldContent(in CompactRow row, ulong zone)
    {
        var context = row.Context;
        Segments.Add(context.Segment);
        AddServer(context.Server);
        Lane(context.Lane).Add(row);
        ShowsAnswers |= (row.Traits & RowTraits.AnswersShown) != 0;
        var name = NameHash(row.Prefix, zone);
        FoldName(row, name);
        FoldData(row, name);
    }

    /// <summary>Takes in the name of a row alone, by its chained hash (<see cref="NameHash"/>).</summary>
    public void FoldName(in CompactRow row, ulong hash)
    {
        var at = Names.Find(hash);
        if (~at >= BottomK<SampledName>.K)
        {
            Names.LeaveOut();
            return;
        }
        var isUnderscored = HasUnderscoredLabel(row.Prefix);
        var name = new SampledName { Hash = hash, Traits = Asked(row, isUnderscored), LongestTtl = row.LongestTtl, First = row.Second + Later, Rcodes = RcodesOf(row) };
        if ((row.Traits & RowTraits.Response) != 0)
        {
            (name.Traits, name.ReplyBytes) = (name.Traits | NameTraits.Answered, row.MessageBytes);
        }
        if (at >= 0)
        {
            Names.At(at).Join(name);
            return;
        }
        name.PrefixBytes = (byte)Math.Max(0, row.Prefix.Length - 1);
        name.Traits |= (row.Traits & RowTraits.SpellsAddress) != 0 ? NameTraits.SpellsAddress | AddressGrammar.TraitsOf(row.Prefix) : 0;
        name.Traits |= isUnderscored ? NameTraits.Underscored : 0;
        FillLabels(ref name, row.Prefix);
        Names.Insert(~at, name);
    }

    /// <summary>Forgets everything but keeps its memory, for the next key.</summary>
    public void Clear()
    {
        Names.Clear();
        Data.Clear();
        Seconds.Clear();
        Segments.Clear();
        (_laneCount, _serverCount) = (0, 0);
        (First, Last, Later, ShowsAnswers) = (uint.MaxValue, 0, 0, false);
    }

    /// <summary>The chained hash of the whole name, from its prefix and the hash of its zone.</summary>
    public static ulong NameHash(ReadOnlySpan<byte> prefix, ulong zone)
    {
        Span<byte> starts = stackalloc byte[WireName.MaxLabels + 1];
        var labels = 0;
        for (var at = 0; at < prefix.Length; at += prefix[at] + 1)
        {
            starts[labels++] = (byte)at;
        }
        while (--labels >= 0)
        {
            zone = WyHash.Of(prefix.Slice(starts[labels] + 1, prefix[starts[labels]]), zone);
        }
        return zone;
    }

    /// <inheritdoc/>
    public void Merge(PairState other)
    {
        First = Math.Min(First, other.First);
        Last = Math.Max(Last, other.Last);
        ShowsAnswers |= other.ShowsAnswers;
        MergeNames(other.Names);
        Data.Merge(other.Data);
        Seconds.Merge(other.Seconds);
        Segments.Merge(other.Segments);
        foreach (var server in other.Servers)
        {
            AddServer(server);
        }
        foreach (ref readonly var lane in other.Lanes)
        {
            Lane(lane.Lane).Add(lane);
        }
    }

    /// <inheritdoc/>
    public void WriteTo(IBufferWriter<byte> to)
    {
        to.U32(First);
        to.U32(Last);
        to.Byte(ShowsAnswers ? (byte)1 : (byte)0);
        Names.WriteTo(to);
        Data.WriteTo(to);
        Seconds.WriteTo(to);
        Segments.WriteTo(to);
        to.U32((uint)_serverCount);
        foreach (var server in Servers)
        {
            to.U32(server);
        }
        to.U32((uint)_laneCount);
        foreach (ref readonly var lane in Lanes)
        {
            lane.WriteTo(to);
        }
    }

    /// <inheritdoc/>
    public static PairState ReadFrom(ref StateReader from)
    {
        var state = new PairState { First = from.U32(), Last = from.U32(), ShowsAnswers = from.Byte() != 0 };
        state.Names = BottomK<SampledName>.ReadFrom(ref from);
        state.Data = BottomK<SampledData>.ReadFrom(ref from);
        state.Seconds = OccupiedSeconds.ReadFrom(ref from);
        state.Segments = OccupiedSet.ReadFrom(ref from);
        for (var i = from.Count(sizeof(uint)); i > 0; i--)
        {
            state.AddServer(from.U32());
        }
        state._lanes = new LaneCounts[from.Count(sizeof(uint))];
        for (; state._laneCount < state._lanes.Length; state._laneCount++)
        {
            state._lanes[state._laneCount] = LaneCounts.ReadFrom(ref from);
        }
        return state;
    }

    /// <summary>Hashes the labels of a prefix, the one next to the zone first; those beyond <see cref="SampledName.MaxDepth"/> as one.</summary>
    /// <returns>How many there are.</returns>
    public static int HashLabels(ReadOnlySpan<byte> prefix, ref LabelHashes hashes)
    {
        var labels = WireName.CountLabels(prefix);
        var depth = Math.Min(labels, SampledName.MaxDepth);
        for (var at = 0; at < prefix.Length; at += prefix[at] + 1)
        {
            var place = Math.Min(--labels, SampledName.MaxDepth - 1);
            hashes[place] = (uint)WyHash.Of(prefix.Slice(at + 1, prefix[at]), hashes[place]);
        }
        return depth;
    }

    void MergeNames(BottomK<SampledName> others)
    {
        if (Later == 0)
        {
            Names.Merge(others);
            return;
        }
        foreach (ref readonly var name in others.Items)
        {
            Names.Add(name with { First = name.First + Later });
        }
        if (!others.IsWhole)
        {
            Names.LeaveOut();
        }
    }

    static ushort RcodesOf(in CompactRow row) => (row.Traits & RowTraits.RcodeShown) != 0 ? (ushort)(1 << row.Rcode) : (ushort)0;

    static bool HasUnderscoredLabel(ReadOnlySpan<byte> prefix)
    {
        for (var at = 0; at < prefix.Length; at += prefix[at] + 1)
        {
            if (prefix[at + 1] == '_')
            {
                return true;
            }
        }
        return false;
    }

    static void FillLabels(ref SampledName name, ReadOnlySpan<byte> prefix)
    {
        name.Depth = (byte)HashLabels(prefix, ref name.Labels);
        if ((name.Traits & NameTraits.SpellsAddress) != 0)
        {
            return;
        }
        var labels = WireName.CountLabels(prefix);
        for (var at = 0; at < prefix.Length; at += prefix[at] + 1)
        {
            name.Bits[Math.Min(--labels, SampledName.MaxDepth - 1)] += CodeLengths.OfLabel(prefix.Slice(at + 1, prefix[at]));
        }
    }

    /// <summary>What one row tells of its name; of another row it may be otherwise, as names are written in any case.</summary>
    static NameTraits Asked(in CompactRow row, bool isUnderscored) => AskedFor(row.Type) | ((row.Traits & RowTraits.Coded) != 0 && !isUnderscored ? NameTraits.Coded : 0)
        | ((row.Traits & RowTraits.HasItems) != 0 ? NameTraits.GotRecords : 0);

    static NameTraits AskedFor(ushort type) => type switch
    {
        0 => NameTraits.None,
        RecordTypes.Null or RecordTypes.Key or >= RecordTypes.FirstPrivate => NameTraits.AskedRare,
        RecordTypes.Cname or RecordTypes.Mx or RecordTypes.Srv => NameTraits.AskedPointer,
        RecordTypes.Txt => NameTraits.AskedText,
        _ => NameTraits.AskedOther,
    };

    void FoldData(in CompactRow row, ulong name)
    {
        var isOfHost = !row.Prefix.IsEmpty && (row.Traits & RowTraits.SpellsAddress) == 0 && !HasUnderscoredLabel(row.Prefix);
        foreach (var item in new RowItems(row))
        {
            Data.Add(item with { Name = name, OfHost = isOfHost });
        }
    }

    void AddServer(uint server)
    {
        var at = Servers.BinarySearch(server);
        if (at >= 0 || ~at == MostServers)
        {
            return;
        }
        if (_serverCount == _servers.Length && _serverCount < MostServers)
        {
            Array.Resize(ref _servers, Math.Max(1, _servers.Length * 2));
        }
        _serverCount = Math.Min(_serverCount + 1, MostServers);
        Array.Copy(_servers, ~at, _servers, ~at + 1, _serverCount - ~at - 1);
        _servers[~at] = server;
    }

    ref LaneCounts Lane(ushort lane)
    {
        var at = 0;
        while (at < _laneCount && _lanes[at].Lane < lane)
        {
            at++;
        }
        if (at == _laneCount || _lanes[at].Lane != lane)
        {
            if (_laneCount == _lanes.Length)
            {
                Array.Resize(ref _lanes, Math.Max(1, _lanes.Length * 2));
            }
            Array.Copy(_lanes, at, _lanes, at + 1, _laneCount - at);
            _lanes[at] = new() { Lane = lane };
            _laneCount++;
        }
        return ref _lanes[at];
    }
}
