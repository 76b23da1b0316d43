using System.Buffers;
using System.Runtime.CompilerServices;

namespace Nameward.Engine.Rollups;

/// <summary>What is remembered of a name asked under a zone. All of it depends on the name and on what was asked and answered for it, alone.</summary>
struct SampledName : ISampled<SampledName>
{
    /// <summary>Labels below the zone that are told apart; those farther out count as one.</summary>
    public const int MaxDepth = 6;

    /// <summary>The time to live that means "no answer carried one".</summary>
    public const ushort NoTtl = ushort.MaxValue;

    /// <inheritdoc/>
    public ulong Hash { get; set; }

    /// <summary>Hash of each label below the zone, the one next to the zone first.</summary>
    public LabelHashes Labels;

    /// <summary>Code length of each label, hundredths of a bit; all zero where the name follows the grammar of addresses.</summary>
    public LabelBits Bits;

    /// <summary>Labels below the zone, at most <see cref="MaxDepth"/>.</summary>
    public byte Depth;

    /// <summary>Bytes of the name below the zone, dots included; 0 at the zone itself.</summary>
    public byte PrefixBytes;

    /// <summary>Which kinds of records were asked for it, and of what kind it is.</summary>
    public NameTraits Traits;

    /// <summary>The longest time to live that an answer for it carried, in seconds, at most 65,534; <see cref="NoTtl"/> where none did.</summary>
    public ushort LongestTtl;

    /// <summary>Bytes of the largest response for it, at most 65,535; 0 where none is told.</summary>
    public ushort ReplyBytes;

    /// <summary>When it was first asked: second of the UTC day, or of the first of merged days.</summary>
    public uint First;

    /// <summary>Codes of the responses for it, each as the bit of that number; 0 where none is told.</summary>
    public ushort Rcodes;

    /// <inheritdoc/>
    public void Join(in SampledName other)
    {
        ReplyBytes = Math.Max(ReplyBytes, other.ReplyBytes);
        Traits |= other.Traits;
        First = Math.Min(First, other.First);
        Rcodes |= other.Rcodes;
        LongestTtl = LongestTtl == NoTtl ? other.LongestTtl : other.LongestTtl == NoTtl ? LongestTtl : Math.Max(LongestTtl, other.LongestTtl);
    }

    /// <inheritdoc/>
    public readonly void WriteTo(IBufferWriter<byte> to)
    {
        to.U64(Hash);
        to.Byte(Depth);
        to.Byte(PrefixBytes);
        to.U16((ushort)Traits);
        to.U16(LongestTtl);
        to.U16(ReplyBytes);
        to.U32(First);
        to.U16(Rcodes);
        for (var i = 0; i < Depth; i++)
        {
            to.U32(Labels[i]);
            to.U32((uint)Bits[i]);
        }
    }

    /// <inheritdoc/>
    public static SampledName ReadFrom(ref StateReader from)
    {
        var name = new SampledName
        {
            Hash = from.U64(),
            Depth = Math.Min(from.Byte(), (byte)MaxDepth),
            PrefixBytes = from.Byte(),
            Traits = (NameTraits)from.U16(),
            LongestTtl = from.U16(),
            ReplyBytes = from.U16(),
            First = from.U32(),
            Rcodes = from.U16(),
        };
        for (var i = 0; i < name.Depth; i++)
        {
            name.Labels[i] = from.U32();
            name.Bits[i] = (int)from.U32();
        }
        return name;
    }
}

/// <summary>Hashes of the labels of a name.</summary>
[InlineArray(SampledName.MaxDepth)]
struct LabelHashes
{
    uint _first;
}

/// <summary>Code lengths of the labels of a name.</summary>
[InlineArray(SampledName.MaxDepth)]
struct LabelBits
{
    int _first;
}

/// <summary>What is known of a name besides its labels.</summary>
[Flags]
enum NameTraits : ushort
{
    /// <summary>Nothing.</summary>
    None = 0,
    /// <summary>Asked for NULL, KEY or a private type: hosts do not.</summary>
    AskedRare = 1,
    /// <summary>Asked for CNAME, MX or SRV.</summary>
    AskedPointer = 2,
    /// <summary>Asked for TXT.</summary>
    AskedText = 4,
    /// <summary>Asked for another type.</summary>
    AskedOther = 8,
    /// <summary>A label begins with "_": a service or policy name (RFC 8552).</summary>
    Underscored = 16,
    /// <summary>The name spells an address: four labels 0 to 255, or sixteen nibbles or more.</summary>
    SpellsAddress = 32,
    /// <summary>A response was seen.</summary>
    Answered = 64,
    /// <summary>The name holds bytes or a mix of cases that host names do not (<see cref="NameSpelling"/>), and no label that begins with "_".</summary>
    Coded = 128,
    /// <summary>A response for it had records.</summary>
    GotRecords = 256,
    /// <summary>The labels before the zone hold a whole IPv4 address, reversed (<see cref="AddressGrammar.TraitsOf"/>).</summary>
    WholeAddress = 512,
    /// <summary>No host can have that address: 0.0.0.0/8, 224.0.0.0/3 (RFC 1122 section 3.2.1.3, RFC 5771, RFC 1112 section 4).</summary>
    NoHostsAddress = 1024,
    /// <summary>Its four octets are printable ASCII.</summary>
    TextAddress = 2048,
}
