using System.Buffers.Binary;

namespace Nameward.Engine.Observations;

/// <summary>The section of a response that a record stands in (RFC 1035 section 4.1).</summary>
public enum Section : byte
{
    /// <summary>Records that answer the question.</summary>
    Answer = 1,
    /// <summary>Records that point towards an authority.</summary>
    Authority = 2,
    /// <summary>Records that may be of use beside the answer.</summary>
    Additional = 3,
}

/// <summary>
/// One resource record. Data is that of the wire with every name written out (RFC 1035 section 3.3), whichever source it comes from; a source that
/// shows less gives what it has, in the same form.
/// </summary>
/// <param name="section">Where it stands.</param>
/// <param name="type">TYPE; 0 where the source does not tell it.</param>
/// <param name="ttl">Seconds; <see cref="UnknownTtl"/> where the source does not tell it.</param>
/// <param name="owner">Owner name in wire form; empty where it is the question's name or unknown.</param>
/// <param name="data">RDATA, names uncompressed.</param>
public readonly ref struct ResourceRecord(Section section, ushort type, uint ttl, ReadOnlySpan<byte> owner, ReadOnlySpan<byte> data)
{
    /// <summary>The time to live that means "not told".</summary>
    public const uint UnknownTtl = uint.MaxValue;

    /// <summary>Where it stands.</summary>
    public Section Section { get; } = section;
    /// <summary>TYPE; 0 where the source does not tell it.</summary>
    public ushort Type { get; } = type;
    /// <summary>Seconds; <see cref="UnknownTtl"/> where the source does not tell it.</summary>
    public uint Ttl { get; } = ttl;
    /// <summary>Owner name in wire form; empty where it is the question's name or unknown.</summary>
    public ReadOnlySpan<byte> Owner { get; } = owner;
    /// <summary>RDATA, names uncompressed.</summary>
    public ReadOnlySpan<byte> Data { get; } = data;

    /// <summary>The name that the data of a CNAME, DNAME, NS, PTR, MX or SRV record points to, in wire form; empty for other types.</summary>
    public ReadOnlySpan<byte> Target
    {
        get
        {
            var skip = Type switch
            {
                RecordTypes.Cname or RecordTypes.Dname or RecordTypes.Ns or RecordTypes.Ptr => 0,
                RecordTypes.Mx => 2,
                RecordTypes.Srv => 6,
                _ => Data.Length,
            };
            return skip < Data.Length ? Data[skip..] : [];
        }
    }
}

/// <summary>Walks the records of a response in a batch; written by <see cref="ResourceRecordWriter"/>.</summary>
public ref struct ResourceRecords(ReadOnlySpan<byte> encoded)
{
    ReadOnlySpan<byte> _rest = encoded;

    /// <summary>The record the walk stands on.</summary>
    public ResourceRecord Current { get; private set; }

    /// <summary>Lets <c>foreach</c> walk.</summary>
    public readonly ResourceRecords GetEnumerator() => this;

    /// <summary>Whether one of the records is of a type; the quickest way to tell.</summary>
    public static bool Hold(ReadOnlySpan<byte> encoded, ushort type)
    {
        while (encoded.Length >= ResourceRecordWriter.HeaderBytes)
        {
            if (BinaryPrimitives.ReadUInt16LittleEndian(encoded[1..]) == type)
            {
                return true;
            }
            encoded = encoded[(ResourceRecordWriter.HeaderBytes + encoded[7] + BinaryPrimitives.ReadUInt16LittleEndian(encoded[8..]))..];
        }
        return false;
    }

    /// <summary>Steps to the next record.</summary>
    public bool MoveNext()
    {
        if (_rest.Length < ResourceRecordWriter.HeaderBytes)
        {
            return false;
        }
        int owner = _rest[7], data = BinaryPrimitives.ReadUInt16LittleEndian(_rest[8..]);
        var end = ResourceRecordWriter.HeaderBytes + owner + data;
        Current = new((Section)_rest[0], BinaryPrimitives.ReadUInt16LittleEndian(_rest[1..]), BinaryPrimitives.ReadUInt32LittleEndian(_rest[3..]),
            _rest.Slice(ResourceRecordWriter.HeaderBytes, owner), _rest.Slice(ResourceRecordWriter.HeaderBytes + owner, data));
        _rest = _rest[end..];
        return true;
    }
}

/// <summary>Gathers the records of one response in a buffer that is used again for the next.</summary>
public sealed class ResourceRecordWriter
{
    internal const int HeaderBytes = 10;
    byte[] _buffer = new byte[4096];
    int _length;

    /// <summary>All records written since <see cref="Clear"/>, encoded.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    /// <summary>Starts the next response.</summary>
    public void Clear() => _length = 0;

    /// <summary>Writes what stands before the data of a record whose owner is the name of the question or unknown.</summary>
    internal static void WriteHeader(Span<byte> to, Section section, ushort type, uint ttl, int dataLength)
    {
        to[HeaderBytes - 1] = (byte)(dataLength >> 8);
        to[8] = (byte)dataLength;
        BinaryPrimitives.WriteUInt64LittleEndian(to, (byte)section | (ulong)type << 8 | (ulong)ttl << 24);
    }

    /// <summary>Writes what stands before owner and data of a record.</summary>
    internal static void WriteHeader(Span<byte> to, Section section, ushort type, uint ttl, int ownerLength, int dataLength)
    {
        WriteHeader(to, section, type, ttl, dataLength);
        to[7] = (byte)ownerLength;
    }

    /// <summary>Adds one record; <paramref name="owner"/> at most 255, <paramref name="data"/> at most 65,535 bytes.</summary>
    public void Add(Section section, ushort type, uint ttl, ReadOnlySpan<byte> owner, ReadOnlySpan<byte> data)
    {
        var end = _length + HeaderBytes + owner.Length + data.Length;
        if (end > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(end, _buffer.Length * 2));
        }
        var to = _buffer.AsSpan(_length, end - _length);
        WriteHeader(to, section, type, ttl, owner.Length, data.Length);
        owner.CopyTo(to[HeaderBytes..]);
        data.CopyTo(to[(HeaderBytes + owner.Length)..]);
        _length = end;
    }
}
