using System.Buffers;

namespace Nameward.Engine.Rollups;

/// <summary>
/// Additive figures of one lane (format and leg). They are for reading and for rates, never for deciding: one look-up may be logged in several
/// lanes, so lanes are not added up; the largest is shown.
/// </summary>
struct LaneCounts
{
    public ushort Lane;
    public uint Queries;
    public uint Responses;
    public uint NxDomain;
    public ulong ResponseBytes;

    public void Add(in CompactRow row)
    {
        var traits = row.Traits;
        Queries += (traits & RowTraits.Query) != 0 ? 1u : 0;
        Responses += (traits & RowTraits.Response) != 0 ? 1u : 0;
        NxDomain += (traits & RowTraits.RcodeShown) != 0 && row.Rcode == 3 ? 1u : 0;
        ResponseBytes += (traits & RowTraits.Response) != 0 ? row.MessageBytes : 0u;
    }

    public void Add(in LaneCounts other)
    {
        Queries += other.Queries;
        Responses += other.Responses;
        NxDomain += other.NxDomain;
        ResponseBytes += other.ResponseBytes;
    }

    public readonly void WriteTo(IBufferWriter<byte> to)
    {
        to.U16(Lane);
        to.U32(Queries);
        to.U32(Responses);
        to.U32(NxDomain);
        to.U64(ResponseBytes);
    }

    public static LaneCounts ReadFrom(ref StateReader from) => new()
    {
        Lane = from.U16(),
        Queries = from.U32(),
        Responses = from.U32(),
        NxDomain = from.U32(),
        ResponseBytes = from.U64(),
    };
}
